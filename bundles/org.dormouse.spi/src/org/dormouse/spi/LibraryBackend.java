package org.dormouse.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A kind of library: knows which VMs lie in it and puts new generations in place, whole or not at all.
 *
 * <p>At every instant, whatever is killed, the library holds the old or the new generation of a VM, whole, also when
 * it has several files; {@link #recover} finishes or undoes what was interrupted and must be called before the first
 * other call of a process.
 */
public interface LibraryBackend {

  String type();

  /** All VMs and everything odd about them and about files that could not be understood. Reads only. */
  Result<LibraryScan> scan(BackendSpec library);

  record LibraryScan(List<StoredMachine> machines, List<Finding> findings) {
    public LibraryScan {
      machines = List.copyOf(machines);
      findings = List.copyOf(findings);
    }
  }

  /** Identity of every file of the VM (disks, firmware variables, sidecar), to be compared just before a commit. */
  Result<List<FileIdentity>> identify(BackendSpec library, StoredMachine machine);

  /**
   * Where the new disk images of a servicing are to be written, one per disk in slot order, on the same file system
   * as the old ones. The directory exists afterwards; what a former attempt with this key left there is gone.
   */
  Result<List<Path>> prepare(BackendSpec library, StoredMachine machine, String key);

  /**
   * Puts the prepared images in place as the next generation, durably and whole. The images are complete, and their
   * hashes, in slot order, were computed by whoever wrote and checked them. Fails with {@code image-replaced} and
   * changes nothing when a file no longer has the claimed identity; then the new files are kept aside and named.
   * Calling again with the key of a commit that has already happened returns that generation. A generation that was
   * not made by Dormouse has its hashes computed before it is kept, so this may take as long as reading it.
   */
  Result<Generation> commit(BackendSpec library, StoredMachine machine, String key, List<FileIdentity> claimed,
      List<String> sha256);

  /** Removes what {@link #prepare} made for this key, if anything. Idempotent. */
  Result<Result.Nothing> abandon(BackendSpec library, StoredMachine machine, String key);

  /** Newest first; the first is the current one. */
  Result<List<Generation>> generations(BackendSpec library, StoredMachine machine);

  /** Makes a kept generation the current one, as a new generation; the present state is kept as well. */
  Result<Generation> rollback(BackendSpec library, StoredMachine machine, int number);

  /** Removes kept generations beyond {@code keep} or older than {@code age}; never the current one. */
  Result<List<Generation>> expire(BackendSpec library, StoredMachine machine, int keep, Duration age);

  /**
   * Makes the kept generations of a VM take less room; {@link #rollback} still brings them back to the byte. May take
   * as long as reading and writing them; other calls do not wait for it, an interrupt ends it, and whatever ends it
   * leaves them as they were. Answers those that take less room now; again answers none. A library that has no use
   * for it does nothing.
   */
  default Result<List<Generation>> compact(BackendSpec library, StoredMachine machine) {
    return Result.ok(List.of());
  }

  /** Rolls interrupted commits forward or back; answers what was done, one line each. */
  Result<List<String>> recover(BackendSpec library);
}
