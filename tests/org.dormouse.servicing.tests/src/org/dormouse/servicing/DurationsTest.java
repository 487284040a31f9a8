package org.dormouse.servicing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dormouse.engine.RunState;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepView;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.memory.MemoryInventory;
import org.dormouse.json.Json;
import org.dormouse.servicing.plan.Expectations;
import org.dormouse.servicing.plan.Expectations.Load;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.UpdateService.Snapshot;
import org.junit.jupiter.api.Test;

/** What VMs took is learned from runs that have ended, once, and outlives the engine. */
class DurationsTest {

  private static final Instant BEGIN = Instant.parse("2026-11-20T01:00:00Z");
  private static final String PAYLOAD = Json.write(new RunPayload("nightly", new BackendSpec("updates", "apt",
      Map.of()), new Snapshot("updates", "abc", Path.of("/cache/abc"), List.of()),
      Map.of("here", new BackendSpec("here", "qemu", Map.of())), Isolation.LINK_DOWN, 3,
      new RunPayload.Keep(1, Duration.ofDays(14)), Duration.ofMinutes(5), BEGIN, "/media/nightly"));

  private final Inventory inventory = new MemoryInventory(InstantSource.fixed(BEGIN));
  private final List<RunView> newest = new ArrayList<>();
  private final Map<String, Runs.Snapshot> snapshots = new HashMap<>();
  private final Runs runs = (Runs) Proxy.newProxyInstance(Runs.class.getClassLoader(), new Class<?>[] {Runs.class},
      (proxy, method, arguments) -> switch (method.getName()) {
        case "list" -> List.copyOf(newest);
        case "snapshot" -> Optional.ofNullable(snapshots.get(arguments[0]));
        case "payload" -> Optional.of(PAYLOAD);
        default -> Optional.empty();
      });

  /** A run of one VM that waits 1000 s for its place and is awake for that long. */
  private void ran(int number, ServicingState state, long awake) {
    String id = "run-" + number;
    Instant placed = BEGIN.plusSeconds(number * 100_000L + 1000);
    Instant ended = placed.plusSeconds(awake);
    RunView run = new RunView(id, "nightly", "me", RunState.ENDED, placed.minusSeconds(1000), Optional.of(ended),
        Map.of(state, 1), number);
    newest.addFirst(run);
    snapshots.put(id, new Runs.Snapshot(number, run, List.of(new ServicingView(id, "vm-1", "lab/web01", 0, state,
        Optional.of(run.submitted()), Optional.of(ended), Optional.empty())), List.of(
            step(id, "place", placed, placed, Optional.of("here")),
            step(id, "install", placed.plusSeconds(1), placed.plusSeconds(4), Optional.empty()))));
  }

  private static StepView step(String run, String kind, Instant started, Instant ended, Optional<String> granted) {
    return new StepView(kind.length(), 1, run, "vm-1", kind, 1, 1, 1, StepState.SUCCEEDED, "", 1, Optional.of(started),
        Optional.of(ended), Optional.empty(), granted, Optional.empty());
  }

  private static long expected(Durations durations) {
    return durations.expectations(Set.of("qemu"), "apt").seconds("lab/web01", new Load(-1, 0));
  }

  @Test
  void theTimeOnTheHostCountsAndNotTheWait() {
    Durations durations = new Durations(inventory, runs);
    ran(1, ServicingState.SUCCEEDED, 300);
    assertEquals(1, durations.learn());
    assertEquals(300, expected(durations));
    assertEquals(0, durations.learn(), "nothing is learned twice");
  }

  @Test
  void whatFailedOrWasUpToDateTeachesNothing() {
    Durations durations = new Durations(inventory, runs);
    ran(1, ServicingState.FAILED, 10);
    ran(2, ServicingState.UP_TO_DATE, 1);
    assertEquals(0, durations.learn());
    assertFalse(durations.ofAll().isKnown());
  }

  @Test
  void theNextEngineKnowsItThoughTheRunsAreInTheArchive() {
    ran(1, ServicingState.SUCCEEDED, 300);
    new Durations(inventory, runs).learn();
    newest.clear();
    snapshots.clear();
    Durations next = new Durations(inventory, runs);
    assertEquals(300, expected(next));
    Expectations all = next.ofAll();
    assertTrue(all.isKnown());
    assertEquals(300, all.seconds("lab/other", new Load(-1, 0)));
  }

  @Test
  void onlyTheLastFewAreKept() {
    Durations durations = new Durations(inventory, runs);
    for (int i = 1; i <= 12; i++) {
      ran(i, ServicingState.SUCCEEDED, i < 8 ? 9_000 : 60);
      durations.learn();
    }
    assertEquals(60, expected(durations));
    assertEquals(5, Json.read(inventory.find(Durations.KIND, "lab/web01").orElseThrow().document(),
        Durations.Note.class).timings().size());
  }
}
