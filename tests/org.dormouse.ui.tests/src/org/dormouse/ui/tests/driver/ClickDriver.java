package org.dormouse.ui.tests.driver;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Widget;

/** Something to be clicked: a button, a tool item, a tab, a link. */
public final class ClickDriver<T extends Widget> {
  private final T widget;

  public ClickDriver(T widget) {
    this.widget = widget;
  }

  public T widget() {
    return widget;
  }

  /** Waits until it is enabled, then clicks it with the mouse. */
  public void click() {
    Ui.await(this + " to be enabled", this::enabled);
    if (widget instanceof Link link) {
      // Where in its text the link is, the toolkit does not tell.
      Ui.start(() -> link.notifyListeners(SWT.Selection, new Event()));
      Ui.settle();
      return;
    }
    Mouse.click(() -> Ui.get(() -> {
      reveal();
      return Places.of(widget);
    }));
  }

  /** Scrolls the form it is on until it can be seen. */
  private void reveal() {
    if (widget instanceof Control control) {
      for (Composite parent = control.getParent(); parent != null; parent = parent.getParent()) {
        if (parent instanceof ScrolledComposite scrolled) {
          scrolled.showControl(control);
        }
      }
    }
  }

  public boolean isEnabled() {
    return Ui.get(this::enabled);
  }

  private boolean enabled() {
    return switch (widget) {
      case Control control -> control.isEnabled();
      case ToolItem item -> item.isEnabled();
      default -> true;
    };
  }

  /** State of a check box, a radio button or a toggle. */
  public boolean isSelected() {
    return Ui.get(() -> widget instanceof Button button ? button.getSelection()
        : widget instanceof ToolItem item && item.getSelection());
  }

  public void setSelected(boolean selected) {
    if (isSelected() != selected) {
      click();
      Ui.await(this + " to be " + (selected ? "on" : "off"), () -> isSelected() == selected);
    }
  }

  @Override
  public String toString() {
    return widget.getClass().getSimpleName() + " " + Ui.get(() -> WidgetText.all(widget));
  }
}
