package org.dormouse.ui.tests.pages;

import java.time.Duration;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.WizardBot;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.swt.widgets.Button;

/** The wizard of the first start: intro, library, credentials, host, update service, closed network, summary. */
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

  public TableDriver credentials() {
    return wizard.table("Credentials");
  }

  /** @param purpose as its dialog offers it */
  public SetUpPages addCredential(String name, String purpose, String secret) {
    wizard.button("Add…").click();
    ShellBot dialog = ShellBot.titled("Add a Credential");
    CredentialsPages.fill(dialog, name, secret);
    dialog.combo("For").select(purpose);
    dialog.button("OK").click();
    dialog.awaitClosed();
    return this;
  }

  /** What the check of each host found of its network, once all have been asked. */
  public TableDriver networks() {
    TableDriver networks = wizard.table("Closed network of each host");
    Button again = wizard.named(Button.class, "Check again");
    Ui.await("each host to be asked", TEST_LIMIT, again::isEnabled);
    return networks;
  }

  /** Goes on when the page allows it. */
  public SetUpPages next() {
    wizard.next();
    return this;
  }
}
