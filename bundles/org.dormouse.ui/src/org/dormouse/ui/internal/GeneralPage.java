package org.dormouse.ui.internal;

import org.dormouse.ui.parts.ContextHelp;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.dialogs.MessageDialogWithToggle;
import org.eclipse.jface.preference.BooleanFieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.jface.preference.RadioGroupFieldEditor;
import org.eclipse.swt.SWT;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.PlatformUI;

/** Theme, and what is asked. */
public final class GeneralPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

  private static final String ASK = "close.ask";

  public GeneralPage() {
    super(GRID);
    setDescription("How the workbench looks and what it asks.");
  }

  @Override
  public void init(IWorkbench workbench) {
    IPreferenceStore store = Preferences.store();
    store.setDefault(ASK, true);
    store.setValue(ASK, !store.getString(Preferences.CLOSE_UNASKED).equals(MessageDialogWithToggle.ALWAYS));
    setPreferenceStore(store);
  }

  @Override
  protected void createFieldEditors() {
    ContextHelp.set(getFieldEditorParent(), "preferences");
    addField(new RadioGroupFieldEditor(Preferences.THEME, "Theme", 3, new String[][] {
        {"As the &system", Preferences.SYSTEM}, {"&Light", Preferences.LIGHT}, {"&Dark", Preferences.DARK}},
        getFieldEditorParent(), true));
    addField(new BooleanFieldEditor(ASK, "&Ask before closing the window while a run is going on",
        getFieldEditorParent()));
  }

  @Override
  public boolean performOk() {
    IPreferenceStore store = getPreferenceStore();
    String before = store.getString(Preferences.THEME);
    boolean good = super.performOk();
    store.setValue(Preferences.CLOSE_UNASKED, store.getBoolean(ASK) ? "" : MessageDialogWithToggle.ALWAYS);
    if (!before.equals(store.getString(Preferences.THEME))) {
      offerRestart();
    }
    return good;
  }

  /** Not at once: from dark to light, the platform leaves texts and grounds of some widgets in the old colours. */
  private void offerRestart() {
    if (MessageDialog.open(MessageDialog.QUESTION, getShell(), "Theme", "The theme is used from the next start of the "
        + "workbench.\n\nRuns go on meanwhile; nothing of them is lost.", SWT.NONE, "&Restart Now", "&Later") == 0) {
      getShell().getDisplay().asyncExec(() -> PlatformUI.getWorkbench().restart());
    }
  }
}
