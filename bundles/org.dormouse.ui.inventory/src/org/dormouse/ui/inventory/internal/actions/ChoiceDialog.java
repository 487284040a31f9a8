package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Optional;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.dialogs.ListDialog;

/** Asks for one of several names. */
public final class ChoiceDialog {

  private ChoiceDialog() {}

  /** @return empty if cancelled */
  public static Optional<String> ask(Shell shell, String title, String question, List<String> names) {
    ListDialog dialog = new ListDialog(shell);
    dialog.setTitle(title);
    dialog.setMessage(question);
    dialog.setContentProvider(ArrayContentProvider.getInstance());
    dialog.setLabelProvider(new LabelProvider());
    dialog.setInput(names);
    dialog.setInitialSelections(names.getFirst());
    dialog.setHelpAvailable(false);
    dialog.setHeightInChars(Math.clamp(names.size() + 1, 5, 14));
    dialog.open();
    Object[] result = dialog.getResult();
    return result == null || result.length == 0 ? Optional.empty() : Optional.of((String) result[0]);
  }
}
