package org.dormouse.ui.tests.pages;

import org.dormouse.ui.tests.driver.Bot;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.eclipse.swt.widgets.Text;

/** The window that shows equivalent commands. */
public final class ScriptView {
  private ScriptView() {
  }

  /** What the button of a wizard or a dialog shows; the window is closed again. */
  public static String of(Bot wizard) {
    wizard.button("View Script…").click();
    return opened();
  }

  /** What it shows once something has opened it; it is closed again. */
  public static String opened() {
    ShellBot script = ShellBot.titled("View Script");
    Text commands = script.named(Text.class, "Script");
    Ui.await("the commands", () -> !commands.getText().isBlank());
    String text = Ui.get(commands::getText);
    script.button("Close").click();
    script.awaitClosed();
    return text;
  }
}
