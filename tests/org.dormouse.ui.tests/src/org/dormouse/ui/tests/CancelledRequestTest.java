package org.dormouse.ui.tests;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dormouse.ui.Ids;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.SetUpPages;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;

/** A request that is cancelled in the Progress view says what it leaves, where its user looks. */
@UiTest
class CancelledRequestTest {

  /** Asks what is never answered, and cancels it once it is shown there. */
  private static void askAndCancel(String what, Shell shell) {
    EngineLink link = Ui.get(() -> PlatformUI.getWorkbench().getService(EngineLink.class));
    Ui.await("the engine", () -> link.state() instanceof LinkState.Connected);
    Ui.run(() -> link.ask(what, engine -> new CompletableFuture<Void>(), answer -> { },
        error -> ErrorText.show(shell, what, error)));
    Job shown = Ui.find("the request among the jobs", () -> Stream.of(Job.getJobManager().find(null))
        .filter(job -> job.getName().equals(what)).findFirst());
    shown.cancel();
  }

  @Test
  void whatTheWindowAskedForIsSaidInItsStatusLine() {
    Workbench.view(Ids.MACHINES_VIEW).activate();
    Shell window = Ui.get(() -> Workbench.window().getShell());
    askAndCancel("Look around", window);
    ShellBot.of(window).label("Cancelled: Look around. Nothing was changed.");
    Screenshots.take("cancelled-in-progress");
  }

  @Test
  void whatADialogAskedForIsSaidInItsMessageArea() {
    SetUpPages pages = SetUpPages.open();
    askAndCancel("Look further", pages.wizard().widget());
    Ui.await("the message", () -> pages.wizard().shows("Cancelled: Look further. Nothing was changed."));
    pages.wizard().cancel();
  }
}
