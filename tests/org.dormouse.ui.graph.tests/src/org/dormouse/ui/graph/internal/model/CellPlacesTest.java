package org.dormouse.ui.graph.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dormouse.ui.graph.internal.model.CellPlaces.Box;
import org.junit.jupiter.api.Test;

class CellPlacesTest {

  private final LaneModel model = new SomeRuns().servicing("fleet/a", "RUNNING", 0).step("a", "claim", 0, "SUCCEEDED")
      .step("a", "assess", 1, 1, 1, "FAILED", "").step("a", "assess", 1, 2, 1, "RUNNING", "")
      .step("a", "place", 2, "PENDING").model();
  private final Lane lane = model.lane("a").orElseThrow();

  @Test
  void columnsAreAsWideAsFitsWithinBounds() {
    assertEquals(80, CellPlaces.Columns.fitting(model.columns(), CellPlaces.NAME_WIDTH + 240).columnWidth());
    assertTrue(CellPlaces.Columns.fitting(model.columns(), 10).columnWidth() >= 40);
    assertTrue(CellPlaces.Columns.fitting(model.columns(), 5000).columnWidth() <= 110);
    assertEquals(CellPlaces.NAME_WIDTH, CellPlaces.Columns.fitting(StepColumns.NONE, 500).width());
  }

  @Test
  void inColumnsEveryStepHasOneBoxBesideTheLast() {
    List<Box> boxes = CellPlaces.Columns.fitting(model.columns(), CellPlaces.NAME_WIDTH + 240).boxes(lane);
    assertEquals(List.of(0, 80, 160), boxes.stream().map(box -> box.x() - CellPlaces.NAME_WIDTH).toList());
    assertEquals(List.of(1, 2, 0), boxes.stream().map(Box::tries).toList());
  }

  @Test
  void inTheTimeLineEveryAttemptThatBeganHasABoxAsLongAsItTook() {
    TimeScale scale = new TimeScale(SomeRuns.BEGIN, SomeRuns.BEGIN.plusSeconds(200), 400);
    List<Box> boxes = new CellPlaces.TimeLine(scale, SomeRuns.BEGIN.plusSeconds(150)).boxes(lane);
    assertEquals(List.of("claim", "assess", "assess"), boxes.stream().map(box -> box.step().kind()).toList());
    assertEquals(List.of(0, 120, 120), boxes.stream().map(box -> box.x() - CellPlaces.NAME_WIDTH).toList());
    assertEquals(List.of(60, 60, 180), boxes.stream().map(Box::width).toList());
  }

  @Test
  void whatTookNoTimeCanStillBeSeen() {
    TimeScale scale = new TimeScale(SomeRuns.BEGIN, SomeRuns.BEGIN.plusSeconds(1_000_000), 400);
    assertTrue(new CellPlaces.TimeLine(scale, SomeRuns.BEGIN.plusSeconds(150)).boxes(lane).stream()
        .allMatch(box -> box.width() >= 3));
  }
}
