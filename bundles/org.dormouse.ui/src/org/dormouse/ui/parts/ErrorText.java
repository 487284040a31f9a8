package org.dormouse.ui.parts;

import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.ui.style.Icons;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.wizard.IWizardContainer;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;

/** How a failure is told to people: what it was, what was said, what to do. Never a stack trace. */
public final class ErrorText {

  private static final int LONGEST_TITLE = 80;

  private ErrorText() {}

  /** By category. */
  public static String title(ApiError error) {
    return switch (error.category()) {
      case "usage" -> "This Is Not Possible";
      case "conflict" -> "Changed Meanwhile";
      case "state" -> "Not Possible Now";
      case "unreachable" -> "No Connection to the Engine";
      default -> "This Did Not Work";
    };
  }

  public static String message(ApiError error) {
    return error.message().isBlank() ? title(error) + "." : error.message().strip();
  }

  /** What to do; may be empty. */
  public static String remedy(ApiError error) {
    return error.remedy().strip();
  }

  /** Message and remedy, on lines of their own. */
  public static String text(ApiError error) {
    return remedy(error).isEmpty() ? message(error) : message(error) + "\n\n" + remedy(error);
  }

  /** On one line. */
  public static String line(ApiError error) {
    String text = remedy(error).isEmpty() ? message(error) : message(error) + " " + remedy(error);
    return text.replaceAll("\\s+", " ");
  }

  /**
   * In a dialog; what the user cancelled, quietly: in the message area of the dialog that it was begun from, else in
   * the status line.
   *
   * @param attempted what could not be done, e.g. {@code Roll back web01}
   */
  public static void show(Shell shell, String attempted, ApiError error) {
    if (isCancelled(error)) {
      sayQuietly(shell != null && !shell.isDisposed() ? shell.getData() : null, error);
      return;
    }
    String first = attempted.isBlank() || attempted.length() > LONGEST_TITLE ? title(error) : attempted;
    MessageDialog.openError(shell, first, text(error));
  }

  /** A wizard's dialog takes its message from the page whenever it looks; what is said past the page would not stay. */
  private static void sayQuietly(Object dialog, ApiError error) {
    switch (dialog) {
      case IWizardContainer wizard when wizard.getCurrentPage() instanceof WizardPage page -> show(page, error);
      case TitleAreaDialog area -> area.setMessage(line(error), IMessageProvider.INFORMATION);
      case null, default -> Optional.ofNullable(PlatformUI.getWorkbench().getActiveWorkbenchWindow())
          .ifPresent(window -> StatusLine.say(window, line(error)));
    }
  }

  public static void show(IStatusLineManager line, ApiError error) {
    line.setErrorMessage(Icons.image("state-failed"), line(error));
  }

  /** As the message of a wizard's page. */
  public static void show(WizardPage page, ApiError error) {
    page.setMessage(line(error), isCancelled(error) ? IMessageProvider.INFORMATION
        : error.category().equals("state") ? IMessageProvider.WARNING : IMessageProvider.ERROR);
  }

  private static boolean isCancelled(ApiError error) {
    return error.code().equals("cancelled");
  }
}
