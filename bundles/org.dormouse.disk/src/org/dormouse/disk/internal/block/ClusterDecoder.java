package org.dormouse.disk.internal.block;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks one compressed cluster. The packed bytes are followed by anything, so unpacking ends when it is full. */
final class ClusterDecoder {

  /** A cluster has at most 2 MiB, so no honest frame needs a larger window. */
  private static final int ZSTD_WINDOW_LOG = 22;

  private ClusterDecoder() {}

  static byte[] decode(byte[] packed, int clusterBytes, boolean zstd) throws IOException {
    try {
      return zstd ? unzstd(packed, clusterBytes) : inflate(packed, clusterBytes);
    } catch (LinkageError e) {
      throw new MalformedDiskException("compression-not-supported",
          "the image is compressed with zstd, which cannot be read on this machine");
    }
  }

  private static byte[] inflate(byte[] packed, int clusterBytes) throws MalformedDiskException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      byte[] cluster = new byte[clusterBytes];
      int filled = 0;
      while (filled < clusterBytes) {
        int n = inflater.inflate(cluster, filled, clusterBytes - filled);
        if (n == 0) {
          throw MalformedDiskException.image("a compressed cluster is too short");
        }
        filled += n;
      }
      return cluster;
    } catch (DataFormatException e) {
      throw MalformedDiskException.image("a compressed cluster is damaged");
    } finally {
      inflater.end();
    }
  }

  private static byte[] unzstd(byte[] packed, int clusterBytes) throws IOException {
    try (var stream = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(packed))) {
      stream.setLongMax(ZSTD_WINDOW_LOG);
      byte[] cluster = new byte[clusterBytes];
      if (stream.readNBytes(cluster, 0, clusterBytes) != clusterBytes) {
        throw MalformedDiskException.image("a compressed cluster is too short");
      }
      return cluster;
    } catch (MalformedDiskException e) {
      throw e;
    } catch (IOException e) {
      throw MalformedDiskException.image("a compressed cluster is damaged");
    }
  }
}
