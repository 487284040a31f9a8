package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dormouse.api.EngineApi;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.JobPages;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job is to be saved while no engine is there to keep it: nothing is lost, and it is said what to do. */
@UiTest
class SaveWithoutEngineTest {
  private static final Duration BACK = Duration.ofSeconds(60);

  private EngineLink link;
  private JobPages job;

  @BeforeEach
  void anEditedJob() {
    link = Ui.get(() -> PlatformUI.getWorkbench().getService(EngineLink.class));
    Ui.await("the engine to be connected", BACK, () -> link.state() instanceof LinkState.Connected);
    try (Estate estate = Estate.connect()) {
      estate.clear().put("job", "nightly", Map.of("virtualMachines", List.of("fleet/*"), "updateService", "updates"));
      estate.awaitKnown("job", "nightly");
    }
    job = JobPages.open("nightly").describe("mine");
  }

  @AfterEach
  void leave() {
    try (Estate estate = Estate.connect()) {
      estate.clear();
    }
    Ui.await("the window to be connected", BACK, () -> link.state() instanceof LinkState.Connected);
  }

  /** As a person does it, so that the window does not start another by itself. */
  private void stop() {
    Workbench.menu().click("Servicing", "Stop the Engine…");
    ShellBot.titled("Stop the Engine").button("At Once").click();
    Ui.await("the window to notice", () -> link.state() instanceof LinkState.Lost);
  }

  private void startAndSave() {
    Workbench.menu().click("Servicing", "Start the Engine");
    Ui.await("the engine to be back", BACK, () -> link.state() instanceof LinkState.Connected);
    assertEquals("mine", job.description());
    job.editor().activate();
    Keyboard.ctrl(KeyEvent.VK_S);
    job.awaitSaved();
    try (Estate estate = Estate.connect()) {
      assertEquals("mine", estate.definition("job", "nightly").document().get("description"));
    }
  }

  /** What the window says when it could not be saved. */
  private static void acknowledge(String cause) {
    ShellBot told = ShellBot.titled("Save nightly");
    told.label(cause);
    told.label("What you changed is still in the editor");
    Screenshots.take("save-without-engine");
    told.button("OK").click();
    told.awaitClosed();
  }

  @Test
  void neitherEditorNorWindowIsClosedWhenItCannotBeSaved() {
    stop();
    job.editor().activate();
    Keyboard.ctrl(KeyEvent.VK_W);
    ShellBot.titled("Save Resource").button("Save").click();
    acknowledge("The engine was stopped.");
    assertTrue(Workbench.hasEditor("nightly"));
    assertTrue(job.editor().isDirty());
    Ui.start(() -> Workbench.window().getShell().close());
    ShellBot.titled("Save Resource").button("Save").click();
    acknowledge("The engine was stopped.");
    Ui.settle();
    assertEquals(1, Ui.get(() -> PlatformUI.getWorkbench().getWorkbenchWindowCount()));
    assertTrue(job.editor().isDirty());
    startAndSave();
  }

  @Test
  void anEngineThatIsKilledWhileItSavesLosesNothing() throws IOException, InterruptedException {
    long pid;
    try (Estate estate = Estate.connect()) {
      pid = estate.ask(EngineApi::status).pid();
    }
    signal("STOP", pid);
    job.editor().beginToSave();
    ShellBot waiting = ShellBot.titled("Progress Information");
    waiting.label("Save the job nightly");
    signal("KILL", pid);
    acknowledge("The connection to the engine was lost.");
    assertTrue(job.editor().isDirty());
    startAndSave();
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).inheritIO().start().waitFor());
  }
}
