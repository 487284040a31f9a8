package org.dormouse.ui.jobs.internal.wizard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.ui.jobs.HookFields;
import org.dormouse.ui.parts.TitledDialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

/**
 * One hook: what it does, where, and what its kind needs. Only junctures that take the kind are offered; OK is possible
 * when the rules of documents find nothing wrong.
 */
final class HookEntryDialog extends TitledDialog {

  private static final Point SIZE = new Point(640, 660);

  private final List<Map<String, Object>> hooks;
  private final int index;
  private Map<String, Object> hook;
  private HookFields fields;
  private boolean ready;
  private boolean touched;

  /** @param index of the one that is edited; as many as there are: a new one */
  HookEntryDialog(Shell shell, List<Map<String, Object>> hooks, int index) {
    super(shell, index < hooks.size() ? "Edit Hook" : "Add Hook", "hook", SIZE);
    this.hooks = hooks;
    this.index = index;
    this.hook = index < hooks.size() ? new LinkedHashMap<>(hooks.get(index))
        : new LinkedHashMap<>(Map.of("name", HookRows.freeName(hooks)));
  }

  /** What was entered, after OK. */
  Map<String, Object> hook() {
    return hook;
  }

  @Override
  protected void fill(Composite form) {
    form.setLayout(grid(2));
    setTitle("Hook");
    fields = new HookFields(form, hook, false, this::changed);
  }

  @Override
  protected Control createContents(Composite parent) {
    Control contents = super.createContents(parent);
    ready = true;
    changed();
    touched = true;
    return contents;
  }

  private void changed() {
    if (!ready) {
      return;
    }
    Map<String, Object> entered = fields.entered();
    List<String> wrong = HookRows.wrong(HookRows.with(hooks, index, entered), index);
    setErrorMessage(wrong.isEmpty() || !touched ? null : wrong.getFirst());
    setMessage(purpose());
    getButton(IDialogConstants.OK_ID).setEnabled(wrong.isEmpty());
  }

  private String purpose() {
    return switch (fields.kind()) {
      case GUEST_SCRIPT -> "Runs a script inside the guest, which runs before and after install and before shut down.";
      case LOCAL_SCRIPT -> "Runs a script on the machine of the engine.";
      case HEALTH_CHECK -> "Looks whether something in the guest is well: a command, an address, a port, a unit.";
      case APPROVAL -> "Waits until the administrator agrees, until its time is over.";
    };
  }

  @Override
  protected void okPressed() {
    hook = fields.entered();
    super.okPressed();
  }
}
