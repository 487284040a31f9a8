package org.dormouse.ui.graph.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RunSpanTest {

  @Test
  void theScaleStaysForAWhileWhileTheRunGoesOn() {
    LaneModel model = new SomeRuns().servicing("fleet/a", "RUNNING", 0).model();
    RunSpan span = new RunSpan();
    TimeScale first = span.scale(model, SomeRuns.BEGIN.plusSeconds(100), 500);
    assertEquals(SomeRuns.BEGIN, first.from());
    assertTrue(first.to().isAfter(SomeRuns.BEGIN.plusSeconds(100)));
    assertEquals(first, span.scale(model, SomeRuns.BEGIN.plusSeconds(110), 500));
    assertTrue(span.scale(model, SomeRuns.BEGIN.plusSeconds(200), 500).to().isAfter(first.to()));
  }

  @Test
  void anEndedRunIsShownToItsEnd() {
    LaneModel model = new SomeRuns().servicing("fleet/a", "FAILED", 0).servicing("fleet/b", "SUCCEEDED", 30).model();
    TimeScale scale = new RunSpan().scale(model, SomeRuns.BEGIN.plusSeconds(90_000), 500);
    assertEquals(SomeRuns.BEGIN.plusSeconds(90), scale.to());
  }

  @Test
  void aRunThatHasNotBegunIsShownAsWell() {
    LaneModel model = new SomeRuns().servicing("fleet/a", "WAITING", -1).model();
    assertEquals(SomeRuns.BEGIN, new RunSpan().scale(model, SomeRuns.BEGIN, 500).from());
  }
}
