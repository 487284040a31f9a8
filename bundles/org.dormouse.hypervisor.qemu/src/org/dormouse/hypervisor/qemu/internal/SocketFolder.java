package org.dormouse.hypervisor.qemu.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Where the sockets of a deployment lie. A socket whose path has more than 107 bytes does not bind (unix(7)), so a
 * deployment deep in the file system has them in a private folder with a short name.
 */
final class SocketFolder {

  private static final int LONGEST_PATH = 100;
  private static final String LONGEST_NAME = "/qmp.sock";
  private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

  private SocketFolder() {}

  /** The deployment's own folder, if its path is short enough, else a private one that exists afterwards. */
  static Path of(Deployment deployment) throws IOException {
    return of(deployment.folder(), Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")));
  }

  static Path of(Path folder, Optional<String> runtime) throws IOException {
    if (fits(folder)) {
      return folder;
    }
    Path sockets = elsewhere(folder, runtime);
    makePrivate(sockets.getParent());
    makePrivate(sockets);
    return sockets;
  }

  /** The private folder of a deployment, where it has one: also of one that was not made to its end. */
  static Optional<Path> left(Deployment deployment) {
    if (fits(deployment.folder())) {
      return Optional.empty();
    }
    return Optional.of(elsewhere(deployment.folder(), Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR"))))
        .filter(sockets -> Files.isDirectory(sockets, LinkOption.NOFOLLOW_LINKS));
  }

  private static Path elsewhere(Path folder, Optional<String> runtime) {
    Path base = runtime.map(Path::of).filter(Path::isAbsolute).filter(Files::isWritable)
        .map(path -> path.resolve("dormouse")).filter(path -> fits(path.resolve(name(folder))))
        .orElseGet(() -> Path.of("/tmp", "dormouse-" + System.getProperty("user.name")));
    return base.resolve(name(folder));
  }

  /** Removes a private folder, and the one around it if that was the last in it. */
  static void remove(Path sockets) throws IOException {
    Durable.remove(sockets);
    try {
      Files.deleteIfExists(sockets.getParent());
    } catch (DirectoryNotEmptyException e) {
      // Others have their sockets there.
    }
  }

  private static boolean fits(Path folder) {
    return (folder + LONGEST_NAME).getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
  }

  private static String name(Path folder) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(folder.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** In /tmp anybody may have made the folder before us. */
  private static void makePrivate(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(folder.getParent());
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
    }
    boolean ours = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(Path.of("/proc/self")))
        && Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(PRIVATE);
    if (!ours) {
      throw new IOException("The folder " + folder + " for sockets is not private to this user; remove it.");
    }
  }
}
