package org.dormouse.ui.inventory.internal.wizards;

import org.dormouse.ui.parts.FieldWidth;
import org.dormouse.ui.parts.Names;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;

/** Fields of pages with three columns: label, field, and perhaps a button beside it. */
final class Fields {

  private static final String BESIDE = "org.dormouse.ui.inventory.beside";

  private Fields() {}

  static boolean isBeside(Control control) {
    return control.getData(BESIDE) != null;
  }

  static boolean isField(Control control) {
    return control instanceof Text || control instanceof Combo || control instanceof Spinner;
  }

  /** Right of the field that was made last. */
  static Button beside(Composite parent, String text, String name, Runnable action) {
    Button button = new Button(parent, SWT.PUSH);
    button.setText(text);
    button.setData(BESIDE, true);
    Names.give(button, name);
    button.addListener(SWT.Selection, event -> action.run());
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).applyTo(button);
    return button;
  }

  static void browseFolder(Composite parent, Text field, String title) {
    beside(parent, "Browse…", title, () -> {
      DirectoryDialog dialog = new DirectoryDialog(parent.getShell());
      dialog.setText(title);
      dialog.setFilterPath(field.getText());
      String chosen = dialog.open();
      if (chosen != null) {
        field.setText(chosen);
      }
    });
  }

  static void browseFile(Composite parent, Text field, String title) {
    beside(parent, "Browse…", title, () -> {
      FileDialog dialog = new FileDialog(parent.getShell(), SWT.OPEN);
      dialog.setText(title);
      String chosen = dialog.open();
      if (chosen != null) {
        field.setText(chosen);
      }
    });
  }

  /** @param most greatest value; 0 always means: no limit, or as found */
  static Spinner number(Composite parent, String label, String hint, long value, int most) {
    Label text = new Label(parent, SWT.NONE);
    text.setText(label);
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(text);
    Spinner spinner = new Spinner(parent, SWT.BORDER);
    spinner.setValues((int) Math.min(value, most), 0, most, 0, 1, 10);
    spinner.setToolTipText(hint);
    FieldWidth.number(spinner);
    return spinner;
  }
}
