package org.dormouse.ui.inventory.internal.actions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The same for several things, one after the other, until it is stopped: what was begun is finished then, and the
 * others are left. Whoever carries one out says how it ended, whereupon the next one begins. UI thread only.
 *
 * @param <T> thing
 */
final class Series<T> {

  private final Deque<T> left;
  private final int all;
  private final Consumer<T> begin;
  private final Runnable ended;
  private int done;
  private int failed;
  private boolean underWay;
  private boolean stopped;

  /**
   * @param begin is not to wait; its end is told by {@link #succeeded} or {@link #failed}
   * @param ended told once, when none is under way and none will begin any more
   */
  Series(List<T> things, Consumer<T> begin, Runnable ended) {
    this.left = new ArrayDeque<>(things);
    this.all = things.size();
    this.begin = begin;
    this.ended = ended;
  }

  void next() {
    underWay = !stopped && !left.isEmpty();
    if (underWay) {
      begin.accept(left.removeFirst());
    } else {
      ended.run();
    }
  }

  void succeeded() {
    done++;
    next();
  }

  void failed() {
    failed++;
    next();
  }

  /** No other one begins. */
  void stop() {
    stopped = true;
  }

  boolean isUnderWay() {
    return underWay;
  }

  boolean isStopped() {
    return stopped;
  }

  boolean isWhole() {
    return done == all;
  }

  /**
   * {@code 3 of 8 stored, 1 failed, 4 left as they were.}
   *
   * @param word what was done to them
   */
  String report(String word) {
    return done + " of " + all + " " + word + (failed == 0 ? "" : ", " + failed + " failed")
        + (left.isEmpty() ? "" : ", " + left.size() + " left as " + (left.size() == 1 ? "it was" : "they were")) + ".";
  }
}
