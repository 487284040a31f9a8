package org.dormouse.ui.tests.pages;

import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.WizardBot;
import org.dormouse.ui.tests.driver.Workbench;

/** The wizard of a VM group: conditions on one tab, members on the other, who belongs to it beside them. */
public final class GroupWizardPage {
  public static final String TITLE = "New VM Group";

  private final WizardBot wizard;

  private GroupWizardPage(WizardBot wizard) {
    this.wizard = wizard;
  }

  public static GroupWizardPage open() {
    Workbench.menu().click("File", "New", "New VM Group…");
    return opened(TITLE);
  }

  /** One that something else has opened. */
  public static GroupWizardPage opened(String title) {
    return new GroupWizardPage(WizardBot.titled(title));
  }

  public WizardBot wizard() {
    return wizard;
  }

  public GroupWizardPage name(String name) {
    wizard.text("Name").type(name);
    return this;
  }

  /** A condition of the rule by its label, e.g. {@code Libraries}. */
  public GroupWizardPage condition(String label, String words) {
    wizard.tabItem("By rule").click();
    wizard.text(label).type(words);
    return this;
  }

  public GroupWizardPage byHand() {
    wizard.tabItem("By hand").click();
    return this;
  }

  /** Opens the dialog of a pattern. */
  public ShellBot addPattern() {
    wizard.button("Add pattern…").click();
    return ShellBot.titled("Add Pattern");
  }

  public GroupWizardPage pattern(String pattern) {
    ShellBot dialog = addPattern();
    dialog.text().type(pattern);
    dialog.button("OK").click();
    dialog.awaitClosed();
    return this;
  }

  /** Picks the one virtual machine that the words leave of the list. */
  public GroupWizardPage pick(String words) {
    wizard.button("Add…").click();
    ShellBot dialog = ShellBot.titled("Add Virtual Machines");
    dialog.text().type(words);
    dialog.table().awaitRows(1);
    dialog.button("OK").click();
    dialog.awaitClosed();
    return this;
  }

  public TableDriver members() {
    return wizard.table("Members by hand");
  }

  public TableDriver preview() {
    return wizard.table("Who belongs to it now");
  }

  public GroupWizardPage awaitComplaint(String words) {
    Ui.await("a complaint that says '" + words + "'",
        () -> wizard.hasError() && wizard.message().contains(words));
    return this;
  }
}
