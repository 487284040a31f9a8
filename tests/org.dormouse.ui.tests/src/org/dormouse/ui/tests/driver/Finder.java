package org.dormouse.ui.tests.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.TabFolder;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.Widget;

/** Looks through what is visible below a composite, depth first. UI thread. */
final class Finder {
  private Finder() {
  }

  static <T extends Widget> List<T> all(Composite root, Class<T> type, Predicate<T> wanted) {
    List<T> found = new ArrayList<>();
    visit(root, type, wanted, found);
    return found;
  }

  private static <T extends Widget> void visit(Widget widget, Class<T> type, Predicate<T> wanted, List<T> found) {
    if (widget.isDisposed() || widget instanceof Control control && !control.isVisible()) {
      return;
    }
    if (type.isInstance(widget) && wanted.test(type.cast(widget))) {
      found.add(type.cast(widget));
    }
    for (Widget child : children(widget)) {
      visit(child, type, wanted, found);
    }
  }

  private static List<Widget> children(Widget widget) {
    List<Widget> children = new ArrayList<>();
    switch (widget) {
      case ToolBar bar -> children.addAll(List.of(bar.getItems()));
      case CTabFolder folder -> children.addAll(List.of(folder.getItems()));
      case TabFolder folder -> children.addAll(List.of(folder.getItems()));
      default -> { }
    }
    if (widget instanceof Composite composite) {
      children.addAll(List.of(composite.getChildren()));
    }
    return children;
  }

  static Predicate<Widget> named(String name) {
    return widget -> WidgetText.all(widget).contains(name);
  }
}
