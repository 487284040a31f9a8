package org.dormouse.ui.inventory.internal.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private final List<String> begun = new ArrayList<>();
  private int ends;
  private final Series<String> series = new Series<>(List.of("a", "b", "c", "d"), begun::add, () -> ends++);

  @Test
  void oneBeginsWhenTheOneBeforeHasEnded() {
    series.next();
    assertEquals(List.of("a"), begun);
    series.succeeded();
    assertEquals(List.of("a", "b"), begun);
    assertTrue(series.isUnderWay());
    assertEquals(0, ends);
  }

  @Test
  void aFailureDoesNotHoldUpTheOthers() {
    series.next();
    series.failed();
    series.succeeded();
    series.succeeded();
    series.succeeded();
    assertEquals(1, ends);
    assertFalse(series.isUnderWay());
    assertFalse(series.isWhole());
    assertEquals("3 of 4 stored, 1 failed.", series.report("stored"));
  }

  @Test
  void onceStoppedWhatWasBegunIsFinishedAndTheRestIsLeft() {
    series.next();
    series.succeeded();
    series.stop();
    assertEquals(0, ends, "one is still under way");
    series.succeeded();
    assertEquals(List.of("a", "b"), begun);
    assertEquals(1, ends);
    assertEquals("2 of 4 stored, 2 left as they were.", series.report("stored"));
  }

  @Test
  void allWentWell() {
    series.next();
    for (int i = 0; i < 4; i++) {
      series.succeeded();
    }
    assertTrue(series.isWhole());
    assertEquals("4 of 4 stored.", series.report("stored"));
  }
}
