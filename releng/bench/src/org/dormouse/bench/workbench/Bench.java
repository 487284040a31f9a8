package org.dormouse.bench.workbench;

import java.util.Locale;
import org.eclipse.ui.IStartup;

/**
 * Measures the packaged workbench from inside: {@code releng/bench/workbench} adds this bundle to a copy of the product
 * and says by the system property {@value #PROPERTY} what to measure. Figures are printed in lines that begin with
 * {@code bench:}; then the window is closed.
 */
public final class Bench implements IStartup {

  private static final String PROPERTY = "dormouse.bench";

  @Override
  public void earlyStartup() {
    String part = System.getProperty(PROPERTY, "");
    if (!part.isEmpty()) {
      new Thread(() -> run(part), "bench").start();
    }
  }

  private static void run(String part) {
    Screen screen = new Screen();
    try {
      if (!part.equals("start")) {
        screen.run(screen::leaveWelcome);
      }
      switch (part) {
        case "start" -> new StartPart(screen).run();
        case "machines" -> new MachinesPart(screen).run();
        case "lanes" -> new LanesPart(screen).run();
        case "night" -> new NightPart(screen).run();
        default -> throw new IllegalArgumentException("no such part: " + part);
      }
    } catch (RuntimeException e) {
      System.out.println("bench: FAILED " + e);
      e.printStackTrace();
    } finally {
      screen.close();
    }
  }

  static void say(String format, Object... arguments) {
    System.out.println("bench: " + String.format(Locale.ROOT, format, arguments));
  }
}
