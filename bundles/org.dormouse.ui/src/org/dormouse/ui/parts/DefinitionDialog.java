package org.dormouse.ui.parts;

import java.util.List;
import org.dormouse.api.Authoring.ScriptOf;
import org.dormouse.ui.engine.EngineLink;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;

/**
 * Dialog of our wizards, with View Script beside the other buttons. A wizard that finishes in the background answers
 * false when it is asked to finish, and calls {@link #finished} when it has. UI thread only.
 */
public final class DefinitionDialog extends WizardDialog {

  private static final int SCRIPT = IDialogConstants.CLIENT_ID + 20;

  private final EngineLink link;

  /** @param width of a page, in pixels, like the height */
  public <W extends Wizard & Scripted> DefinitionDialog(Shell parent, EngineLink link, W wizard, int width,
      int height) {
    super(parent, wizard);
    this.link = link;
    setMinimumPageSize(width, height);
    setPageSize(width, height);
  }

  /** Help for the page also where the focus is on a button of the dialog. */
  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.addListener(SWT.Help, event -> {
      Control page = getCurrentPage() == null ? null : getCurrentPage().getControl();
      if (page != null && page.isListening(SWT.Help)) {
        page.notifyListeners(SWT.Help, new Event());
      }
    });
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    Button script = createButton(parent, SCRIPT, "&View Script…", false);
    script.setToolTipText("The commands that do the same");
    super.createButtonsForButtonBar(parent);
  }

  @Override
  protected void buttonPressed(int button) {
    if (button == SCRIPT) {
      List<Draft> drafts = ((Scripted) getWizard()).scripted();
      if (!drafts.isEmpty()) {
        String subject = drafts.size() > 1 ? getWizard().getWindowTitle()
            : DefinitionWords.kind(drafts.getFirst().kind().id()) + " " + drafts.getFirst().name();
        ScriptOf wanted = ((Scripted) getWizard()).script();
        new ScriptDialog(getShell(), link, subject, engine -> engine.scripts(wanted)).open();
      }
    } else {
      super.buttonPressed(button);
    }
  }

  @Override
  public void updateButtons() {
    super.updateButtons();
    Button script = getButton(SCRIPT);
    if (script != null) {
      script.setEnabled(!((Scripted) getWizard()).scripted().isEmpty());
    }
  }

  /** Everything is done. */
  public void finished() {
    if (getShell() != null && !getShell().isDisposed()) {
      setReturnCode(OK);
      close();
    }
  }
}
