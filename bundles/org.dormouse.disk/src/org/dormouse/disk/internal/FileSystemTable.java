package org.dormouse.disk.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dormouse.disk.internal.ext.Node;
import org.dormouse.spi.DiskReader.GuestFiles.Kind;

/**
 * The guest's fstab(5): what it mounts where.
 *
 * @param swapFiles paths of files that are used as swap space
 */
record FileSystemTable(List<Mount> mounts, List<String> swapFiles) {

  private static final int LARGEST = 1 << 20;
  private static final int MOST = 1000;
  private static final Set<String> VIRTUAL = Set.of("proc", "sysfs", "tmpfs", "devpts", "swap", "none", "nfs", "nfs4",
      "cifs", "iso9660", "udf", "cgroup", "cgroup2", "debugfs", "securityfs", "hugetlbfs", "mqueue", "9p", "virtiofs");

  /** @param point without a slash at the end, so empty for the root */
  record Mount(String device, String point, String type, String options) {}

  /** Of the tree; without mounts if it has no such file. What cannot be understood is left out. */
  static FileSystemTable of(GuestTree tree) throws IOException {
    Optional<Node> file = tree.find("/etc/fstab", true);
    if (file.isEmpty() || file.get().kind() != Kind.FILE || file.get().size() < 0 || file.get().size() > LARGEST) {
      return new FileSystemTable(List.of(), List.of());
    }
    List<Mount> mounts = new ArrayList<>();
    List<String> swapFiles = new ArrayList<>();
    for (String line : new String(file.get().content(), StandardCharsets.UTF_8).split("\n")) {
      String[] fields = line.strip().split("[ \t]+");
      boolean comment = line.strip().startsWith("#");
      if (comment || fields.length < 3 || mounts.size() + swapFiles.size() == MOST) {
        continue;
      }
      if (fields[2].equals("swap") && fields[0].startsWith("/") && !fields[0].startsWith("/dev/")) {
        swapFiles.add(fields[0]);
      } else if (fields[1].startsWith("/") && !VIRTUAL.contains(fields[2])) {
        mounts.add(new Mount(fields[0], fields[1].replaceAll("/+$", ""), fields[2],
            fields.length > 3 ? fields[3] : "defaults"));
      }
    }
    return new FileSystemTable(mounts, swapFiles);
  }

  Optional<Mount> root() {
    return mounts.stream().filter(mount -> mount.point().isEmpty()).findFirst();
  }
}
