package org.dormouse.ui.inventory.internal.wizards;

import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.inventory.internal.details.DefinitionFacts;
import org.dormouse.ui.parts.ScriptDialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;

/** Dialog of our wizards, with View Script beside the other buttons. */
final class DefinitionDialog extends WizardDialog {

  private static final int SCRIPT = IDialogConstants.CLIENT_ID + 20;

  private final EngineLink link;

  <W extends Wizard & Scripted> DefinitionDialog(Shell parent, EngineLink link, W wizard, int width, int height) {
    super(parent, wizard);
    this.link = link;
    setHelpAvailable(false);
    setMinimumPageSize(width, height);
    setPageSize(width, height);
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
      ((Scripted) getWizard()).scripted().ifPresent(draft -> new ScriptDialog(getShell(), link,
          DefinitionFacts.kind(draft.kind().id()) + " " + draft.name(), engine -> engine.script(draft.put())).open());
    } else {
      super.buttonPressed(button);
    }
  }

  @Override
  public void updateButtons() {
    super.updateButtons();
    Button script = getButton(SCRIPT);
    if (script != null) {
      script.setEnabled(((Scripted) getWizard()).scripted().isPresent());
    }
  }

  /** Everything is done. */
  void finished() {
    if (getShell() != null && !getShell().isDisposed()) {
      setReturnCode(OK);
      close();
    }
  }
}
