package org.dormouse.disk.internal.volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dormouse.disk.internal.block.BlockSource;

/**
 * What a partition holds, by the magic numbers that util-linux goes by. Only used to choose a reader and to tell why
 * something cannot be read; a wrong guess is harmless, since every reader checks for itself.
 *
 * @param name as Linux calls it
 * @param code of the trouble when this is what the root file system is in; empty if there is no reason for one
 */
public record Signature(String name, String code) {

  public static final String EXT = "ext";
  public static final String NOT_READABLE = "file-system-not-readable";

  public static final String HIBERNATED = "hibernated";

  private record Magic(Signature found, long at, byte[] bytes) {

    static Magic of(String name, String code, long at, String text) {
      return new Magic(new Signature(name, code), at, text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static final int SWAP_MARK = 4086;

  private static final List<Magic> KNOWN = List.of(
      Magic.of("LUKS", "encrypted-disk", 0, "LUKS\u00ba\u00be"),
      Magic.of("BitLocker", "encrypted-disk", 3, "-FVE-FS-"),
      Magic.of("LVM", "lvm-not-readable", 536, "LVM2 001"),
      Magic.of("LVM", "lvm-not-readable", 24, "LVM2 001"),
      Magic.of("LVM", "lvm-not-readable", 1048, "LVM2 001"),
      Magic.of("LVM", "lvm-not-readable", 1560, "LVM2 001"),
      Magic.of("RAID member", NOT_READABLE, 4096, "\u00fc\u004e\u002b\u00a9"),
      Magic.of("xfs", NOT_READABLE, 0, "XFSB"),
      Magic.of("btrfs", NOT_READABLE, 0x10040, "_BHRfS_M"),
      Magic.of("ntfs", NOT_READABLE, 3, "NTFS    "),
      Magic.of("squashfs", NOT_READABLE, 0, "hsqs"),
      Magic.of("f2fs", NOT_READABLE, 1024, "\u0010\u0020\u00f5\u00f2"),
      Magic.of(HIBERNATED, HIBERNATED, SWAP_MARK, "S1SUSPEND"),
      Magic.of(HIBERNATED, HIBERNATED, SWAP_MARK, "S2SUSPEND"),
      Magic.of(HIBERNATED, HIBERNATED, SWAP_MARK, "ULSUSPEND"),
      Magic.of(HIBERNATED, HIBERNATED, SWAP_MARK, "LINHIB0001"),
      Magic.of("swap", "", SWAP_MARK, "SWAPSPACE2"),
      Magic.of("vfat", "", 82, "FAT32   "),
      Magic.of("vfat", "", 54, "FAT1"),
      Magic.of(EXT, "", 1080, "\u0053\u00ef"));

  public boolean isHibernated() {
    return code.equals(HIBERNATED);
  }

  /** Empty if nothing is recognised. */
  public static Optional<Signature> of(BlockSource partition) throws IOException {
    for (Magic magic : KNOWN) {
      if (magic.at() + magic.bytes().length <= partition.size()
          && Arrays.equals(partition.read(magic.at(), magic.bytes().length), magic.bytes())) {
        return Optional.of(magic.found());
      }
    }
    return Optional.empty();
  }
}
