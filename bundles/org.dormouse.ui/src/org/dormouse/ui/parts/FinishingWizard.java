package org.dormouse.ui.parts;

import java.time.Duration;
import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.engine.EngineLink;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.ui.PlatformUI;

/**
 * A wizard that finishes in the background, one step after the other, and closes when all are done. Cancel works
 * meanwhile: the dialog closes at once and nothing more is begun. What is being stored is not cut short, because only
 * its answer tells whether it was stored; what takes long is. Then it is said what that leaves. UI thread only.
 */
public abstract class FinishingWizard extends Wizard implements Scripted {

  private boolean finishing;
  private boolean cancelled;
  private boolean done;
  private Optional<EngineLink.Request> lengthy = Optional.empty();

  /** Begins with what Finish means, by {@link #step}. */
  protected abstract void begin();

  /** After a cancel, once nothing is under way any more: what it leaves, told by {@link #tell}. Called once. */
  protected abstract void explainCancel();

  @Override
  public boolean canFinish() {
    return !finishing && super.canFinish();
  }

  @Override
  public final boolean performFinish() {
    finishing = true;
    getContainer().updateButtons();
    begin();
    return false;
  }

  @Override
  public final boolean performCancel() {
    // the dialog also asks when it closes because all is done
    if (cancelled || done) {
      return true;
    }
    cancelled = true;
    if (!finishing) {
      explainCancel();
    } else if (lengthy.isPresent()) {
      lengthy.get().cancel();
      explainCancel();
    }
    return true;
  }

  /** Carries out the next step, unless it was cancelled: then there is none, and that is explained. */
  protected final void step(String saying, Runnable step) {
    if (cancelled) {
      explainCancel();
      return;
    }
    say(saying);
    step.run();
  }

  /** The step that was begun takes long, and stops when it is cancelled. */
  protected final void mayBeCut(EngineLink.Request request) {
    lengthy = Optional.of(request);
  }

  protected final boolean isCancelled() {
    return cancelled;
  }

  /** Says what is wrong, and lets the user try again. */
  protected final void failed(ApiError error) {
    finishing = false;
    lengthy = Optional.empty();
    if (cancelled) {
      if (error.category().equals("unreachable")) {
        tell(getWindowTitle(), "The engine went away before it answered.\n\nLook in the inventory whether what was"
            + " being saved is there.");
      }
      explainCancel();
    } else if (getContainer() != null && getContainer().getCurrentPage() instanceof WizardPage page
        && page.getControl() != null && !page.getControl().isDisposed()) {
      ErrorText.show(page, error);
      getContainer().updateButtons();
    }
  }

  /** Everything is done. */
  protected final void close() {
    done = true;
    if (getContainer() instanceof DefinitionDialog dialog) {
      dialog.finished();
    }
  }

  private void say(String text) {
    if (getContainer() != null && getContainer().getCurrentPage() instanceof WizardPage page) {
      page.setErrorMessage(null);
      page.setMessage(text);
    }
  }

  /** Over the window, once the wizard has closed. */
  protected final void tell(String title, String text) {
    UiThread.after(Duration.ZERO, () -> MessageDialog.openInformation(
        PlatformUI.getWorkbench().getModalDialogShellProvider().getShell(), title, text));
  }
}
