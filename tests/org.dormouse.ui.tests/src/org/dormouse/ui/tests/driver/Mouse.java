package org.dormouse.ui.tests.driver;

import java.awt.AWTException;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Listener;

/**
 * Real mouse events from the X server, as a person makes them; the toolkit's own way to post them carries no position
 * on GTK. After each click the event has arrived.
 */
public final class Mouse {
  private static final long ARRIVAL_MILLIS = 5_000;
  private static final int TRIES = 3;
  private static final int STEPS = 12;
  /** Small moves over the goal of a drag, so that it has answered before the button is released. */
  private static final int NUDGES = 4;
  private static final int NUDGE_MILLIS = 30;
  /** Clicks nearer to each other, within the time of a double click, would be one; the toolkit's own distance is 5. */
  private static final int APART = 12;
  private static final int LATER_MILLIS = 50;
  private static final Robot ROBOT = robot();

  private static Point last = new Point(Integer.MIN_VALUE / 2, 0);
  private static long lastNanos;

  private Mouse() {
  }

  private static Robot robot() {
    try {
      System.setProperty("java.awt.headless", "false");
      Robot robot = new Robot();
      robot.setAutoDelay(8);
      return robot;
    } catch (AWTException e) {
      throw new AssertionError("this display has no test extension (XTEST)", e);
    }
  }

  static Robot raw() {
    return ROBOT;
  }

  public static void moveTo(Point place) {
    ROBOT.mouseMove(place.x - 1, place.y);
    ROBOT.mouseMove(place.x, place.y);
    Ui.settle();
  }

  public static void click(Point place) {
    click(() -> place);
  }

  /** Where it is, is asked anew when the click met no window: what is just being laid out moves. */
  static void click(Supplier<Point> place) {
    press(place, InputEvent.BUTTON1_DOWN_MASK, 1, 0);
  }

  public static void doubleClick(Point place) {
    doubleClick(() -> place);
  }

  static void doubleClick(Supplier<Point> place) {
    press(place, InputEvent.BUTTON1_DOWN_MASK, 2, 0);
  }

  /** With Ctrl held, as one adds to a selection. */
  static void ctrlClick(Supplier<Point> place) {
    press(place, InputEvent.BUTTON1_DOWN_MASK, 1, KeyEvent.VK_CONTROL);
  }

  static void shiftClick(Supplier<Point> place) {
    press(place, InputEvent.BUTTON1_DOWN_MASK, 1, KeyEvent.VK_SHIFT);
  }

  private static void press(Supplier<Point> place, int button, int times, int held) {
    AtomicBoolean arrived = new AtomicBoolean();
    // Opening a menu or a dialog takes the release elsewhere, so the press is what one can rely on.
    Listener listener = event -> arrived.set(true);
    Ui.run(() -> Ui.display().addFilter(SWT.MouseDown, listener));
    try {
      for (int i = 0; i < TRIES && !arrived.get(); i++) {
        awaitNoDoubleClick(place.get());
        Point here = place.get();
        moveTo(here);
        pressOnce(button, times, held);
        last = here;
        lastNanos = System.nanoTime();
        awaitArrival(arrived);
        // a window that is only slow takes what lies in its queue before it is clicked again
        Ui.settle();
      }
    } finally {
      Ui.run(() -> Ui.display().removeFilter(SWT.MouseDown, listener));
    }
    if (!arrived.get()) {
      throw new AssertionError("a click did not reach the window; is something else in front of it?");
    }
    Ui.settle();
  }

  /** The test before may just have clicked the same place. */
  private static void awaitNoDoubleClick(Point here) {
    long until = lastNanos + (Ui.get(() -> Ui.display().getDoubleClickTime()) + LATER_MILLIS) * 1_000_000L;
    while (Math.hypot(here.x - last.x, here.y - last.y) < APART && System.nanoTime() < until) {
      Ui.pause();
    }
  }

  private static void pressOnce(int button, int times, int held) {
    if (held != 0) {
      ROBOT.keyPress(held);
    }
    for (int i = 0; i < times; i++) {
      ROBOT.mousePress(button);
      ROBOT.mouseRelease(button);
    }
    if (held != 0) {
      ROBOT.keyRelease(held);
    }
  }

  private static void awaitArrival(AtomicBoolean arrived) {
    long end = System.nanoTime() + ARRIVAL_MILLIS * 1_000_000;
    while (!arrived.get() && System.nanoTime() < end) {
      Ui.pause();
    }
  }

  /** Presses at one place, moves in steps as a hand does, and lets go at the other. */
  public static void drag(Point from, Point to) {
    drag(from, to, () -> { });
  }

  /** @param over looked at before the button is released */
  public static void drag(Point from, Point to, Runnable over) {
    dragOnce(from, to, begun -> over.run());
  }

  /**
   * A drag that the platform knows of, as from a palette. Right after one that was refused the toolkit takes the press
   * for a click: the release of the one before still lies in its queue, which nobody tells. Then it is dragged again.
   */
  static void dragAndDrop(Point from, Point to, Runnable over) {
    AtomicBoolean there = new AtomicBoolean();
    Listener goal = event -> there.set(Math.abs(event.x - to.x) <= 1 && Math.abs(event.y - to.y) <= 1);
    Ui.run(() -> Ui.display().addFilter(DND.DragOver, goal));
    try {
      for (int i = 0; i < TRIES; i++) {
        boolean taken = dragOnce(from, to, begun -> {
          if (begun) {
            // a busy toolkit follows the hand later
            Ui.await("what is dragged to be over its goal", there::get);
            over.run();
          }
        });
        if (taken) {
          return;
        }
      }
    } finally {
      Ui.run(() -> Ui.display().removeFilter(DND.DragOver, goal));
    }
    throw new AssertionError("nothing was taken along from " + from + " to " + to);
  }

  /**
   * @param over given whether the platform knows of the drag
   * @return the same
   */
  private static boolean dragOnce(Point from, Point to, Consumer<Boolean> over) {
    AtomicInteger open = new AtomicInteger();
    AtomicBoolean begun = new AtomicBoolean();
    Listener started = event -> {
      open.incrementAndGet();
      begun.set(true);
    };
    Listener ended = event -> open.decrementAndGet();
    Ui.run(() -> {
      Ui.display().addFilter(DND.DragStart, started);
      Ui.display().addFilter(DND.DragEnd, ended);
    });
    moveTo(from);
    ROBOT.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    try {
      moveInSteps(from, to);
      over.accept(begun.get());
    } finally {
      ROBOT.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
      Ui.settle();
      try {
        // what is not taken flies back first, and nothing else can be dragged meanwhile
        Ui.await("the drag to end", () -> open.get() <= 0);
      } finally {
        Ui.run(() -> {
          Ui.display().removeFilter(DND.DragStart, started);
          Ui.display().removeFilter(DND.DragEnd, ended);
        });
      }
    }
    return begun.get();
  }

  private static void moveInSteps(Point from, Point to) {
    for (int i = 1; i <= STEPS; i++) {
      ROBOT.mouseMove(from.x + (to.x - from.x) * i / STEPS, from.y + (to.y - from.y) * i / STEPS);
      Ui.settle();
    }
    for (int i = NUDGES; i >= 0; i--) {
      ROBOT.mouseMove(to.x + i, to.y);
      ROBOT.delay(NUDGE_MILLIS);
      Ui.settle();
    }
  }

  /** Notches of the wheel; negative is up. */
  public static void wheel(Point place, int notches, boolean ctrl) {
    moveTo(place);
    if (ctrl) {
      ROBOT.keyPress(KeyEvent.VK_CONTROL);
    }
    for (int i = 0; i < Math.abs(notches); i++) {
      ROBOT.mouseWheel(Integer.signum(notches));
    }
    if (ctrl) {
      ROBOT.keyRelease(KeyEvent.VK_CONTROL);
    }
    Ui.settle();
  }
}
