package org.dormouse.ui.tests.pages;

import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;

/** The preference page of credentials, and the dialog in which one is written. */
public final class CredentialsPages {
  private final ShellBot preferences;

  private CredentialsPages(ShellBot preferences) {
    this.preferences = preferences;
  }

  public static CredentialsPages open() {
    return new CredentialsPages(PreferencePages.open("Credentials"));
  }

  /** Everything that its dialog asks for, of the user {@code somebody}. */
  public static void fill(ShellBot dialog, String name, String secret) {
    dialog.text("Name").type(name);
    dialog.text("User").type("somebody");
    dialog.text("Secret").type(secret);
    dialog.text("Secret again").type(secret);
  }

  public ShellBot preferences() {
    return preferences;
  }

  public TableDriver table() {
    return preferences.table("Credentials");
  }

  public ShellBot add() {
    preferences.button("Add…").click();
    return ShellBot.titled("Add a Credential");
  }

  public ShellBot change(String name) {
    table().click(table().find(name));
    preferences.button("Change…").click();
    return ShellBot.titled("Change a Credential");
  }

  public ShellBot remove(String name) {
    table().click(table().find(name));
    preferences.button("Remove…").click();
    return ShellBot.titled("Remove a Credential");
  }

  public void close() {
    preferences.button("Apply and Close").click();
    preferences.awaitClosed();
  }
}
