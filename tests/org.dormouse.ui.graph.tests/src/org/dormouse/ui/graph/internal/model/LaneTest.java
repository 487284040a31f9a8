package org.dormouse.ui.graph.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {

  @Test
  void aCellShowsTheNewestAttemptOfTheNewestLifeAndCountsAll() {
    Lane lane = new SomeRuns().servicing("fleet/a", "RUNNING", 0).step("a", "deploy", 3, 2, 1, "FAILED", "")
        .step("a", "deploy", 3, 1, 1, "FAILED", "").step("a", "deploy", 3, 1, 2, "SUCCEEDED", "")
        .step("a", "install", 9, 1, 1, "PENDING", "").model().lane("a").orElseThrow();
    assertEquals(List.of("deploy", "install"), lane.cells().stream().map(cell -> cell.step().kind()).toList());
    assertEquals("SUCCEEDED", lane.cells().get(0).step().state());
    assertEquals(3, lane.cells().get(0).tries());
    assertEquals(0, lane.cells().get(1).tries());
  }

  @Test
  void installCyclesAreToldFromWhatTheEngineSays() {
    assertEquals(2, Lane.cycles(SomeRuns.made(1, "a", "install", 9, 1, 1, "RUNNING", "restarting (cycle 2)")));
    assertEquals(0, Lane.cycles(SomeRuns.made(1, "a", "install", 9, 1, 1, "RUNNING", "bicycle 5")));
    assertEquals(0, Lane.cycles(SomeRuns.made(1, "a", "install", 9, 1, 1, "RUNNING", "cycle 99999999999")));
  }

  @Test
  void theCurrentStepIsTheOneUnderWayOrInTrouble() {
    SomeRuns runs = new SomeRuns().servicing("fleet/a", "RUNNING", 0).step("a", "claim", 0, "SUCCEEDED");
    assertTrue(runs.model().lane("a").orElseThrow().current().isEmpty());
    runs.step("a", "assess", 1, "RUNNING").step("a", "place", 2, "PENDING");
    assertEquals("assess", runs.model().lane("a").orElseThrow().current().orElseThrow().kind());
  }

  @Test
  void columnsStandInTheOrderOfTheStepsWithHooksByTheirNames() {
    StepColumns columns = new SomeRuns().servicing("fleet/a", "RUNNING", 0).servicing("fleet/b", "RUNNING", 0)
        .step("b", "install", 5, "PENDING").step("a", "claim", 0, "RUNNING")
        .step("a", "hook:beforeInstall:quiesce", 4, "PENDING").step("b", "wait-for-guest", 3, "PENDING")
        .model().columns();
    assertEquals(List.of("Claim", "Wait for guest", "quiesce", "Install"),
        columns.all().stream().map(StepColumns.Column::title).toList());
    assertEquals(List.of(Phase.IDENTIFY, Phase.PATCH, Phase.PATCH, Phase.PATCH),
        columns.all().stream().map(StepColumns.Column::phase).toList());
    assertEquals(-1, columns.indexOf("store"));
  }
}
