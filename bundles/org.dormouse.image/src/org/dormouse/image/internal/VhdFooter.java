package org.dormouse.image.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.ImageInspector.ImageFacts;

/** The last 512 bytes of a VHD, by Microsoft's "Virtual Hard Disk Image Format Specification", version 1.0. */
final class VhdFooter {

  private static final int LENGTH = 512;
  private static final long COOKIE = 0x636f6e6563746978L; // "conectix"
  private static final int FIXED = 2;
  private static final int DYNAMIC = 3;
  private static final int DIFFERENCING = 4;

  private VhdFooter() {}

  static ImageFacts read(ImageFile file) throws IOException {
    if (file.size() < LENGTH) {
      throw new MalformedImageException("image-truncated", "it is too short for a VHD");
    }
    ByteBuffer footer = file.read(file.size() - LENGTH, LENGTH, "the footer");
    if (footer.getLong(0) != COOKIE) {
      throw new MalformedImageException("it does not end as a VHD does");
    }
    long size = footer.getLong(48);
    if (size < 0 || size % 512 != 0) {
      throw new MalformedImageException("the virtual size " + Long.toUnsignedString(size) + " is impossible");
    }
    String subformat = switch (footer.getInt(60)) {
      case FIXED -> "fixed";
      case DYNAMIC -> "dynamic";
      case DIFFERENCING -> throw new MalformedImageException("image-refers-elsewhere",
          "it is a differencing VHD, which needs a parent that cannot be followed");
      default -> throw new MalformedImageException("VHD type " + Integer.toUnsignedString(footer.getInt(60))
          + " is not known");
    };
    if (subformat.equals("fixed") && size > file.size() - LENGTH) {
      throw new MalformedImageException("image-truncated", "it is shorter than its virtual size " + size);
    }
    return new ImageFacts(DiskFormat.VHD, size, file.size(), List.of("subformat=" + subformat), Optional.empty(),
        Optional.empty(), List.of(), footer.get(84) != 0, false, false, false);
  }
}
