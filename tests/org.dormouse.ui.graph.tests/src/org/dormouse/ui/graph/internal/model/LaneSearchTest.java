package org.dormouse.ui.graph.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaneSearchTest {

  private final LaneModel model = new SomeRuns().servicing("fleet/web-1", "RUNNING", 0)
      .servicing("fleet/web-2", "FAILED", 0).servicing("fleet/db-1", "UP_TO_DATE", 0)
      .step("web-1", "wait-for-guest", 5, "RUNNING").model();

  private List<String> found(String text) {
    return LaneSearch.of(text).matches(model.rows()).stream().map(Lane::id).toList();
  }

  @Test
  void everyWordHasToOccurSomewhere() {
    assertEquals(List.of("web-1", "web-2"), found("WEB"));
    assertEquals(List.of("web-2"), found("web failed"));
    assertEquals(List.of("web-1"), found("guest wait"));
    assertEquals(List.of("web-2"), found("did not answer"));
    assertEquals(List.of("db-1"), found("up to date"));
    assertEquals(List.of(), found("nowhere"));
  }

  @Test
  void nothingIsFoundByNothing() {
    assertTrue(LaneSearch.of("  ").isEmpty());
    assertEquals(List.of(), found(" "));
  }

  @Test
  void foldedLanesAreFoundAsWell() {
    model.setFolded("FAILED", true);
    assertEquals(List.of("web-1", "web-2"), found("web"));
  }

  @Test
  void goesRoundAndRound() {
    List<Lane> matches = LaneSearch.of("web").matches(model.rows());
    assertEquals(0, LaneSearch.next(matches, "", false));
    assertEquals(1, LaneSearch.next(matches, "", true));
    assertEquals(1, LaneSearch.next(matches, "web-1", false));
    assertEquals(0, LaneSearch.next(matches, "web-2", false));
    assertEquals(1, LaneSearch.next(matches, "web-1", true));
    assertEquals(-1, LaneSearch.next(List.of(), "web-1", false));
  }
}
