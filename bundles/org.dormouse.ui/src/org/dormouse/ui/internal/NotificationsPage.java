package org.dormouse.ui.internal;

import org.dormouse.ui.data.RunWatch.Topic;
import org.dormouse.ui.parts.ContextHelp;
import org.eclipse.jface.preference.BooleanFieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;

/** What the user is told of, and how. */
public final class NotificationsPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

  public NotificationsPage() {
    super(GRID);
    setDescription("What you are told of while the window is open.");
  }

  @Override
  public void init(IWorkbench workbench) {
    setPreferenceStore(Preferences.store());
  }

  @Override
  protected void createFieldEditors() {
    ContextHelp.set(getFieldEditorParent(), "notifications");
    add(Preferences.notify(Topic.FINISHED), "A run has &ended");
    add(Preferences.notify(Topic.FIRST_FAILURE), "The &first virtual machine of a run has failed");
    add(Preferences.notify(Topic.APPROVAL), "A virtual machine &waits for a decision");
    add(Preferences.NOTIFY_WINDOW, "Tell it by a pop-up in the &window");
    add(Preferences.NOTIFY_DESKTOP, "Tell it by the &desktop while another window is active");
  }

  private void add(String name, String label) {
    addField(new BooleanFieldEditor(name, label, getFieldEditorParent()));
  }
}
