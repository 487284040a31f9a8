package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dormouse.spi.FileIdentity;

/**
 * A commit that has begun: all that is needed to finish or to undo it. It is on the medium before the first file of
 * the library is touched, and gone when the VM is whole again.
 *
 * @param old the generation to be kept, with the places of its kept files
 * @param fresh the generation to be put in place
 */
record Intent(int version, String machine, String key, GenerationEntry old, GenerationEntry fresh,
    List<Change> changes) {

  /**
   * One file of the VM. Paths are relative to the library.
   *
   * @param incoming the new file, empty if this file stays as it is
   * @param kept where the old file is kept
   * @param copied kept as a copy, not as a link: people edit sidecars in place, which would change the kept one too
   * @param claimed as it was at the claim
   * @param before as it was just before the commit; differs from {@code claimed} in ctime only, if at all
   * @param fresh the new file; as {@code before} if there is none
   */
  record Change(String target, String incoming, String kept, boolean copied, Seen claimed, Seen before,
      Seen fresh) {
    Change {
      Objects.requireNonNull(target);
      Objects.requireNonNull(incoming);
      Objects.requireNonNull(kept);
      Objects.requireNonNull(claimed);
      Objects.requireNonNull(before);
      Objects.requireNonNull(fresh);
    }

    boolean replaces() {
      return !incoming.isEmpty();
    }
  }

  /** A {@link FileIdentity} without its path. */
  record Seen(long device, long inode, long size, long modified, long changed) {
    static Seen of(FileIdentity identity) {
      return new Seen(identity.device(), identity.inode(), identity.size(), identity.modified(), identity.changed());
    }

    /** The same file, whatever has been written to it since; where files have no number, content has to tell. */
    boolean sameFile(FileIdentity identity) {
      return inode == 0 ? sameContent(identity) : inode == identity.inode();
    }

    boolean sameContent(FileIdentity identity) {
      return inode == identity.inode() && size == identity.size() && modified == identity.modified();
    }
  }

  Intent {
    if (version != 1 || !LibraryFolder.isMachineName(machine)) {
      throw new IllegalArgumentException("intent of version " + version);
    }
    Objects.requireNonNull(key);
    Objects.requireNonNull(old);
    Objects.requireNonNull(fresh);
    changes = List.copyOf(changes);
    for (var change : changes) {
      for (String path : List.of(change.target(), change.incoming(), change.kept())) {
        Path relative = Path.of(path);
        if (relative.isAbsolute() || !relative.normalize().equals(relative) || relative.startsWith("..")) {
          throw new IllegalArgumentException("path " + path);
        }
      }
    }
  }

  static Optional<Intent> read(LibraryFolder library, String machine) throws IOException, Refusal {
    return JsonFile.read(library.intent(machine), Intent.class);
  }

  void write(LibraryFolder library) throws IOException {
    JsonFile.write(library.intent(machine), this);
  }

  void remove(LibraryFolder library) throws IOException {
    Files.deleteIfExists(library.intent(machine));
    DurableFiles.sync(library.intents());
  }
}
