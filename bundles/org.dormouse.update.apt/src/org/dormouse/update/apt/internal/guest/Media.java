package org.dormouse.update.apt.internal.guest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.dormouse.spi.CommandJournal;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Guest;
import org.dormouse.spi.UpdateService.Scan.Item;
import org.dormouse.update.apt.internal.index.Hashes;
import org.dormouse.update.apt.internal.index.SnapshotFolder;

/**
 * The disks that guests read. Each is made once and shared by all guests that need the same content; a guest's work
 * folder holds a link to it, so that trimming the cache takes nothing from a running guest. Thread-safe.
 */
final class Media {
  private final CommandJournal journal;
  private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();

  Media(CommandJournal journal) {
    this.journal = journal;
  }

  /** Fills the folder that becomes the disk. */
  private interface Content {
    Result<Result.Nothing> fill(Path folder) throws IOException;
  }

  /** Index and keys, put into the guest. */
  Result<Medium> insertIndex(Guest guest, SnapshotFolder snapshot) {
    Medium cached = Medium.index(guest.snapshot().id(), snapshot.media().resolve(guest.snapshot().id() + ".index"));
    return make(guest, cached, folder -> {
      give(guest, snapshot.keys(), folder.resolve("keys.gpg"));
      try (Stream<Path> files = Files.walk(snapshot.tree())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          give(guest, file, folder.resolve("tree").resolve(snapshot.tree().relativize(file).toString()));
        }
      }
      return Result.ok();
    }).then(made -> insert(guest, made));
  }

  /** The packages, each at its path in the repository; all have to be in the cache. */
  Result<Medium> insertPackages(Guest guest, SnapshotFolder snapshot, List<Item> items) {
    StringBuilder identity = new StringBuilder();
    items.stream().sorted(Comparator.comparing(Item::path))
        .forEach(item -> identity.append(item.sha256()).append(' ').append(item.path()).append('\n'));
    String id = Hashes.of(identity.toString()).substring(0, 32);
    PackageStore store = new PackageStore(snapshot.packages());
    return make(guest, Medium.packages(id, snapshot.media().resolve(id + ".packages")), folder -> {
      Files.createDirectories(folder.resolve("tree"));
      for (Item item : items) {
        Path file = store.file(item);
        if (!Files.exists(file) || !Hashes.of(file).equals(item.sha256())) {
          Files.deleteIfExists(file);
          return Result.failed(Trouble.passing("package-corrupt", "The package " + item.path()
              + " in the cache is missing or damaged.", "It is fetched again."));
        }
        give(guest, file, folder.resolve("tree").resolve(item.path()));
      }
      return Result.ok();
    }).then(made -> insert(guest, made));
  }

  private Result<Medium> make(Guest guest, Medium medium, Content content) {
    ReentrantLock lock = locks.computeIfAbsent(medium.image(), path -> new ReentrantLock());
    lock.lock();
    try {
      if (Files.exists(medium.image())) {
        Files.setLastModifiedTime(medium.image(), FileTime.from(Instant.now()));
        return Result.ok(medium);
      }
      return makeAnew(guest, medium, content);
    } catch (IOException e) {
      return Result.failed(broken(medium, e));
    } finally {
      lock.unlock();
    }
  }

  private Result<Medium> makeAnew(Guest guest, Medium medium, Content content) throws IOException {
    Path folder = medium.image().resolveSibling(".new-" + UUID.randomUUID());
    Path image = medium.image().resolveSibling(folder.getFileName() + ".img");
    try {
      Files.createDirectories(folder);
      Result<Path> made = content.fill(folder).then(filled -> DiskImage.make(folder, medium.label(), image,
          command -> tell(guest, command)));
      if (made instanceof Result.Failed<Path>(Trouble trouble)) {
        return Result.failed(trouble);
      }
      try (FileChannel written = FileChannel.open(image, StandardOpenOption.READ)) {
        written.force(true);
      }
      Files.move(image, medium.image(), StandardCopyOption.ATOMIC_MOVE);
      tell(guest, List.of("mv", "-T", image.toString(), medium.image().toString()));
      tell(guest, List.of("rm", "-rf", folder.toString()));
      return Result.ok(medium);
    } finally {
      SnapshotFolder.delete(folder);
      Files.deleteIfExists(image);
    }
  }

  private Result<Medium> insert(Guest guest, Medium cached) {
    Medium own = new Medium(cached.serial(), cached.label(), guest.workFolder().resolve(cached.serial() + ".img"));
    try {
      if (!Files.exists(own.image())) {
        link(cached.image(), own.image());
        tell(guest, List.of("mkdir", "-p", own.image().getParent().toString()));
        tell(guest, List.of("ln", cached.image().toString(), own.image().toString()));
      }
      return guest.media().insert(own.serial(), own.image()).map(done -> own);
    } catch (IOException e) {
      return Result.failed(broken(own, e));
    }
  }

  /** Takes all our disks out of the guest and removes them from its work folder. */
  static Result<Result.Nothing> removeAll(Guest guest) {
    Result<Result.Nothing> result = Result.ok();
    try (Stream<Path> files = Files.exists(guest.workFolder()) ? Files.list(guest.workFolder()) : Stream.empty()) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.matches("dm-(index|pkgs)-[0-9a-f]{8}\\.img")) {
          Result<Result.Nothing> removed = guest.media().remove(name.substring(0, name.length() - 4));
          if (removed.isOk()) {
            Files.deleteIfExists(file);
          } else {
            result = removed;
          }
        }
      }
      return result;
    } catch (IOException e) {
      return Result.failed(Trouble.passing("work-folder-unreadable", "The work folder " + guest.workFolder()
          + " cannot be cleared: " + e.getMessage() + ".", "Check its permissions."));
    }
  }

  private void give(Guest guest, Path from, Path to) throws IOException {
    link(from, to);
    tell(guest, List.of("mkdir", "-p", to.getParent().toString()));
    tell(guest, List.of("ln", from.toString(), to.toString()));
  }

  /** Made once, for all guests that need the same: it is told of the one for which it was made. */
  private void tell(Guest guest, List<String> command) {
    journal.carriedOut(guest.key(), Command.onHost(command, ""));
  }

  /** A hard link where the file systems allow it, else a copy. */
  private static void link(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try {
      Files.createLink(to, from);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(from, to);
    }
  }

  private static Trouble broken(Medium medium, IOException e) {
    return Trouble.passing("medium-not-made", "The disk image " + medium.image() + " could not be made: "
        + e.getMessage() + ".", "Check free space and permissions there.");
  }
}
