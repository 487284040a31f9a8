package org.dormouse.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks into a stored VM's file systems without waking it; only ever reads. */
public interface DiskReader {

  /** Opens the VM's root file system. A trouble tells why it cannot be read: then only waking can tell. */
  Result<GuestFiles> open(StoredMachine machine);

  /**
   * The same for images that do not lie where they are going to be used, as those of a generation that is not in place
   * yet: they name their backing files as seen from there.
   *
   * @param places where each disk's image is going to lie, as many as there are disks and in their order
   */
  default Result<GuestFiles> open(StoredMachine machine, List<Path> places) {
    return open(machine);
  }

  /** The root file system, read-only, as it was last synced. Not thread-safe. Close it. */
  interface GuestFiles extends AutoCloseable {

    /** Of the root file system. */
    State state();

    /** E.g. {@code ext4}. */
    String fileSystem();

    /** Content of a regular file, symbolic links followed; empty if there is none. Larger than limit is a trouble. */
    Result<Optional<byte[]>> read(String path, int limit);

    /** Names in a directory, in order; empty if there is none. At most 100,000. */
    Result<List<String>> list(String path);

    /** What lies at the path, without following a link there. */
    Result<Optional<Entry>> entry(String path);

    /** @param modified seconds since the epoch; {@code target} of a symbolic link, else empty */
    record Entry(Kind kind, long size, long modified, int mode, int owner, int group, long inode, String target) {}

    enum Kind { FILE, DIRECTORY, LINK, OTHER }

    @Override
    void close();
  }

  /** NEEDS_REPLAY: the journal was not empty; what is read may be slightly old. */
  enum State { CLEAN, NEEDS_REPLAY, HAS_ERRORS }
}
