package org.dormouse.ui.tests.pages;

import java.time.Duration;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.WizardBot;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Text;

/** The wizards of one library, maintenance host or update service: type, name, settings, and a test that proves it. */
public final class BackendWizardPage {
  private static final Duration TEST_LIMIT = Duration.ofSeconds(60);

  private final WizardBot wizard;

  private BackendWizardPage(WizardBot wizard) {
    this.wizard = wizard;
  }

  /** @param what {@code Library}, {@code Maintenance Host} or {@code Update Service} */
  public static BackendWizardPage add(String what) {
    Workbench.menu().click("File", "New", "Add " + what + "…");
    return opened("Add " + what);
  }

  /** One that something else has opened. */
  public static BackendWizardPage opened(String title) {
    return new BackendWizardPage(WizardBot.titled(title));
  }

  public WizardBot wizard() {
    return wizard;
  }

  public BackendWizardPage type(String type) {
    wizard.combo("Type").select(type);
    return this;
  }

  public BackendWizardPage name(String name) {
    return set("Name", name);
  }

  /** A field by its label. */
  public BackendWizardPage set(String label, String words) {
    wizard.text(label).type(words);
    return this;
  }

  /** Waits until its own test has succeeded. */
  public BackendWizardPage awaitProven() {
    Button finish = wizard.named(Button.class, "Finish");
    Ui.await("the test of '" + wizard.pageTitle() + "' to succeed", TEST_LIMIT, finish::isEnabled);
    return this;
  }

  /** Waits until its own test has failed, which offers to keep it all the same. */
  public BackendWizardPage awaitRefuted() {
    wizard.button("Keep it although the test did not succeed");
    return this;
  }

  public String found() {
    Text found = wizard.named(Text.class, "Result of the test");
    return Ui.get(found::getText);
  }

  public BackendWizardPage awaitComplaint(String words) {
    Ui.await("a complaint that says '" + words + "'",
        () -> wizard.hasError() && wizard.message().contains(words));
    return this;
  }
}
