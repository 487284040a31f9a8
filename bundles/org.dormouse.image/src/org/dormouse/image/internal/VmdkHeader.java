package org.dormouse.image.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.ImageInspector.ImageFacts;

/**
 * The header of a sparse VMDK, by VMware's "Virtual Disk Format 5.0". Only disks that are one file are accepted: a
 * VMDK of several extents, or one that is a text descriptor, makes QEMU open whatever files it names.
 */
final class VmdkHeader {

  private static final int MAGIC = 0x564d444b; // "KDMV", little-endian
  private static final int LARGEST_DESCRIPTOR = 64 << 10;
  private static final Pattern CREATE_TYPE = Pattern.compile("(?m)^\\s*createType\\s*=\\s*\"([^\"\\n]{0,64})\"");
  private static final Pattern PARENT_CID = Pattern.compile("(?m)^\\s*parentCID\\s*=\\s*([0-9a-fA-F]{1,8})");

  private VmdkHeader() {}

  static ImageFacts read(ImageFile file) throws IOException {
    boolean sparse = file.read(0, 4, "the header").order(ByteOrder.LITTLE_ENDIAN).getInt() == MAGIC;
    ByteBuffer header = file.read(0, sparse ? 512 : 4, "the header").order(ByteOrder.LITTLE_ENDIAN);
    long sectors = sparse ? header.getLong(12) : 0;
    if (sectors == 0) {
      throw new MalformedImageException("image-refers-elsewhere",
          "it is no VMDK of one sparse file (monolithicSparse or streamOptimized)");
    }
    if (sectors < 0 || sectors > 1L << 43) {
      throw new MalformedImageException("the virtual size is impossible");
    }
    String descriptor = descriptor(file, header);
    Matcher parent = PARENT_CID.matcher(descriptor);
    if (parent.find() && !parent.group(1).equalsIgnoreCase("ffffffff")) {
      throw new MalformedImageException("image-refers-elsewhere", "it needs a parent that cannot be followed");
    }
    Matcher type = CREATE_TYPE.matcher(descriptor);
    String subformat = type.find() ? type.group(1) : "monolithicSparse";
    if (!subformat.equals("monolithicSparse") && !subformat.equals("streamOptimized")) {
      throw new MalformedImageException("image-refers-elsewhere",
          "it is no VMDK of one sparse file (monolithicSparse or streamOptimized)");
    }
    return new ImageFacts(DiskFormat.VMDK, sectors * 512, file.size(), List.of("subformat=" + subformat),
        Optional.empty(), Optional.empty(), List.of(), false, false, header.get(72) != 0, false);
  }

  private static String descriptor(ImageFile file, ByteBuffer header) throws IOException {
    long offset = header.getLong(28);
    long length = header.getLong(36);
    if (offset == 0 || length == 0) {
      return "";
    }
    if (offset < 0 || offset > file.size() / 512 || length < 0 || length > LARGEST_DESCRIPTOR / 512) {
      throw new MalformedImageException("the descriptor has an impossible place or length");
    }
    ByteBuffer bytes = file.read(offset * 512, length * 512, "the descriptor");
    String text = StandardCharsets.ISO_8859_1.decode(bytes).toString();
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
