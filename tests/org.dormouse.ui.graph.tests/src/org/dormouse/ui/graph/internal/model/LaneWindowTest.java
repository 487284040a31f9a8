package org.dormouse.ui.graph.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaneWindowTest {

  @Test
  void thereAreNoMoreSlotsThanAreSeenHoweverManyLinesThereAre() {
    assertEquals(new LaneWindow(0, 22), LaneWindow.of(0, 520, 26, 1000));
    assertEquals(new LaneWindow(0, 5), LaneWindow.of(0, 520, 26, 5));
    assertEquals(new LaneWindow(0, 0), LaneWindow.of(0, 520, 26, 0));
  }

  @Test
  void scrollingByALineGivesOneSlotAnotherLine() {
    LaneWindow before = LaneWindow.of(26 * 10, 260, 26, 1000);
    LaneWindow after = LaneWindow.of(26 * 11, 260, 26, 1000);
    int changed = 0;
    for (int slot = 0; slot < before.slots(); slot++) {
      changed += before.rowOf(slot) == after.rowOf(slot) ? 0 : 1;
    }
    assertEquals(1, changed);
  }

  @Test
  void everyLineInSightHasExactlyOneSlot() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      int rows = random.nextInt(300);
      int top = random.nextInt(26 * (rows + 40));
      LaneWindow window = LaneWindow.of(top, random.nextInt(900), 26, rows);
      Set<Integer> shown = new HashSet<>();
      for (int slot = 0; slot < window.slots(); slot++) {
        int row = window.rowOf(slot);
        assertTrue(row >= 0 && row < rows, () -> window + " shows line " + row);
        assertEquals(slot, window.slotOf(row));
        shown.add(row);
      }
      assertEquals(window.slots(), shown.size());
      assertEquals(-1, window.slotOf(window.first() + window.slots()));
    }
  }
}
