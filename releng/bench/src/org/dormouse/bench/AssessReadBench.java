package org.dormouse.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dormouse.disk.internal.StoredDiskReader;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;

/** Opens images in turns, reads what is installed, and prints times and memory. Started by releng/bench/assess-read. */
public final class AssessReadBench {

  private static final int LARGEST_FILE = 64 << 20;
  private static final int WARM_UP = 50;

  private AssessReadBench() {}

  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[0]);
    List<StoredMachine> machines = new ArrayList<>();
    for (String image : Arrays.asList(arguments).subList(1, arguments.length)) {
      machines.add(machine(Path.of(image)));
    }
    DiskReader reader = new StoredDiskReader();
    for (int round = 0; round < WARM_UP; round++) {
      machines.forEach(machine -> read(reader, machine));
    }
    long heapBefore = usedHeap();
    long[][] nanos = new long[machines.size()][rounds];
    long[] allocated = new long[machines.size()];
    int[] bytes = new int[machines.size()];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < machines.size(); i++) {
        long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        bytes[i] = read(reader, machines.get(i));
        nanos[i][round] = System.nanoTime() - start;
        allocated[i] = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
      }
    }
    for (int i = 0; i < machines.size(); i++) {
      Arrays.sort(nanos[i]);
      String line = "%-16s median %6.2f ms  95%% %6.2f ms  worst %6.2f ms  read %d KiB  allocated %d KiB%n";
      System.out.printf(Locale.ROOT, line, machines.get(i).name(), nanos[i][rounds / 2] / 1e6,
          nanos[i][rounds * 95 / 100] / 1e6, nanos[i][rounds - 1] / 1e6, bytes[i] >> 10, allocated[i] >> 10);
    }
    System.out.printf(Locale.ROOT, "heap used: before %d KiB, after %d images %d KiB%n", heapBefore >> 10,
        rounds * machines.size(), usedHeap() >> 10);
  }

  private static int read(DiskReader reader, StoredMachine machine) {
    try (GuestFiles files = reader.open(machine).orThrow()) {
      byte[] release = files.read("/etc/os-release", LARGEST_FILE).orThrow().orElseThrow();
      byte[] status = files.read("/var/lib/dpkg/status", LARGEST_FILE).orThrow().orElseThrow();
      return release.length + status.length;
    }
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static StoredMachine machine(Path image) {
    DiskFormat format = DiskFormat.ofFileName(image.toString()).orElseThrow();
    return new StoredMachine("bench", image.getFileName().toString(), Hardware.usual(),
        List.of(new MachineDisk(0, image, format, MachineDisk.Bus.VIRTIO)), List.of(), Optional.empty());
  }
}
