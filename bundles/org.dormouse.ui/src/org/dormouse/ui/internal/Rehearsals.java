package org.dormouse.ui.internal;

import java.time.Duration;
import java.util.List;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.parts.PageExtensions;
import org.dormouse.ui.parts.Rehearsal;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTError;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;

/** Has all that is contributed rehearsed, in a shell that is never opened. UI thread only. */
final class Rehearsals {

  private static final String POINT = "org.dormouse.ui.rehearsals";
  private static final Duration PAUSE = Duration.ofMillis(40);
  /** The window is filled first. */
  private static final Duration FIRST = Duration.ofMillis(600);
  /** Points; as large as what is to be seen of a part in a usual window. */
  private static final int WIDTH = 900;
  private static final int HEIGHT = 500;

  private Rehearsals() {}

  /** After a short while. */
  static void begin() {
    UiThread.after(FIRST, Rehearsals::now);
  }

  private static void now() {
    if (PlatformUI.getWorkbench().isClosing()) {
      return;
    }
    Shell unseen = new Shell(Display.getCurrent(), SWT.NO_TRIM);
    try {
      goOn(unseen, PageExtensions.create(POINT, Rehearsal.class).stream().flatMap(each -> {
        Composite place = new Composite(unseen, SWT.NONE);
        place.setLayout(new FillLayout());
        place.setSize(WIDTH, HEIGHT);
        return each.page().turns(place).stream();
      }).toList());
    } catch (RuntimeException | LinkageError | SWTError e) {
      giveUp(unseen, e);
    }
  }

  private static void giveUp(Shell unseen, Throwable why) {
    unseen.dispose();
    Problems.log("A part could not be rehearsed; when it is opened for the first time, that takes longer.", why);
  }

  private static void goOn(Shell unseen, List<Runnable> turns) {
    UiThread.after(PAUSE, () -> {
      if (unseen.isDisposed()) {
        return;
      }
      if (turns.isEmpty()) {
        unseen.dispose();
        return;
      }
      try {
        turns.getFirst().run();
      } catch (RuntimeException | LinkageError | SWTError e) {
        giveUp(unseen, e);
        return;
      }
      goOn(unseen, turns.subList(1, turns.size()));
    });
  }
}
