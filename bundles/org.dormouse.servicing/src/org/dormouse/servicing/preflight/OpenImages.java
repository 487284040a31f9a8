package org.dormouse.servicing.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dormouse.spi.Finding;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;

/**
 * Whether somebody else has an image open for writing, by the locks that QEMU and its tools put on images: QEMU locks
 * byte 100 + n for a permission n it uses; write is n = 1, resize n = 3 (QEMU, block/file-posix.c). The kernel lists
 * all locks in /proc/locks (proc(5)). Says nothing on platforms without it, nor about programs that lock nothing.
 */
final class OpenImages {

  private static final Path LOCKS = Path.of("/proc/locks");
  private static final Set<Long> WRITERS = Set.of(101L, 103L);

  List<Finding> of(StoredMachine machine) {
    Set<String> written = written();
    List<Finding> findings = new ArrayList<>();
    for (MachineDisk disk : machine.disks()) {
      if (written.contains(file(disk.image()))) {
        findings.add(Finding.block("image-open-elsewhere", machine.id(), disk.image()
            + " is open for writing in another program.", "Shut down the VM that uses it, then run the job again."));
      }
    }
    return findings;
  }

  /** As the kernel names it in its list; see {@link #name}. */
  private static String file(Path image) {
    try {
      String device = device((Long) Files.getAttribute(image, "unix:dev"));
      return name(device + ":" + Files.getAttribute(image, "unix:ino"));
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  /**
   * MAJOR:MINOR:INODE, the device in hexadecimal. File systems without a block device of their own (btrfs, overlays)
   * have a number here that stat(2) does not tell; of those only the inode is compared, which rather finds too much.
   */
  private static String name(String file) {
    return file.startsWith("00:") ? "00" + file.substring(file.lastIndexOf(':')) : file;
  }

  /** By the C library's encoding of a device number (makedev(3)): 12 bits major, 8 and 12 bits minor, and the rest. */
  static String device(long device) {
    long major = device >> 8 & 0xfff | device >> 32 & ~0xfffL;
    long minor = device & 0xff | device >> 12 & ~0xffL;
    return String.format(Locale.ROOT, "%02x:%02x", major, minor & 0xffffffffL);
  }

  private static Set<String> written() {
    try {
      return Files.isReadable(LOCKS) ? written(Files.readString(LOCKS)) : Set.of();
    } catch (IOException | NumberFormatException e) {
      // a lock list that cannot be read tells nothing; the commit's identity check remains
      return Set.of();
    }
  }

  /** Files under a writer's lock. Lines look like {@code 1: OFDLCK ADVISORY READ -1 08:01:1234 100 101}. */
  static Set<String> written(String locks) {
    Set<String> files = new HashSet<>();
    for (String line : locks.lines().toList()) {
      String[] words = line.strip().split("\\s+");
      if (words.length == 8 && words[5].lastIndexOf(':') > 0 && covers(words[6], words[7])) {
        files.add(name(words[5]));
      }
    }
    return files;
  }

  private static boolean covers(String from, String to) {
    long first = Long.parseLong(from);
    long last = to.equals("EOF") ? Long.MAX_VALUE : Long.parseLong(to);
    // locks on whole files are other programs' own business; QEMU's are a few bytes long
    return last - first < 100 && WRITERS.stream().anyMatch(b -> first <= b && b <= last);
  }
}
