package org.dormouse.library.directory.internal;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.dormouse.library.directory.internal.GenerationEntry.State;
import org.dormouse.library.directory.internal.GenerationEntry.Stored;
import org.dormouse.spi.Generation;
import org.dormouse.spi.StoredMachine;

/**
 * Makes the disks of kept generations smaller (Zstandard, RFC 8878), so that they come back to the byte. The packed
 * file is written beside the kept one, synced, and read back; only when it unpacks to the very SHA-256 it takes the
 * other's place, under the locks and in the history first. Whoever dies in between leaves a file that no history knows,
 * which {@link Recovery} sweeps away.
 */
public final class Packing {
  static final String SUFFIX = ".zst";
  static final String PARTIAL = SUFFIX + ".part";
  private static final int LEVEL = 3;
  /** Saves less than a twentieth: not worth reading it through a decompressor. */
  private static final double WORTH = 0.95;

  private final LibraryFolder library;
  private final LibraryLock lock;
  private final CommitProbe probe;

  public Packing(LibraryFolder library, LibraryLock lock, CommitProbe probe) {
    this.library = library;
    this.lock = lock;
    this.probe = probe;
  }

  /** Takes no lock while it reads and writes; an interrupt ends it, and leaves what was not packed as it was. */
  public List<Generation> pack(StoredMachine machine) throws IOException, Refusal {
    List<Generation> smaller = new ArrayList<>();
    for (GenerationEntry entry : History.read(library, machine.name()).entries().reversed()) {
      boolean packed = false;
      for (Stored file : entry.state() == State.KEPT ? entry.files() : List.<Stored>of()) {
        packed |= file.isDisk() && file.packing().isEmpty() && pack(machine, entry.number(), file);
      }
      if (packed) {
        smaller.add(entry.shown());
      }
    }
    return smaller;
  }

  private boolean pack(StoredMachine machine, int number, Stored file) throws IOException, Refusal {
    Path kept = library.resolve(file.kept());
    Path partial = kept.resolveSibling(kept.getFileName() + PARTIAL);
    try {
      Files.deleteIfExists(partial);
      String hash = compress(kept, partial);
      if (!file.sha256().isEmpty() && !file.sha256().equals(hash)) {
        return false; // a rollback will say that it is damaged
      }
      boolean worth = Files.size(partial) < Files.size(kept) * WORTH;
      if (worth && !unpacked(partial).equals(hash)) {
        throw Refusal.lasting("packing-failed", "The packed " + file.kept() + " of VM " + machine.id()
            + " does not unpack to what it was made from.", "It was thrown away, and the file left as it is; see to"
            + " the memory and the disk of this machine.");
      }
      Stored packed = file.withHash(hash).packed(worth ? Stored.ZSTD : Stored.PLAIN,
          worth ? file.kept() + SUFFIX : file.kept());
      return lock.holdingMachine(library, machine.name(), () -> lock.holdingLibrary(library, () ->
          exchange(machine, number, file, packed, partial))) && worth;
    } catch (NoSuchFileException e) {
      return false; // it expired meanwhile, or somebody took it
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private boolean exchange(StoredMachine machine, int number, Stored plain, Stored packed, Path partial)
      throws IOException, Refusal {
    History history = History.read(library, machine.name());
    Optional<GenerationEntry> entry = history.kept(number).filter(now -> now.files().contains(plain));
    if (entry.isEmpty()) {
      return false;
    }
    Path kept = library.resolve(plain.kept());
    boolean other = !packed.kept().equals(plain.kept());
    if (other) {
      DurableFiles.move(partial, library.resolve(packed.kept()));
      DurableFiles.sync(kept.getParent());
      probe.done("pack " + plain.kept());
    }
    history.replacing(entry.get().withFiles(entry.get().files().stream()
        .map(file -> file.equals(plain) ? packed : file).toList())).write(library, machine.name());
    probe.done("write history of packing");
    if (other) {
      Files.deleteIfExists(kept);
      DurableFiles.sync(kept.getParent());
    }
    return true;
  }

  /** Answers the SHA-256 of what was read. */
  private static String compress(Path from, Path to) throws IOException {
    MessageDigest digest = DurableFiles.sha256();
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      try (InputStream plain = new DigestInputStream(Channels.newInputStream(in), digest);
          OutputStream packed = new ZstdOutputStream(new Open(Channels.newOutputStream(out)), LEVEL)
              .setChecksum(true)) {
        plain.transferTo(packed);
      }
      out.force(true);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Stays open when the compressor ends, to be synced. */
  private static final class Open extends java.io.FilterOutputStream {
    Open(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private static String unpacked(Path packed) throws IOException {
    MessageDigest digest = DurableFiles.sha256();
    try (InputStream in = new DigestInputStream(unpacking(packed), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static InputStream unpacking(Path packed) throws IOException {
    FileChannel in = FileChannel.open(packed, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      return new ZstdInputStream(Channels.newInputStream(in));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** The content of a kept file, whatever form it is kept in. */
  static ReadableByteChannel content(LibraryFolder library, Stored file) throws IOException, Refusal {
    Path kept = library.resolve(file.kept());
    return file.isPacked() ? Channels.newChannel(unpacking(kept))
        : FileChannel.open(kept, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }
}
