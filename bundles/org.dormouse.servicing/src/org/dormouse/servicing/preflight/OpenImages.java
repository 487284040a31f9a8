package org.dormouse.servicing.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    Set<Long> written = writtenInodes();
    List<Finding> findings = new ArrayList<>();
    for (MachineDisk disk : machine.disks()) {
      if (written.contains(inode(disk.image()))) {
        findings.add(Finding.block("image-open-elsewhere", machine.id(), disk.image()
            + " is open for writing in another program.", "Shut down the VM that uses it, then run the job again."));
      }
    }
    return findings;
  }

  private static long inode(Path image) {
    try {
      return (Long) Files.getAttribute(image, "unix:ino");
    } catch (IOException | UnsupportedOperationException e) {
      return -1;
    }
  }

  /** Lines look like {@code 1: OFDLCK ADVISORY READ -1 08:01:1234 100 101}. */
  private static Set<Long> writtenInodes() {
    Set<Long> inodes = new HashSet<>();
    if (!Files.isReadable(LOCKS)) {
      return inodes;
    }
    try {
      for (String line : Files.readString(LOCKS).lines().toList()) {
        String[] words = line.strip().split("\\s+");
        if (words.length == 8 && words[5].lastIndexOf(':') > 0 && covers(words[6], words[7])) {
          inodes.add(Long.parseLong(words[5].substring(words[5].lastIndexOf(':') + 1)));
        }
      }
    } catch (IOException | NumberFormatException e) {
      // a lock list that cannot be read tells nothing; the commit's identity check remains
      return inodes;
    }
    return inodes;
  }

  private static boolean covers(String from, String to) {
    long first = Long.parseLong(from);
    long last = to.equals("EOF") ? Long.MAX_VALUE : Long.parseLong(to);
    // locks on whole files are other programs' own business; QEMU's are a few bytes long
    return last - first < 100 && WRITERS.stream().anyMatch(b -> first <= b && b <= last);
  }
}
