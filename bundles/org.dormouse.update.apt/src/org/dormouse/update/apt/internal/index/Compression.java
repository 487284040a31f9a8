package org.dormouse.update.apt.internal.index;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** How an index is packed, in the order in which apt prefers them; unpacking is bounded in memory and size. */
public enum Compression {
  XZ(".xz"), GZIP(".gz"), NONE("");

  private static final int MAX_MEMORY_KIB = 128 << 10;
  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  public String suffix() {
    return suffix;
  }

  /** Unpacks; more than {@code limit} bytes is an {@link IOException}. Answers hash and size of the content. */
  ReleaseFile.Hash unpack(Path packed, Path target, long limit) throws IOException {
    MessageDigest digest = Hashes.sha256();
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    try (InputStream in = open(packed); OutputStream out = Files.newOutputStream(target)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > limit) {
          throw new IOException("it unpacks to more than " + limit + " bytes");
        }
        digest.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    return new ReleaseFile.Hash(Hashes.hex(digest), total);
  }

  private InputStream open(Path packed) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(packed), 1 << 16);
    try {
      return switch (this) {
        case XZ -> new XZInputStream(raw, MAX_MEMORY_KIB);
        case GZIP -> new GZIPInputStream(raw, 1 << 16);
        case NONE -> raw;
      };
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }
}
