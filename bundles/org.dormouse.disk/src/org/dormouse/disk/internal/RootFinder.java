package org.dormouse.disk.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.disk.internal.FileSystemTable.Mount;
import org.dormouse.disk.internal.block.BlockSource;
import org.dormouse.disk.internal.block.MalformedDiskException;
import org.dormouse.disk.internal.block.Window;
import org.dormouse.disk.internal.ext.ExtFileSystem;
import org.dormouse.disk.internal.ext.Node;
import org.dormouse.disk.internal.volume.Partition;
import org.dormouse.disk.internal.volume.PartitionTable;
import org.dormouse.disk.internal.volume.Signature;
import org.dormouse.spi.DiskReader.GuestFiles.Kind;

/**
 * Finds the guest's root file system on its disks, and mounts in it what the guest itself would mount below
 * {@code /usr} and {@code /var}, so that a question about packages is never answered from an empty mount point.
 */
final class RootFinder {

  /** Without these the tree says nothing about what is installed. */
  private static final List<String> NEEDED = List.of("/usr", "/var", "/var/lib", "/var/lib/dpkg", "/etc");

  private final List<Volume> volumes = new ArrayList<>();
  /** Why partitions cannot be read that might hold the root, best reason first. */
  private final List<MalformedDiskException> obstacles = new ArrayList<>();

  /** Takes a disk into account, in the order of the slots. */
  void add(int slot, BlockSource disk) throws IOException {
    int before = volumes.size() + obstacles.size();
    try {
      for (Partition partition : PartitionTable.read(disk)) {
        look(slot, partition);
      }
    } catch (MalformedDiskException e) {
      obstacles.add(new MalformedDiskException(e.code(), "disk " + slot + ": " + e.getMessage()));
    }
    // What looks like a partition table may be left over from before the whole disk was made a file system.
    if (volumes.size() + obstacles.size() == before) {
      look(slot, new Partition(0, "", "", new Window(disk, 0, disk.size())));
    }
  }

  private void look(int slot, Partition partition) throws IOException {
    Optional<Signature> found = Signature.of(partition.window());
    try {
      if (found.isPresent() && found.get().name().equals(Signature.EXT)) {
        volumes.add(new Volume(slot, partition, ExtFileSystem.open(partition.window())));
      } else if (found.isPresent() && !found.get().code().isEmpty()) {
        obstacles.add(new MalformedDiskException(found.get().code(), where(slot, partition) + " holds "
            + (found.get().isHibernated() ? "the memory of the hibernated system"
                : found.get().name() + ", which cannot be looked into")));
      }
    } catch (MalformedDiskException e) {
      obstacles.add(new MalformedDiskException(e.code(), where(slot, partition) + ": " + e.getMessage()));
    }
  }

  private static String where(int slot, Partition partition) {
    return partition.number() == 0 ? "disk " + slot : "partition " + partition.number() + " of disk " + slot;
  }

  /** The tree; if there is none the exception tells the likeliest reason. */
  GuestTree find() throws IOException {
    Optional<Volume> best = Optional.empty();
    int bestScore = 0;
    for (Volume volume : volumes) {
      int score = score(volume);
      if (score > bestScore) {
        best = Optional.of(volume);
        bestScore = score;
      }
    }
    if (best.isEmpty()) {
      obstacles.sort(Comparator.comparing((MalformedDiskException e) -> !e.code().equals(Signature.HIBERNATED))
          .thenComparing(e -> e.code().equals(Signature.NOT_READABLE)));
      throw obstacles.isEmpty() ? new MalformedDiskException("no-root-file-system",
          "no partition holds the root of a Linux system") : obstacles.getFirst();
    }
    GuestTree tree = mounted(best.get());
    refuseHibernated(tree);
    return tree;
  }

  /** What is on the disks of a hibernated system is neither whole nor current: the rest is in the saved memory. */
  private void refuseHibernated(GuestTree tree) throws IOException {
    for (MalformedDiskException obstacle : obstacles) {
      if (obstacle.code().equals(Signature.HIBERNATED)) {
        throw obstacle;
      }
    }
    for (String path : FileSystemTable.of(tree).swapFiles()) {
      Optional<Node> file = tree.find(path, true).filter(node -> node.kind() == Kind.FILE);
      if (file.isPresent() && Signature.of(file.get().asSource()).filter(Signature::isHibernated).isPresent()) {
        throw new MalformedDiskException(Signature.HIBERNATED, path.replaceAll("[^\\x21-\\x7e]", "?")
            + " holds the memory of the hibernated system");
      }
    }
  }

  /** 0 for what is no root; a file system that its own fstab calls the root is preferred. */
  private int score(Volume volume) throws IOException {
    try {
      GuestTree tree = new GuestTree(volume.fileSystem(), Map.of());
      boolean release = tree.exists("/etc/os-release") || tree.exists("/usr/lib/os-release");
      boolean packages = tree.exists("/var/lib/dpkg");
      if (!tree.exists("/etc") || !tree.exists("/usr")) {
        return 0;
      }
      boolean own = FileSystemTable.of(tree).root().filter(mount -> volume.isNamed(mount.device())).isPresent();
      return 1 + (release && packages ? 4 : release ? 2 : 0) + (own ? 8 : 0);
    } catch (MalformedDiskException e) {
      obstacles.add(new MalformedDiskException(e.code(), where(volume.slot(), volume.partition()) + ": "
          + e.getMessage()));
      return 0;
    }
  }

  private GuestTree mounted(Volume root) throws IOException {
    Map<String, ExtFileSystem> mounts = new HashMap<>();
    for (Mount mount : FileSystemTable.of(new GuestTree(root.fileSystem(), Map.of())).mounts()) {
      if (mount.point().isEmpty() || mount.options().contains("bind")) {
        continue;
      }
      Optional<Volume> volume = volumes.stream().filter(v -> v.isNamed(mount.device())).findFirst();
      if (volume.isPresent()) {
        mounts.put(mount.point(), volume.get().fileSystem());
      } else if (NEEDED.contains(mount.point()) && !mount.options().contains("noauto")) {
        throw new MalformedDiskException(obstacles.isEmpty() ? Signature.NOT_READABLE : obstacles.getFirst().code(),
            "the guest mounts " + mount.point() + " from " + mount.device().replaceAll("[^\\x21-\\x7e]", "?")
                + ", which cannot be looked into");
      }
    }
    return new GuestTree(root.fileSystem(), mounts);
  }
}
