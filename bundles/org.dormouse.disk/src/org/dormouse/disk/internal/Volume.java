package org.dormouse.disk.internal;

import java.util.Locale;
import org.dormouse.disk.internal.ext.ExtFileSystem;
import org.dormouse.disk.internal.volume.Partition;

/**
 * A file system that can be read, and where it lies.
 *
 * @param slot of the disk, counted from 0
 */
record Volume(int slot, Partition partition, ExtFileSystem fileSystem) {

  /** Whether fstab(5) means this one. Kernel names of disks are taken as given in the order of the slots. */
  boolean isNamed(String device) {
    String name = unquoted(device);
    int equals = name.indexOf('=');
    if (equals > 0) {
      return isTagged(name.substring(0, equals), name.substring(equals + 1).replace("\"", ""));
    }
    for (String[] folder : new String[][] {{"by-uuid", "UUID"}, {"by-label", "LABEL"}, {"by-partuuid", "PARTUUID"},
        {"by-partlabel", "PARTLABEL"}}) {
      String prefix = "/dev/disk/" + folder[0] + "/";
      if (name.startsWith(prefix)) {
        return isTagged(folder[1], name.substring(prefix.length()));
      }
    }
    char letter = (char) ('a' + slot);
    String number = partition.number() == 0 ? "" : Integer.toString(partition.number());
    return name.matches("/dev/(?:[shv]|xv)d" + letter + number)
        || name.equals("/dev/nvme" + slot + "n1" + (number.isEmpty() ? "" : "p" + number));
  }

  private boolean isTagged(String tag, String value) {
    return switch (tag) {
      case "UUID" -> fileSystem.uuid().toString().equals(value.toLowerCase(Locale.ROOT));
      case "LABEL" -> !value.isEmpty() && fileSystem.label().equals(value);
      case "PARTUUID" -> !value.isEmpty() && partition.id().equals(value.toLowerCase(Locale.ROOT));
      case "PARTLABEL" -> !value.isEmpty() && partition.label().equals(value);
      default -> false;
    };
  }

  /** fstab and udev write odd characters as octal or hexadecimal escapes; only the blank is met in practice. */
  private static String unquoted(String text) {
    return text.replace("\\040", " ").replace("\\x20", " ");
  }
}
