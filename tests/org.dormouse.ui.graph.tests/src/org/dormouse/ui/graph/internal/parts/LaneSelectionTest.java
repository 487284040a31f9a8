package org.dormouse.ui.graph.internal.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.graph.internal.model.LaneModel;
import org.dormouse.ui.graph.internal.model.SomeRuns;
import org.eclipse.jface.viewers.StructuredSelection;
import org.junit.jupiter.api.Test;

class LaneSelectionTest {

  private final LaneModel model = new SomeRuns().servicing("fleet/a", "RUNNING", 0).step("a", "scan", 5, "SUCCEEDED")
      .step("a", "install", 6, "RUNNING").model();

  private Step step(int number) {
    return model.lane("a").orElseThrow().attempts().get(number);
  }

  @Test
  void theNewestAttemptStaysTheNewest() {
    assertEquals(0, LaneSelection.of(new StructuredSelection(step(1)), model).stepId());
  }

  @Test
  void anEarlierAttemptStaysItself() {
    Step known = step(1);
    Step earlier = new Step(known.id() + 100, 1, known.runId(), known.servicingId(), known.kind(), known.ordinal(), 0,
        known.life(), "FAILED", "", 0, known.started(), known.ended(), known.trouble(), known.granted(),
        known.due());
    assertEquals(earlier.id(), LaneSelection.of(new StructuredSelection(earlier), model).stepId());
  }

  @Test
  void nothingSelectedElsewhereIsNothingSelectedHere() {
    assertEquals(LaneSelection.NONE, LaneSelection.of(StructuredSelection.EMPTY, model));
    assertTrue(LaneSelection.NONE.resolve(model).isEmpty());
  }
}
