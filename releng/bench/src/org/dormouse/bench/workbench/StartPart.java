package org.dormouse.bench.workbench;

import java.lang.management.ManagementFactory;
import java.time.Instant;

/** When the list of virtual machines was filled; when the window was there is in the log of stalls. */
final class StartPart {

  private final Screen screen;

  StartPart(Screen screen) {
    this.screen = screen;
  }

  void run() {
    screen.await("the inventory", () -> screen.data().isLoaded());
    if (!screen.get(() -> screen.data().machines().isEmpty())) {
      screen.await("the list", () -> screen.machines().filter(table -> table.getItemCount() > 0).isPresent());
    }
    Bench.say("listed %s", Instant.now());
    long process = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
    Bench.say("work %.0f ms of the process, %.0f ms of the UI thread", process / 1e6, screen.work());
  }
}
