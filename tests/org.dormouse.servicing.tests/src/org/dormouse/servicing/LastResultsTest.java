package org.dormouse.servicing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dormouse.engine.Change;
import org.dormouse.engine.RunState;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepView;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.memory.MemoryInventory;
import org.dormouse.servicing.Observed.ResultNote;
import org.junit.jupiter.api.Test;

class LastResultsTest {

  private static final Instant NIGHT = Instant.parse("2026-11-20T02:00:00Z");

  private final Inventory inventory = new MemoryInventory(Clock.systemUTC());
  private final QuietRuns runs = new QuietRuns();

  private LastResults results() {
    return new LastResults(inventory, Clock.systemUTC());
  }

  private static ServicingView servicing(String run, ServicingState state, Instant ended) {
    return new ServicingView(run, "vm-1", "lab/web01", 0, state, Optional.of(NIGHT),
        state.isFinal() ? Optional.of(ended) : Optional.empty(), Optional.empty());
  }

  private static StepView place(String run, String host) {
    return new StepView(7, 8, run, "vm-1", "place", 2, 1, 1, StepState.SUCCEEDED, "", 1, Optional.of(NIGHT),
        Optional.of(NIGHT), Optional.empty(), Optional.of(host), Optional.empty());
  }

  private static void ends(Consumer<Change> listener, String run, ServicingState state, Instant at) {
    listener.accept(new Change.ServicingChanged(9, servicing(run, state, at)));
  }

  @Test
  void whatEndedIsKnownAtOnceAndToTheNextEngine() {
    LastResults results = results();
    results.begin(told -> { }, runs);
    results.accept(new Change.ServicingChanged(1, servicing("run-1", ServicingState.RUNNING, NIGHT)));
    assertEquals(Optional.empty(), results.of("lab/web01"));
    results.accept(new Change.StepChanged(2, place("run-1", "hall")));
    ends(results, "run-1", ServicingState.SUCCEEDED, NIGHT);
    ResultNote expected = new ResultNote(NIGHT, ResultNote.SUCCEEDED, "run-1", "hall");
    assertEquals(Optional.of(expected), results.of("lab/web01"));
    results.close();
    assertEquals(Optional.of(expected), results().of("lab/web01"));
  }

  @Test
  void whoIsFoundUpToDateWithoutWakingKeepsTheHostWhereItWasWokenLast() {
    LastResults results = results();
    results.accept(new Change.StepChanged(2, place("run-1", "hall")));
    ends(results, "run-1", ServicingState.FAILED, NIGHT);
    ends(results, "run-2", ServicingState.UP_TO_DATE, NIGHT.plusSeconds(60));
    assertEquals(Optional.of(new ResultNote(NIGHT.plusSeconds(60), ResultNote.UP_TO_DATE, "run-2", "hall")),
        results.of("lab/web01"));
  }

  @Test
  void whatEndedBeforeIsNotTakenForTheLast() {
    LastResults results = results();
    ends(results, "run-2", ServicingState.CANCELLED, NIGHT.plusSeconds(60));
    ends(results, "run-1", ServicingState.SUCCEEDED, NIGHT);
    assertEquals(ResultNote.CANCELLED, results.of("lab/web01").orElseThrow().result());
  }

  @Test
  void whatAnEngineThatCrashedHadNotWrittenDownIsFoundInTheNewestRuns() {
    RunView run = new RunView("run-3", "nightly", "me", RunState.ENDED, NIGHT, Optional.of(NIGHT),
        Map.of(ServicingState.FAILED, 1), 9);
    runs.snapshots.add(new Runs.Snapshot(9, run, List.of(servicing("run-3", ServicingState.FAILED, NIGHT)),
        List.of(place("run-3", "hall"))));
    LastResults results = results();
    results.catchUp(runs);
    assertEquals(Optional.of(new ResultNote(NIGHT, ResultNote.FAILED, "run-3", "hall")), results.of("lab/web01"));
  }

  @Test
  void aServicingThatGoesOnAfterARestartRemembersItsHost() {
    RunView run = new RunView("run-3", "nightly", "me", RunState.RUNNING, NIGHT, Optional.empty(),
        Map.of(ServicingState.RUNNING, 1), 9);
    runs.snapshots.add(new Runs.Snapshot(9, run, List.of(servicing("run-3", ServicingState.RUNNING, NIGHT)),
        List.of(place("run-3", "hall"))));
    LastResults results = results();
    results.catchUp(runs);
    ends(results, "run-3", ServicingState.SUCCEEDED, NIGHT.plusSeconds(5));
    assertEquals("hall", results.of("lab/web01").orElseThrow().host());
  }
}
