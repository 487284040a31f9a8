package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/**
 * Where things lie in a directory library. Dormouse keeps everything of its own in {@code .dormouse}, which only its
 * user can enter: images being written there have not yet got the mode of those they will replace.
 *
 * <pre>
 * lock                              held while a VM's files are changed
 * intents/VM.json                   a commit that was begun and has not ended
 * generations/VM/history.json       all generations of the VM
 * generations/VM/NUMBER/            files of a kept generation, disks packed (.zst) after a while
 * incoming/KEY/SLOT.SUFFIX          new images of a servicing
 * aside/KEY/                        new images that could not be stored because the old ones had been replaced
 * claims/KEY.json                   identities that changed only because a commit was undone
 * </pre>
 *
 * @param root real path of the library
 */
public record LibraryFolder(String name, Path root) {
  static final String OWN = ".dormouse";
  /** Setting: {@code no} leaves kept generations as large as they are. */
  public static final String PACK = "pack";
  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  public static Result<LibraryFolder> of(BackendSpec spec, String type) {
    String what = "Library " + Shown.of(spec.name());
    if (!type.equals(spec.type())) {
      return refused("wrong-type", what + " is of type " + Shown.of(spec.type()) + ", not " + type + ".", "");
    }
    var path = spec.setting("path");
    if (path.isEmpty()) {
      return refused("setting-missing", what + " has no setting path.", "Set path to the library's folder.");
    }
    Optional<String> pack = spec.setting(PACK).filter(value -> !value.equals("yes") && !value.equals("no"));
    if (pack.isPresent()) {
      return refused("setting-bad", what + ": pack is " + Shown.of(pack.get()) + ".", "Set pack to yes or no.");
    }
    try {
      Path folder = Path.of(path.get());
      if (!folder.isAbsolute()) {
        return refused("setting-bad", what + ": path " + Shown.of(folder) + " is not absolute.",
            "Give the folder's full path.");
      }
      if (!Files.isDirectory(folder)) {
        return refused("library-missing", what + ": there is no folder " + Shown.of(folder) + ".",
            "Create it, mount what holds it, or correct the library's path.");
      }
      return Result.ok(new LibraryFolder(spec.name(), folder.toRealPath()));
    } catch (InvalidPathException e) {
      return refused("setting-bad", what + ": path " + Shown.of(path.get()) + " is not a file name.",
          "Give the folder's full path.");
    } catch (IOException e) {
      return refused("library-unreadable", what + ": folder " + Shown.of(path.get()) + " cannot be opened: "
          + reason(e) + ".", "Make it readable for the user that runs Dormouse.");
    }
  }

  private static <T> Result<T> refused(String code, String message, String remedy) {
    return Result.failed(Trouble.lasting(code, message, remedy));
  }

  static boolean isMachineName(String name) {
    return MACHINE.matcher(name).matches();
  }

  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException missing -> "there is no such file";
      case FileSystemException f when f.getReason() != null -> Shown.of(f.getReason());
      default -> Shown.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    };
  }

  public static String reasonWithFile(IOException e) {
    if (!(e instanceof FileSystemException f) || f.getFile() == null) {
      return reason(e);
    }
    return Shown.of(f.getFile()) + (f.getOtherFile() == null ? "" : " to " + Shown.of(f.getOtherFile())) + ": "
        + reason(e);
  }

  public void requireKey(String key) throws Refusal {
    if (!KEY.matcher(key).matches()) {
      throw Refusal.lasting("bad-key", "The key " + Shown.of(key) + " is not made of at most 40 lower-case letters, "
          + "digits and dashes.", "");
    }
  }

  /** Refuses a VM that is not of this library: wrong library, impossible name, files elsewhere. */
  public void require(StoredMachine machine) throws Refusal {
    if (!name.equals(machine.library()) || !isMachineName(machine.name()) || machine.disks().isEmpty()) {
      throw notHere(machine);
    }
    for (var disk : machine.disks()) {
      if (!holds(disk.image())) {
        throw notHere(machine);
      }
    }
    if (!machine.definition().map(this::holds).orElse(true)) {
      throw notHere(machine);
    }
  }

  private Refusal notHere(StoredMachine machine) {
    return Refusal.lasting("not-in-library", "VM " + Shown.of(machine.id()) + " does not lie in library "
        + Shown.of(name) + " (" + root + ").", "Scan the library again.");
  }

  /** True for a normalised path below the root that is not in Dormouse's own folder. */
  boolean holds(Path file) {
    return file.isAbsolute() && file.equals(file.normalize()) && file.startsWith(root) && !file.equals(root)
        && !file.startsWith(own());
  }

  Path own() {
    return root.resolve(OWN);
  }

  Path lock() {
    return own().resolve("lock");
  }

  Path intents() {
    return own().resolve("intents");
  }

  Path intent(String machine) {
    return intents().resolve(machine + ".json");
  }

  Path generations() {
    return own().resolve("generations");
  }

  Path generations(String machine) {
    return generations().resolve(machine);
  }

  Path history(String machine) {
    return generations(machine).resolve("history.json");
  }

  Path incoming() {
    return own().resolve("incoming");
  }

  Path incoming(String key) {
    return incoming().resolve(key);
  }

  Path asides() {
    return own().resolve("aside");
  }

  Path aside(String key) {
    return asides().resolve(key);
  }

  Path claims(String key) {
    return own().resolve("claims").resolve(key + ".json");
  }

  /** Name of a file as in the library, with slashes. */
  String relative(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  Path resolve(String relative) {
    return root.resolve(relative);
  }

  /** Makes Dormouse's own folder, readable for its user alone. */
  void makeOwn() throws IOException {
    if (!Files.isDirectory(own(), LinkOption.NOFOLLOW_LINKS)) {
      boolean posix = Files.getFileStore(root).supportsFileAttributeView("posix");
      if (posix) {
        var mine = PosixFilePermissions.fromString("rwx------");
        Files.createDirectory(own(), PosixFilePermissions.asFileAttribute(mine));
      } else {
        Files.createDirectory(own());
      }
      DurableFiles.sync(root);
    }
  }
}
