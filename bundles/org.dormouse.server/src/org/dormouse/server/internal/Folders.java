package org.dormouse.server.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.dormouse.api.client.StatePlace;

/** The engine's folders: only this user's, checked where others could have been first. */
final class Folders {

  private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OTHERS = EnumSet.of(PosixFilePermission.GROUP_WRITE,
      PosixFilePermission.OTHERS_WRITE);

  private Folders() {}

  /** @throws IOException naming the folder, if it cannot be made or is not safe to use */
  static void prepare(StatePlace state) throws IOException {
    if (!Files.isDirectory(state.folder())) {
      Files.createDirectories(state.folder().getParent());
      makePrivate(state.folder());
    }
    check(state.folder());
    Files.createDirectories(state.logFolder());
    prepareRuntime(state.runtime());
  }

  /**
   * The folders of the socket, which may lie in /tmp: each is made for this user alone, or has to be so already. A
   * symbolic link there is somebody else's.
   */
  private static void prepareRuntime(Path runtime) throws IOException {
    Path product = runtime.getParent();
    for (Path folder : new Path[] {product, runtime}) {
      makePrivate(folder);
      check(folder);
      Files.setPosixFilePermissions(folder, PRIVATE);
    }
  }

  private static void makePrivate(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
    } catch (FileAlreadyExistsException e) {
      // Whose it is, is checked.
    }
  }

  private static void check(Path folder) throws IOException {
    boolean safe = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(folder)
        && StatePlace.owner(folder).equals(StatePlace.user());
    if (!safe || !StatePlace.owner(folder.toRealPath()).equals(StatePlace.user())) {
      throw new IOException("the folder " + folder + " belongs to another user, or is none; choose other places by "
          + "DORMOUSE_HOME and XDG_RUNTIME_DIR");
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      throw new IOException("other users may write in the folder " + folder + "; correct it: chmod 700 " + folder);
    }
  }

  /** Tells clients with another environment where the socket is. */
  static void writeAddress(StatePlace state) throws IOException {
    Path written = state.address().resolveSibling(state.address().getFileName() + ".new");
    Files.writeString(written, state.socket() + "\n", StandardCharsets.UTF_8);
    Files.move(written, state.address(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
