package org.dormouse.library.directory;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.dormouse.library.directory.internal.CommitProbe;
import org.dormouse.library.directory.internal.Generations;
import org.dormouse.library.directory.internal.LibraryFolder;
import org.dormouse.library.directory.internal.LibraryLock;
import org.dormouse.library.directory.internal.LibraryScanner;
import org.dormouse.library.directory.internal.Packing;
import org.dormouse.library.directory.internal.Preparation;
import org.dormouse.library.directory.internal.Recovery;
import org.dormouse.library.directory.internal.Refusal;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.CommandJournal;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Generation;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/**
 * Library type {@code directory}: VMs lie as image files and sidecars in a folder ({@code path}, absolute) and up to
 * three levels of its sub-folders. All that Dormouse keeps there of its own is in {@code .dormouse}.
 *
 * <p>{@code commit} and {@code rollback} take as long as syncing and copying the images takes and can be interrupted
 * until the first file of the VM is touched; all other calls are short. Waiting for other changes is bounded by ten
 * seconds and ends with the passing trouble {@code library-busy}. Kept generations are packed by {@link #compact},
 * unless the setting {@code pack} is {@code no}.
 */
public final class DirectoryLibrary implements LibraryBackend {
  private static final String TYPE = "directory";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final CommitProbe probe;
  private final CommandJournal journal;
  private final LibraryLock lock = new LibraryLock(PATIENCE);

  /** Outside an engine: nobody is told what it carries out. */
  public DirectoryLibrary() {
    this(CommandJournal.none());
  }

  /** As a declarative service. */
  public DirectoryLibrary(CommandJournal journal) {
    this(InstantSource.system(), CommitProbe.ofSystemProperty(), journal);
  }

  DirectoryLibrary(InstantSource clock, CommitProbe probe) {
    this(clock, probe, CommandJournal.none());
  }

  DirectoryLibrary(InstantSource clock, CommitProbe probe, CommandJournal journal) {
    this.clock = clock;
    this.probe = probe;
    this.journal = journal;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Result<LibraryScan> scan(BackendSpec library) {
    return in(library, "scan", folder -> new LibraryScanner(folder, lock).scan(library.settings().keySet()));
  }

  @Override
  public Result<List<FileIdentity>> identify(BackendSpec library, StoredMachine machine) {
    return of(library, machine, "identify", folder -> new Preparation(folder).identify(machine));
  }

  @Override
  public Result<List<Path>> prepare(BackendSpec library, StoredMachine machine, String key) {
    return of(library, machine, key, "prepare", folder -> new Preparation(folder).prepare(machine, key));
  }

  @Override
  public Result<Generation> commit(BackendSpec library, StoredMachine machine, String key, List<FileIdentity> claimed,
      List<String> sha256) {
    return of(library, machine, key, "commit",
        folder -> generations(folder).commit(machine, key, claimed, sha256));
  }

  @Override
  public Result<Result.Nothing> abandon(BackendSpec library, StoredMachine machine, String key) {
    return of(library, machine, key, "abandon", folder -> {
      // what kept a commit from being finished may be over: nobody else asks again before the engine's next start
      new Recovery(folder, lock, probe).settle(machine);
      new Preparation(folder).abandon(machine, key);
      return Result.Nothing.NOTHING;
    });
  }

  @Override
  public Result<List<Generation>> generations(BackendSpec library, StoredMachine machine) {
    return in(library, "list generations of " + machine.id(), folder -> {
      folder.require(machine);
      return generations(folder).list(machine);
    });
  }

  @Override
  public Result<Generation> rollback(BackendSpec library, StoredMachine machine, int number) {
    return of(library, machine, "roll back", folder -> generations(folder).rollback(machine, number));
  }

  @Override
  public Result<List<Generation>> expire(BackendSpec library, StoredMachine machine, int keep, Duration age) {
    return of(library, machine, "expire", folder -> generations(folder).expire(machine, keep, age));
  }

  @Override
  public Result<List<Generation>> compact(BackendSpec library, StoredMachine machine) {
    return in(library, "pack generations of " + machine.id(), folder -> {
      folder.require(machine);
      return library.setting(LibraryFolder.PACK).filter("no"::equals).isPresent() ? List.of()
          : new Packing(folder, lock, probe).pack(machine);
    });
  }

  @Override
  public Result<List<String>> recover(BackendSpec library) {
    return in(library, "recover", folder -> new Recovery(folder, lock, probe).all(clock.instant()));
  }

  private Generations generations(LibraryFolder folder) {
    return new Generations(folder, lock, clock, probe, journal);
  }

  @FunctionalInterface
  private interface FolderWork<T> {
    T run(LibraryFolder folder) throws IOException, Refusal;
  }

  private <T> Result<T> of(BackendSpec library, StoredMachine machine, String key, String what, FolderWork<T> work) {
    return of(library, machine, what, folder -> {
      folder.requireKey(key);
      return work.run(folder);
    });
  }

  private <T> Result<T> of(BackendSpec library, StoredMachine machine, String what, FolderWork<T> work) {
    return in(library, what + " " + machine.id(), folder -> {
      folder.require(machine);
      return lock.holdingMachine(folder, machine.name(), () -> work.run(folder));
    });
  }

  private static <T> Result<T> in(BackendSpec library, String what, FolderWork<T> work) {
    return LibraryFolder.of(library, TYPE).then(folder -> {
      try {
        return Result.ok(work.run(folder));
      } catch (Refusal e) {
        return Result.failed(e.trouble());
      } catch (ClosedByInterruptException e) {
        return Result.failed(Trouble.passing("interrupted", "Library " + library.name() + ": to " + what
            + " was interrupted.", ""));
      } catch (IOException e) {
        return Result.failed(Trouble.lasting("library-io", "Library " + library.name() + ": to " + what + " failed: "
            + LibraryFolder.reasonWithFile(e) + ".", "See to the file system (space, rights, health), then repeat."));
      }
    });
  }
}
