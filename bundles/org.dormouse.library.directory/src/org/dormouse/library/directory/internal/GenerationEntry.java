package org.dormouse.library.directory.internal;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Generation;

/**
 * A generation as recorded. Instants are ISO-8601 text.
 *
 * @param ended when the next generation took its place, empty for the current one
 */
record GenerationEntry(int number, String created, String key, State state, String ended, List<Stored> files) {

  /** GONE: its files are no longer there; only remembered so that a repeated commit finds its result. */
  enum State { CURRENT, KEPT, GONE }

  /**
   * @param file name in the library
   * @param role {@code disk0} and so on, or {@code definition}
   * @param inode and modified: tell whether the file in the library is still this one
   * @param kept path below the library of the kept file, empty while it is current
   * @param packing the form of the kept file; empty: nobody has tried to make it smaller
   */
  record Stored(String file, String role, long size, String sha256, long inode, long modified, String kept,
      String packing) {

    /** As it was in the library, because it does not become smaller. */
    static final String PLAIN = "plain";
    static final String ZSTD = "zstd";

    Stored {
      Objects.requireNonNull(file);
      Objects.requireNonNull(role);
      Objects.requireNonNull(sha256);
      Objects.requireNonNull(kept);
      packing = packing == null ? "" : packing; // histories of before have none
      if (!packing.isEmpty() && !packing.equals(PLAIN) && !packing.equals(ZSTD)) {
        throw new IllegalArgumentException("packing " + packing);
      }
    }

    static Stored of(String file, String role, FileIdentity identity, String sha256) {
      return new Stored(file, role, identity.size(), sha256, identity.inode(), identity.modified(), "",
          "");
    }

    boolean is(FileIdentity other) {
      return inode == other.inode() && size == other.size() && modified == other.modified();
    }

    boolean isDisk() {
      return role.startsWith("disk");
    }

    Stored keptAt(String path) {
      return new Stored(file, role, size, sha256, inode, modified, path, "");
    }

    Stored withHash(String hash) {
      return new Stored(file, role, size, hash, inode, modified, kept, packing);
    }

    Stored packed(String form, String path) {
      return new Stored(file, role, size, sha256, inode, modified, path, form);
    }

    boolean isPacked() {
      return packing.equals(ZSTD);
    }
  }

  GenerationEntry {
    Instant.parse(created);
    if (!ended.isEmpty()) {
      Instant.parse(ended);
    }
    Objects.requireNonNull(key);
    Objects.requireNonNull(state);
    files = List.copyOf(files);
  }

  Generation shown() {
    return new Generation(number, Instant.parse(created), key,
        files.stream().map(f -> new Generation.StoredFile(f.file(), f.size(), f.sha256())).toList(),
        state == State.CURRENT);
  }

  GenerationEntry gone(String when) {
    return new GenerationEntry(number, created, key, State.GONE, ended.isEmpty() ? when : ended, files);
  }

  GenerationEntry keptSince(String when, List<Stored> keptFiles) {
    return new GenerationEntry(number, created, key, State.KEPT, when, keptFiles);
  }

  GenerationEntry withFiles(List<Stored> others) {
    return new GenerationEntry(number, created, key, state, ended, others);
  }
}
