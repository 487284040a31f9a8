package org.dormouse.image.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.ImageInspector.ImageFacts;

/** Headers, region table and metadata of a VHDX, by Microsoft's [MS-VHDX]. */
final class VhdxHeader {

  private static final long FILE_SIGNATURE = 0x656c696678646876L; // "vhdxfile", little-endian
  private static final int HEADER_SIGNATURE = 0x64616568; // "head"
  private static final int REGION_SIGNATURE = 0x69676572; // "regi"
  private static final long METADATA_SIGNATURE = 0x617461646174656dL; // "metadata"
  private static final UUID METADATA_REGION = UUID.fromString("8b7ca206-4790-4b9a-b8fe-575f050f886e");
  private static final UUID VIRTUAL_SIZE = UUID.fromString("2fa54224-cd1b-4876-b211-5dbed83bf4b8");
  private static final UUID FILE_PARAMETERS = UUID.fromString("caa16737-fa36-4d43-b3b6-33f0aa44e76b");
  private static final int MOST_REGIONS = 2047;
  private static final int HAS_PARENT = 2;

  private final ImageFile file;

  private VhdxHeader(ImageFile file) {
    this.file = file;
  }

  static ImageFacts read(ImageFile file) throws IOException {
    return new VhdxHeader(file).facts();
  }

  private ImageFacts facts() throws IOException {
    if (piece(0, 8, "the header").getLong(0) != FILE_SIGNATURE) {
      throw new MalformedImageException("it is not a VHDX image");
    }
    ByteBuffer metadata = metadata();
    ByteBuffer parameters = item(metadata, FILE_PARAMETERS);
    if ((parameters.getInt(4) & HAS_PARENT) != 0) {
      throw new MalformedImageException("image-refers-elsewhere",
          "it is a differencing VHDX, which needs a parent that cannot be followed");
    }
    long size = item(metadata, VIRTUAL_SIZE).getLong(0);
    if (size < 0 || size > 64L << 40) {
      throw new MalformedImageException("the virtual size " + Long.toUnsignedString(size) + " is impossible");
    }
    String subformat = (parameters.getInt(4) & 1) != 0 ? "fixed" : "dynamic";
    return new ImageFacts(DiskFormat.VHDX, size, file.size(),
        List.of("subformat=" + subformat, "block_size=" + Integer.toUnsignedString(parameters.getInt(0))),
        Optional.empty(), Optional.empty(), List.of(), false, false, logIsUsed(), false);
  }

  /** A log id in the newer header means that the log has to be replayed before the image is consistent. */
  private boolean logIsUsed() throws IOException {
    long newest = -1;
    boolean used = false;
    for (long at : new long[] {64 << 10, 128 << 10}) {
      ByteBuffer header = piece(at, 64, "the header");
      if (header.getInt(0) == HEADER_SIGNATURE && Long.compareUnsigned(header.getLong(8) + 1, newest + 1) > 0) {
        newest = header.getLong(8);
        used = header.getLong(48) != 0 || header.getLong(56) != 0;
      }
    }
    return used;
  }

  private ByteBuffer metadata() throws IOException {
    ByteBuffer table = piece(192 << 10, 64 << 10, "the region table");
    int count = table.getInt(8);
    if (table.getInt(0) != REGION_SIGNATURE || count < 0 || count > MOST_REGIONS) {
      throw new MalformedImageException("the region table is damaged");
    }
    for (int i = 0; i < count; i++) {
      int at = 16 + 32 * i;
      if (guid(table, at).equals(METADATA_REGION)) {
        long length = Integer.toUnsignedLong(table.getInt(at + 24));
        ByteBuffer region = piece(table.getLong(at + 16), Math.min(length, 1 << 20), "the metadata");
        if (region.limit() < 64 << 10 || region.getLong(0) != METADATA_SIGNATURE) {
          throw new MalformedImageException("the metadata are damaged");
        }
        return region;
      }
    }
    throw new MalformedImageException("it has no metadata");
  }

  private static ByteBuffer item(ByteBuffer metadata, UUID id) throws IOException {
    int count = Math.min(metadata.getShort(10) & 0xffff, MOST_REGIONS);
    for (int i = 0; i < count; i++) {
      int at = 32 + 32 * i;
      if (guid(metadata, at).equals(id)) {
        long offset = Integer.toUnsignedLong(metadata.getInt(at + 16));
        if (offset > metadata.limit() - 8) {
          throw new MalformedImageException("the metadata name a place outside of themselves");
        }
        return metadata.slice((int) offset, 8).order(ByteOrder.LITTLE_ENDIAN);
      }
    }
    throw new MalformedImageException("the metadata are not complete");
  }

  private static UUID guid(ByteBuffer buffer, int at) {
    long high = (buffer.getInt(at) & 0xffffffffL) << 32 | (buffer.getShort(at + 4) & 0xffffL) << 16
        | buffer.getShort(at + 6) & 0xffffL;
    return new UUID(high, Long.reverseBytes(buffer.getLong(at + 8)));
  }

  private ByteBuffer piece(long offset, long length, String what) throws IOException {
    return file.read(offset, length, what).order(ByteOrder.LITTLE_ENDIAN);
  }
}
