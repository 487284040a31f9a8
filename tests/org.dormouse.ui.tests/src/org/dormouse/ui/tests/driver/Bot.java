package org.dormouse.ui.tests.driver;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.TabItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.forms.widgets.Hyperlink;

/**
 * Finds what is visible in one part of the screen. Each finder waits until the widget is there, and a test that waits
 * in vain says what was there instead. A name is a text, a tooltip, an accessible name, or the label before a field.
 */
public class Bot {
  private final Supplier<Composite> root;

  public Bot(Supplier<Composite> root) {
    this.root = root;
  }

  protected final Composite root() {
    return root.get();
  }

  public final ClickDriver<Button> button(String name) {
    return new ClickDriver<>(named(Button.class, name));
  }

  public final ClickDriver<ToolItem> toolItem(String name) {
    return new ClickDriver<>(named(ToolItem.class, name));
  }

  public final ClickDriver<Hyperlink> hyperlink(String name) {
    return new ClickDriver<>(named(Hyperlink.class, name));
  }

  public final ClickDriver<Link> link(String name) {
    return new ClickDriver<>(widget(Link.class, "link containing '" + name + "'",
        link -> WidgetText.plain(link.getText()).contains(name)));
  }

  public final ClickDriver<CTabItem> tab(String name) {
    return new ClickDriver<>(named(CTabItem.class, name));
  }

  public final ClickDriver<TabItem> tabItem(String name) {
    return new ClickDriver<>(named(TabItem.class, name));
  }

  public final TextDriver text(String name) {
    return new TextDriver(named(Text.class, name));
  }

  public final TextDriver text() {
    return new TextDriver(first(Text.class));
  }

  public final ComboDriver combo(String name) {
    return new ComboDriver(named(Combo.class, name));
  }

  public final Spinner spinner(String name) {
    return named(Spinner.class, name);
  }

  public final StyledText styledText() {
    return first(StyledText.class);
  }

  public final TableDriver table() {
    return new TableDriver(first(Table.class));
  }

  public final TableDriver table(String name) {
    return new TableDriver(named(Table.class, name));
  }

  public final TreeDriver tree() {
    return new TreeDriver(first(Tree.class));
  }

  public final TreeDriver tree(String name) {
    return new TreeDriver(named(Tree.class, name));
  }

  /** Waits for a label that contains the words, and answers its whole text. */
  public final String label(String words) {
    Control label = widget(Control.class, "label containing '" + words + "'",
        control -> (control instanceof Label || control instanceof CLabel)
            && WidgetText.own(control).orElse("").contains(words));
    return Ui.get(() -> WidgetText.own(label).orElse(""));
  }

  /** Whether a label or a text that is not to be written says so now. */
  public final boolean shows(String words) {
    return Ui.get(() -> !all(Control.class, control -> WidgetText.own(control).orElse("").contains(words)
        || control instanceof Text text && !text.getEditable() && text.getText().contains(words)).isEmpty());
  }

  public final <T extends Widget> T named(Class<T> type, String name) {
    return widget(type, type.getSimpleName() + " '" + name + "'", widget -> Finder.named(name).test(widget));
  }

  public final <T extends Widget> T first(Class<T> type) {
    return widget(type, "a " + type.getSimpleName(), widget -> true);
  }

  /** How many of that name are visible now. */
  public final <T extends Widget> long count(Class<T> type, String name) {
    return Ui.get(() -> (long) Finder.all(root(), type, widget -> Finder.named(name).test(widget)).size());
  }

  public final <T extends Widget> boolean has(Class<T> type, String name) {
    return Ui.get(() -> !Finder.all(root(), type, widget -> Finder.named(name).test(widget)).isEmpty());
  }

  public final <T extends Widget> T widget(Class<T> type, String what, Predicate<T> wanted) {
    return Ui.find(what, () -> all(type, wanted).stream().findFirst());
  }

  private <T extends Widget> List<T> all(Class<T> type, Predicate<T> wanted) {
    return Optional.ofNullable(root()).map(composite -> Finder.all(composite, type, wanted)).orElse(List.of());
  }
}
