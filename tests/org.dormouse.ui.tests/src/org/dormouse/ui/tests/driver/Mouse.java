package org.dormouse.ui.tests.driver;

import java.awt.AWTException;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Listener;

/**
 * Real mouse events from the X server, as a person makes them; the toolkit's own way to post them carries no position
 * on GTK. After each click the event has arrived.
 */
public final class Mouse {
  private static final long ARRIVAL_MILLIS = 3_000;
  private static final int STEPS = 12;
  private static final Robot ROBOT = robot();

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
    press(place, InputEvent.BUTTON1_DOWN_MASK, 1, 0);
  }

  public static void doubleClick(Point place) {
    press(place, InputEvent.BUTTON1_DOWN_MASK, 2, 0);
  }

  public static void rightClick(Point place) {
    press(place, InputEvent.BUTTON3_DOWN_MASK, 1, 0);
  }

  /** With Ctrl held, as one adds to a selection. */
  public static void ctrlClick(Point place) {
    press(place, InputEvent.BUTTON1_DOWN_MASK, 1, KeyEvent.VK_CONTROL);
  }

  public static void shiftClick(Point place) {
    press(place, InputEvent.BUTTON1_DOWN_MASK, 1, KeyEvent.VK_SHIFT);
  }

  private static void press(Point place, int button, int times, int held) {
    moveTo(place);
    AtomicBoolean arrived = new AtomicBoolean();
    // Opening a menu or a dialog takes the release elsewhere, so the press is what one can rely on.
    Listener listener = event -> arrived.set(true);
    Ui.run(() -> Ui.display().addFilter(SWT.MouseDown, listener));
    try {
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
      awaitArrival(arrived);
    } finally {
      Ui.run(() -> Ui.display().removeFilter(SWT.MouseDown, listener));
    }
    Ui.settle();
  }

  private static void awaitArrival(AtomicBoolean arrived) {
    long end = System.nanoTime() + ARRIVAL_MILLIS * 1_000_000;
    while (!arrived.get() && System.nanoTime() < end) {
      Ui.pause();
    }
    if (!arrived.get()) {
      throw new AssertionError("a click did not reach the window; is something else in front of it?");
    }
  }

  /** Presses at one place, moves in steps as a hand does, and lets go at the other. */
  public static void drag(Point from, Point to) {
    moveTo(from);
    ROBOT.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    for (int i = 1; i <= STEPS; i++) {
      ROBOT.mouseMove(from.x + (to.x - from.x) * i / STEPS, from.y + (to.y - from.y) * i / STEPS);
      Ui.settle();
    }
    ROBOT.mouseMove(to.x, to.y);
    Ui.settle();
    ROBOT.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    Ui.settle();
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
