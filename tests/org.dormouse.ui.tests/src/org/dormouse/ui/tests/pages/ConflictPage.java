package org.dormouse.ui.tests.pages;

import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;

/** The dialog that shows what it was, what it is here and what it is there, when two people changed one definition. */
public final class ConflictPage {
  private final ShellBot dialog;

  private ConflictPage(ShellBot dialog) {
    this.dialog = dialog;
  }

  public static ConflictPage opened() {
    return new ConflictPage(ShellBot.titled("Changed Meanwhile"));
  }

  public ShellBot dialog() {
    return dialog;
  }

  public TableDriver attributes() {
    return dialog.table("Attributes that were changed");
  }

  /** What is kept of an attribute as things stand. */
  public String kept(String attribute) {
    return attributes().cell(attributes().find(attribute), "Kept");
  }

  /** For one attribute that both changed. */
  public ConflictPage keep(String attribute, String whose) {
    attributes().click(attributes().find(attribute));
    dialog.button("Keep " + whose).click();
    return this;
  }

  public void saveBoth() {
    dialog.button("Save Both").click();
    dialog.awaitClosed();
  }

  public void goOnEditing() {
    dialog.button("Go on Editing").click();
    dialog.awaitClosed();
  }
}
