package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;

/** An engine that is killed while the window is open: the window says so, and comes back by itself. */
@UiTest
class EngineLostTest {
  private static final Duration BACK = Duration.ofSeconds(60);

  @Test
  @Pictured
  void aKilledEngineIsStartedAgainAndTheWindowConnects() {
    EngineLink link = Ui.get(() -> PlatformUI.getWorkbench().getService(EngineLink.class));
    Ui.await("the engine to be connected", BACK, () -> link.state() instanceof LinkState.Connected);
    long first = pid();
    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    Ui.await("the window to notice", () -> !(link.state() instanceof LinkState.Connected));
    Screenshots.take("engine-lost");
    Ui.await("the engine to be back", BACK, () -> link.state() instanceof LinkState.Connected);
    assertNotEquals(first, pid());
  }

  private static long pid() {
    try (Estate other = Estate.connect()) {
      Engine.Status status = other.ask(EngineApi::status);
      return status.pid();
    }
  }
}
