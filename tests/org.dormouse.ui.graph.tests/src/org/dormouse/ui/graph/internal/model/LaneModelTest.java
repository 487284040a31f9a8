package org.dormouse.ui.graph.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaneModelTest {

  private final SomeRuns runs = new SomeRuns().servicing("fleet/a", "RUNNING", 30).servicing("fleet/b", "UP_TO_DATE", 0)
      .servicing("fleet/c", "FAILED", 10).servicing("fleet/d", "RUNNING", 5).servicing("fleet/e", "WAITING", -1)
      .servicing("fleet/f", "NEEDS_OPERATOR", 50).servicing("fleet/g", "UP_TO_DATE", 0);

  @Test
  void lanesStandAsPlanned() {
    assertEquals(List.of("a", "b", "c", "d", "e", "f", "g"), SomeRuns.names(runs.model()));
  }

  @Test
  void whatNeedsAPersonFloatsUpThenFailuresThenTheLongestRunning() {
    LaneModel model = runs.model();
    model.setOrder(LaneOrder.TROUBLE_FIRST);
    assertEquals(List.of("f", "c", "d", "a", "e", "b", "g"), SomeRuns.names(model));
  }

  @Test
  void lanesOfAStateFoldIntoOneLineWithTheirNumber() {
    LaneModel model = runs.model();
    model.setFolded("UP_TO_DATE", true);
    model.setFolded("RUNNING", true);
    assertEquals(List.of("c", "e", "f", "RUNNING*2", "UP_TO_DATE*2"), SomeRuns.names(model));
    assertEquals(-1, model.rowOf("b"));
    assertEquals(2, model.rowOf("f"));
    model.setFolded("UP_TO_DATE", false);
    assertEquals(List.of("b", "c", "e", "f", "g", "RUNNING*2"), SomeRuns.names(model));
  }

  @Test
  void aLaneThatEndsGoesIntoTheFoldedLineOfItsNewState() {
    LaneModel model = runs.model();
    model.setFolded("UP_TO_DATE", true);
    runs.servicing("fleet/a", "UP_TO_DATE", 30);
    model.apply(false, Set.of("a"));
    assertEquals(List.of("c", "d", "e", "f", "UP_TO_DATE*3"), SomeRuns.names(model));
  }

  @Test
  void countsFollowTheFilter() {
    LaneModel model = runs.model();
    assertEquals(Map.of("NEEDS_OPERATOR", 1, "FAILED", 1, "RUNNING", 2, "WAITING", 1, "UP_TO_DATE", 2),
        model.counts());
    model.setFilter(servicing -> servicing.subject().compareTo("fleet/c") > 0);
    assertEquals(List.of("d", "e", "f", "g"), SomeRuns.names(model));
    assertEquals(Map.of("NEEDS_OPERATOR", 1, "RUNNING", 1, "WAITING", 1, "UP_TO_DATE", 1), model.counts());
  }

  @Test
  void onlyLanesThatChangedAreReadAgain() {
    LaneModel model = runs.model();
    Lane before = model.lane("d").orElseThrow();
    runs.step("a", "claim", 0, "SUCCEEDED");
    model.apply(false, Set.of("a"));
    assertSame(before, model.lane("d").orElseThrow());
    assertEquals(1, model.lane("a").orElseThrow().cells().size());
    assertEquals(1, model.columns().size());
  }

  @Test
  void aNewSnapshotForgetsWhatIsNoMore() {
    LaneModel model = runs.model();
    SomeRuns other = new SomeRuns().servicing("fleet/z", "SUCCEEDED", 0);
    LaneModel fresh = other.model();
    assertEquals(List.of("z"), SomeRuns.names(fresh));
    assertFalse(fresh.isLive());
    assertTrue(model.isLive());
  }

  @Test
  void theLibraryIsLeftOutOnlyIfItIsTheSameEverywhere() {
    assertEquals("fleet/", runs.model().library());
    runs.servicing("other/x", "WAITING", -1);
    assertEquals("", runs.model().library());
  }
}
