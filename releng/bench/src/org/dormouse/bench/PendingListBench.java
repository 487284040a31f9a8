package org.dormouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.dormouse.disk.internal.StoredDiskReader;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.UpdateService;
import org.dormouse.spi.UpdateService.Assessment;
import org.dormouse.spi.UpdateService.Snapshot;
import org.dormouse.update.apt.internal.AptUpdateService;

/** Measures the pending list, see {@code releng/bench/pending-list}. */
public final class PendingListBench {
  private static final double AIM = 0.2;
  private final UpdateService service = new AptUpdateService(InstantSource.system());
  private final DiskReader reader = new StoredDiskReader();
  private final BackendSpec spec;
  private final Snapshot snapshot;

  private PendingListBench(Path settings, Path cache) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (String line : Files.readAllLines(settings)) {
      values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    spec = new BackendSpec("bench", "apt", values);
    long start = System.nanoTime();
    snapshot = service.refresh(spec, cache).orThrow();
    System.out.printf(Locale.ROOT, "index fetched, verified and loaded in %.1f s: %s%n", seconds(start),
        snapshot.indexes().stream().map(index -> index.name() + " " + index.packages()).toList());
  }

  /** @param args rounds, images, file of settings, cache, then the images */
  public static void main(String[] args) throws Exception {
    PendingListBench bench = new PendingListBench(Path.of(args[2]), Path.of(args[3]));
    List<StoredMachine> machines = new ArrayList<>();
    for (String image : List.of(args).subList(4, args.length)) {
      Path path = Path.of(image).toAbsolutePath();
      machines.add(new StoredMachine("bench", path.getFileName().toString(), Hardware.usual(),
          List.of(new MachineDisk(0, path, DiskFormat.QCOW2, MachineDisk.Bus.VIRTIO)), List.of(), Optional.empty()));
    }
    boolean reached = bench.times(machines, Integer.parseInt(args[0]));
    reached &= bench.memory(machines, Integer.parseInt(args[1]));
    System.exit(reached ? 0 : 1);
  }

  private boolean times(List<StoredMachine> machines, int rounds) {
    double[][] all = new double[machines.size()][rounds];
    double[][] list = new double[machines.size()][rounds];
    int[] pending = new int[machines.size()];
    int[] packages = new int[machines.size()];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < machines.size(); i++) {
        long start = System.nanoTime();
        try (DiskReader.GuestFiles files = reader.open(machines.get(i)).orThrow()) {
          long opened = System.nanoTime();
          pending[i] = pending(files);
          all[i][round] = seconds(start);
          list[i][round] = seconds(opened);
          if (round == 0) {
            packages[i] = service.installed(files).orThrow().size();
          }
        }
      }
    }
    boolean reached = true;
    for (int i = 0; i < machines.size(); i++) {
      Arrays.sort(all[i]);
      Arrays.sort(list[i]);
      double median = all[i][rounds / 2];
      System.out.printf(Locale.ROOT, "%s: %d packages, %d pending; open, read and list: median %.4f s, worst %.4f s;"
          + " without opening %.4f s; aim %.1f s%n", machines.get(i).name(), packages[i], pending[i], median,
          all[i][rounds - 1], list[i][rounds / 2], AIM);
      reached &= median <= AIM;
    }
    return reached;
  }

  private boolean memory(List<StoredMachine> machines, int images) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    int cores = Runtime.getRuntime().availableProcessors();
    long start = System.nanoTime();
    List<Long> used = new ArrayList<>();
    for (int step = 1; step <= 5; step++) {
      int until = images * step / 5;
      List<Thread> threads = new ArrayList<>();
      for (int core = 0; core < cores; core++) {
        threads.add(Thread.ofPlatform().start(() -> {
          for (int i = next.getAndIncrement(); i < until; i = next.getAndIncrement()) {
            try (DiskReader.GuestFiles files = reader.open(machines.get(i % machines.size())).orThrow()) {
              pending(files);
            }
          }
        }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      next.set(until);
      System.gc();
      used.add((Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }
    double perImage = seconds(start) * cores / Math.max(1, images);
    System.out.printf(Locale.ROOT, "%d images on %d cores in %.1f s, %.4f s per image and core; heap after a fifth,"
        + " two, … of them: %s MiB of at most %d%n", images, cores, seconds(start), perImage, used,
        Runtime.getRuntime().maxMemory() >> 20);
    return perImage <= AIM && used.getLast() <= used.getFirst() + 8;
  }

  private int pending(DiskReader.GuestFiles files) {
    return switch (service.assess(spec, snapshot, files)) {
      case Assessment.Pending(var changes) -> changes.size();
      case Assessment.CannotTell(var code, var reason) ->
          throw new IllegalStateException("cannot tell: " + code + ", " + reason);
    };
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
