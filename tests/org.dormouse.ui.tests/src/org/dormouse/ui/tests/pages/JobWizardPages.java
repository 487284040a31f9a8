package org.dormouse.ui.tests.pages;

import java.time.Duration;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.WizardBot;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.swt.widgets.Button;

/** The wizard of a new servicing job: machines, updates and hosts, credentials, hooks, limits, summary. */
public final class JobWizardPages {
  private static final Duration PLAN_LIMIT = Duration.ofSeconds(60);

  private final WizardBot wizard;

  private JobWizardPages(WizardBot wizard) {
    this.wizard = wizard;
  }

  public static JobWizardPages open() {
    Workbench.menu().click("File", "New", "New Servicing Job…");
    return new JobWizardPages(WizardBot.titled("New Servicing Job"));
  }

  public WizardBot wizard() {
    return wizard;
  }

  public JobWizardPages name(String name) {
    wizard.text("Name").type(name);
    return this;
  }

  public JobWizardPages pattern(String pattern) {
    wizard.button("Pattern…").click();
    ShellBot dialog = ShellBot.titled("Add Pattern");
    dialog.text().type(pattern);
    dialog.button("OK").click();
    dialog.awaitClosed();
    return this;
  }

  public TableDriver preview() {
    return wizard.table("Who is serviced now");
  }

  /** Who is reached by which credential. */
  public TableDriver credentials() {
    return wizard.table("Credentials of the job");
  }

  /** @param whose as its row names it */
  public void chooseCredential(String whose, String credential) {
    TableDriver credentials = credentials();
    credentials.click(credentials.find(whose));
    wizard.button("Change…").click();
    ShellBot choice = ShellBot.titled("Choose a Credential");
    choice.combo("Credential").select(credential);
    choice.button("OK").click();
    choice.awaitClosed();
  }

  /** The dialog of a new hook. */
  public ShellBot addHook() {
    wizard.button("Add…").click();
    return ShellBot.titled("Add Hook");
  }

  public JobWizardPages awaitPlan() {
    Ui.await("the dry run to end", PLAN_LIMIT,
        () -> wizard.has(Button.class, "Plan again"));
    return this;
  }

  public void awaitComplaint() {
    Ui.await("a complaint of page '" + wizard.pageTitle() + "'", wizard::hasError);
  }

  public JobWizardPages next() {
    wizard.next();
    return this;
  }
}
