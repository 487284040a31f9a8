package org.dormouse.ui.graph.internal.model;

/**
 * Which lines are in sight, and which recycled slot shows each: scrolling by a few lines gives only those a new slot
 * that came into sight; the others keep theirs.
 *
 * @param first line in sight
 * @param slots as many as are needed to fill the height, however it is scrolled; never more than there are lines
 */
public record LaneWindow(int first, int slots) {

  public static final LaneWindow NONE = new LaneWindow(0, 0);

  /** @param top first pixel in sight; {@code height} pixels in sight; {@code pitch} height of a line; all unscaled */
  public static LaneWindow of(int top, int height, int pitch, int rows) {
    int slots = Math.min(rows, Math.max(0, height) / pitch + 2);
    int first = Math.max(0, Math.min(top / pitch, rows - slots));
    return new LaneWindow(first, slots);
  }

  /** The line that a slot shows. */
  public int rowOf(int slot) {
    return first + Math.floorMod(slot - first, slots);
  }

  /** The slot that shows a line; -1 if it is out of sight. */
  public int slotOf(int row) {
    return row >= first && row < first + slots ? row % slots : -1;
  }
}
