package org.dormouse.ui.inventory.internal.machines;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.UiThread;

/** Filters and sorts on a thread of its own; only the newest question is answered, on the UI thread. */
final class MachineIndexer implements AutoCloseable {

  private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
    Thread worker = new Thread(work, "dormouse-machine-list");
    worker.setDaemon(true);
    return worker;
  });
  private final AtomicLong newest = new AtomicLong();
  private final Clock clock;

  /** Only used on the thread. */
  private List<Machine> machines = List.of();
  private List<MachineRow> rows = List.of();

  MachineIndexer(Clock clock) {
    this.clock = clock;
  }

  void index(List<Machine> all, MachineFilter filter, MachineIndex.Order order, Consumer<MachineIndex> onUi) {
    long number = newest.incrementAndGet();
    thread.execute(() -> {
      if (number == newest.get()) {
        MachineIndex index = MachineIndex.of(rows(all), filter, order, clock.instant());
        UiThread.run(() -> {
          if (number == newest.get()) {
            onUi.accept(index);
          }
        });
      }
    });
  }

  private List<MachineRow> rows(List<Machine> all) {
    if (all != machines) {
      rows = MachineRow.of(all, rows);
      machines = all;
    }
    return rows;
  }

  @Override
  public void close() {
    newest.incrementAndGet();
    thread.shutdownNow();
  }
}
