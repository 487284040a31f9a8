package org.dormouse.update.apt.internal.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Scan.Item;
import org.dormouse.update.apt.internal.fetch.Fetched;
import org.dormouse.update.apt.internal.fetch.Repository;
import org.dormouse.update.apt.internal.index.Hashes;
import org.dormouse.update.apt.internal.index.SnapshotFolder;

/** Fetched packages by their SHA-256; what lies under its final name was whole and right when it was put there. */
record PackageStore(Path folder) {
  private static final Duration SLOWEST = Duration.ofMinutes(30);

  Path file(Item item) {
    return folder.resolve(item.sha256().substring(0, 2)).resolve(item.sha256());
  }

  boolean has(Item item) throws IOException {
    Path file = file(item);
    return Files.exists(file) && Files.size(file) == item.size();
  }

  /** Makes sure that the package is there; a broken download is resumed. Answers what went wrong, if anything. */
  Optional<Trouble> fetch(Repository repository, Item item) {
    Path file = file(item);
    Path part = file.resolveSibling(item.sha256() + ".part");
    try {
      if (has(item)) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        return Optional.empty();
      }
      Files.createDirectories(file.getParent());
      Fetched fetched = repository.fetch(item.path(), part, item.size(), SLOWEST);
      Optional<Trouble> trouble = judge(repository.address(item.path()), fetched, item, part);
      if (trouble.isEmpty()) {
        // the name must not outlive a crash of the machine without the content
        SnapshotFolder.sync(part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        SnapshotFolder.syncFolder(file.getParent());
        SnapshotFolder.syncFolder(folder);
      } else if (!trouble.get().passing()) {
        Files.deleteIfExists(part);
      }
      return trouble;
    } catch (IOException e) {
      return Optional.of(Trouble.passing("cache-not-writable", "The package cache " + folder + " cannot be used: "
          + e.getMessage() + ".", "Check permissions and free space there."));
    }
  }

  private static Optional<Trouble> judge(String address, Fetched fetched, Item item, Path part) throws IOException {
    return switch (fetched) {
      case Fetched.Failed(Trouble trouble) when trouble.code().equals("file-too-large") ->
          Optional.of(corrupt(address, "is larger than"));
      case Fetched.Failed(Trouble trouble) -> Optional.of(trouble);
      case Fetched.Absent absent -> Optional.of(Trouble.lasting("package-missing", "There is no " + absent.address()
          + ", which the signed index lists.", "The mirror is incomplete or has moved on; refresh and try again."));
      case Fetched.Got got when got.size() != item.size() -> Optional.of(corrupt(address, "has not the size of"));
      case Fetched.Got got -> Hashes.of(part).equals(item.sha256()) ? Optional.empty()
          : Optional.of(corrupt(address, "has not the SHA-256 of"));
    };
  }

  private static Trouble corrupt(String address, String how) {
    return Trouble.lasting("package-corrupt", "The package " + address + " " + how + " what the signed index lists.",
        "The mirror is damaged or somebody changes packages on the way; use another mirror.");
  }
}
