package org.dormouse.ui.tests.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.forms.widgets.Hyperlink;
import org.eclipse.ui.forms.widgets.Section;

/** The words by which a person or a screen reader knows a widget. UI thread. */
public final class WidgetText {
  private WidgetText() {
  }

  /** Every name it has: own text, tooltip, accessible name, the label before it. */
  public static List<String> all(Widget widget) {
    List<String> names = new ArrayList<>();
    own(widget).map(WidgetText::plain).filter(text -> !text.isBlank()).ifPresent(names::add);
    tooltip(widget).filter(text -> !text.isBlank()).ifPresent(names::add);
    if (widget instanceof Control control) {
      accessible(control).filter(text -> !text.isBlank()).map(WidgetText::plain).ifPresent(names::add);
      if (takesLabel(control)) {
        before(control).map(WidgetText::plain).ifPresent(names::add);
      }
    }
    return names;
  }

  /** Without mnemonics, accelerators and the colon of a label. */
  public static String plain(String text) {
    String plain = text.replace("&&", "\0").replace("&", "").replace('\0', '&');
    int tab = plain.indexOf('\t');
    plain = tab < 0 ? plain : plain.substring(0, tab);
    plain = plain.replaceAll("</?a[^>]*>", "").strip();
    return plain.endsWith(":") ? plain.substring(0, plain.length() - 1) : plain;
  }

  static Optional<String> own(Widget widget) {
    return Optional.ofNullable(switch (widget) {
      case Button button -> button.getText();
      case Label label -> label.getText();
      case CLabel label -> label.getText();
      case Link link -> link.getText();
      case Hyperlink link -> link.getText();
      case Section section -> section.getText();
      case Group group -> group.getText();
      case Shell shell -> shell.getText();
      case Text text -> text.getMessage();
      case CTabItem tab -> tab.getText();
      case Item item -> item.getText();
      default -> null;
    });
  }

  private static Optional<String> tooltip(Widget widget) {
    return Optional.ofNullable(switch (widget) {
      case ToolItem item -> item.getToolTipText();
      case CTabItem item -> item.getToolTipText();
      case Control control -> control.getToolTipText();
      default -> null;
    });
  }

  private static boolean takesLabel(Control control) {
    return control instanceof Text || control instanceof Combo || control instanceof StyledText
        || control.getClass().getSimpleName().matches("CCombo|Spinner|Table|Tree|List|DateTime|Scale");
  }

  /** The label that stands before it among its parent's children. */
  private static Optional<String> before(Control control) {
    Composite parent = control.getParent();
    Optional<String> label = Optional.empty();
    for (Control child : parent == null ? new Control[0] : parent.getChildren()) {
      if (child == control) {
        return label;
      }
      if (child instanceof Label || child instanceof CLabel) {
        label = own(child).filter(text -> !text.isBlank());
      } else if (takesLabel(child)) {
        label = Optional.empty();
      }
    }
    return label;
  }

  /** What a screen reader is told: the toolkit keeps the listeners to itself, so they are reached by reflection. */
  public static Optional<String> accessible(Control control) {
    try {
      var field = org.eclipse.swt.accessibility.Accessible.class.getDeclaredField("accessibleListeners");
      field.setAccessible(true);
      Object listeners = field.get(control.getAccessible());
      if (!(listeners instanceof Iterable<?> all)) {
        return Optional.empty();
      }
      AccessibleEvent event = new AccessibleEvent(control);
      event.childID = org.eclipse.swt.accessibility.ACC.CHILDID_SELF;
      for (Object listener : all) {
        ((AccessibleListener) listener).getName(event);
      }
      return Optional.ofNullable(event.result);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the toolkit keeps accessible names elsewhere now", e);
    }
  }
}
