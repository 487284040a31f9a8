package org.dormouse.ui.tests.pages;

import java.time.Duration;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.WizardBot;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.swt.widgets.Button;

/** The wizard of the first start: what it is about, library, host, update service, credential, summary. */
public final class SetUpPages {
  private static final Duration TEST_LIMIT = Duration.ofSeconds(40);

  private final WizardBot wizard;

  private SetUpPages(WizardBot wizard) {
    this.wizard = wizard;
  }

  public static SetUpPages open() {
    Workbench.menu().click("Servicing", "Set up Dormouse…");
    return new SetUpPages(WizardBot.titled("Set Up Dormouse"));
  }

  public WizardBot wizard() {
    return wizard;
  }

  /** Names a back end of some type, and waits until its own test has proven it. */
  public SetUpPages fill(String name, String type) {
    wizard.combo("Type").select(type);
    wizard.text("Name").type(name);
    awaitProven();
    return this;
  }

  public void awaitProven() {
    Button next = wizard.named(Button.class, "Next >");
    Ui.await("the test of page '" + wizard.pageTitle() + "' to succeed", TEST_LIMIT,
        next::isEnabled);
  }

  public void awaitComplaint() {
    Ui.await("a complaint of page '" + wizard.pageTitle() + "'", wizard::hasError);
  }

  /** Goes on when the page allows it. */
  public SetUpPages next() {
    wizard.next();
    return this;
  }
}
