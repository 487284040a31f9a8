package org.dormouse.ui.tests.driver;

import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;

/** A wizard, walked by its own buttons. */
public final class WizardBot extends ShellBot {
  private WizardBot(Shell shell) {
    super(shell);
  }

  public static WizardBot titled(String title) {
    return new WizardBot(find(title));
  }

  public String pageTitle() {
    return Ui.get(() -> page().getTitle());
  }

  /** What stands below the title: an error if there is one, else the message, else the description. */
  public String message() {
    return Ui.get(() -> {
      IWizardPage page = page();
      String message = page.getErrorMessage() != null ? page.getErrorMessage()
          : page.getMessage() != null ? page.getMessage() : page.getDescription();
      return message == null ? "" : message;
    });
  }

  public boolean hasError() {
    return Ui.get(() -> page().getErrorMessage() != null);
  }

  public WizardBot next() {
    IWizardPage before = Ui.get(this::page);
    button("Next >").click();
    Ui.await("the page after '" + Ui.get(before::getTitle) + "'", () -> page() != before);
    return this;
  }

  public WizardBot back() {
    IWizardPage before = Ui.get(this::page);
    button("< Back").click();
    Ui.await("the page before '" + Ui.get(before::getTitle) + "'", () -> page() != before);
    return this;
  }

  public boolean canFinish() {
    return button("Finish").isEnabled();
  }

  public boolean canGoOn() {
    return button("Next >").isEnabled();
  }

  public void finish() {
    button("Finish").click();
    awaitClosed();
  }

  public void cancel() {
    button("Cancel").click();
    awaitClosed();
  }

  /** Presses Finish, and Cancel as soon as the page says so, before anything is heard that is answered later. */
  public void finishAndCancelAt(String words) {
    Button finish = button("Finish").widget();
    Button cancel = button("Cancel").widget();
    Ui.run(() -> {
      finish.notifyListeners(SWT.Selection, new Event());
      cancelAt(words, cancel);
    });
    awaitClosed();
  }

  private void cancelAt(String words, Button cancel) {
    if (cancel.isDisposed()) {
      return;
    }
    if (page().getMessage() != null && page().getMessage().startsWith(words)) {
      cancel.notifyListeners(SWT.Selection, new Event());
    } else {
      cancel.getDisplay().asyncExec(() -> cancelAt(words, cancel));
    }
  }

  private IWizardPage page() {
    return ((WizardDialog) widget().getData()).getCurrentPage();
  }
}
