package org.dormouse.engine.store;

/** The highest numbers given so far; none is ever given twice. */
public record Numbers(long seq, long run, long step) {
  public static final Numbers NONE = new Numbers(0, 0, 0);
}
