package org.dormouse.engine;

/**
 * What the engine is about at present.
 *
 * @param waiting servicings that have not begun, those of paused runs included
 * @param underWay servicings that have
 * @param asking servicings that wait for a person
 * @param owed clean-ups that are still owed
 * @param calls calls to handlers
 * @param transitions made since the engine was started
 */
public record Activity(int waiting, int underWay, int asking, int owed, int calls, long transitions) {

  /** Nothing would change if the engine ended now. */
  public boolean idle() {
    return waiting + underWay + asking + owed + calls == 0;
  }
}
