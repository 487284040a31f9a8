package org.dormouse.ui.internal;

import java.util.stream.Stream;
import org.dormouse.ui.parts.Names;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CCombo;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DateTime;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.List;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;

/**
 * Names fields by the label that stands before them, for those who hear the screen: GTK does not, for a field and a
 * label that the toolkit keeps apart. A name that somebody gave is heard instead.
 *
 * <p>New widgets are announced for styling once they and their neighbours are there, which is when this looks.
 */
final class FieldNames {

  private FieldNames() {}

  static void install(Display display) {
    display.addListener(SWT.Skin, FieldNames::made);
  }

  private static void made(Event event) {
    if (event.widget instanceof Control control && !control.isDisposed() && isField(control)) {
      String name = nameOf(control);
      if (!name.isBlank() && !Names.isGiven(control)) {
        Names.give(control, name);
      }
    }
  }

  private static boolean isField(Control control) {
    return switch (control) {
      case Text ignored -> true;
      case StyledText ignored -> true;
      case Combo ignored -> true;
      case CCombo ignored -> true;
      case Spinner ignored -> true;
      case Scale ignored -> true;
      case DateTime ignored -> true;
      case List ignored -> true;
      case Table ignored -> true;
      case Tree ignored -> true;
      default -> false;
    };
  }

  /** A field with its unit is often a row of its own behind the label. */
  private static String nameOf(Control field) {
    String name = labelBefore(field);
    Composite row = field.getParent();
    boolean alone = !(row instanceof Shell) && Stream.of(row.getChildren()).filter(FieldNames::isField).count() == 1;
    return name.isBlank() && alone ? labelBefore(row) : name;
  }

  /** Of the label before it with nothing that needs a label itself in between; empty if there is none. */
  private static String labelBefore(Control field) {
    Composite parent = field.getParent();
    String label = "";
    for (Control child : parent == null ? new Control[0] : parent.getChildren()) {
      if (child == field) {
        return plain(label);
      }
      label = switch (child) {
        case Label text when !text.getText().isBlank() -> text.getText();
        // one that shows a picture alone has no text at all
        case CLabel text when text.getText() != null && !text.getText().isBlank() -> text.getText();
        case Control other when isField(other) || hasField(other) -> "";
        default -> label;
      };
    }
    return "";
  }

  private static boolean hasField(Control control) {
    return control instanceof Composite row && Stream.of(row.getChildren()).anyMatch(FieldNames::isField);
  }

  private static String plain(String label) {
    String words = label.replace("&&", "\0").replace("&", "").replace('\0', '&').strip();
    return words.endsWith(":") ? words.substring(0, words.length() - 1) : words;
  }
}
