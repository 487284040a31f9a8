package org.dormouse.ui.tests.driver;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** A tree; items are known by the texts on the way down. A text matches an item that begins with it. */
public final class TreeDriver {
  private final Tree tree;

  TreeDriver(Tree tree) {
    this.tree = tree;
  }

  public Tree widget() {
    return tree;
  }

  public TreeDriver click(String... path) {
    Mouse.click(() -> place(Places::high, path));
    return this;
  }

  public TreeDriver ctrlClick(String... path) {
    Mouse.ctrlClick(() -> place(Places::high, path));
    return this;
  }

  public TreeDriver doubleClick(String... path) {
    Mouse.doubleClick(() -> place(Places::high, path));
    return this;
  }

  public TreeDriver check(boolean on, String... path) {
    TreeItem item = find(path);
    Ui.run(() -> {
      item.setChecked(on);
      ItemEvents.checked(tree, item);
    });
    return this;
  }

  public MenuDriver contextMenu() {
    return MenuDriver.contextOf(tree);
  }

  public List<String> children(String... path) {
    if (path.length == 0) {
      return Ui.get(() -> texts(tree.getItems()));
    }
    TreeItem item = find(path);
    Ui.run(() -> expand(item));
    return Ui.get(() -> texts(item.getItems()));
  }

  /** Texts of what is selected. */
  public List<String> selected() {
    return Ui.get(() -> texts(tree.getSelection()));
  }

  public boolean has(String... path) {
    return Ui.get(() -> look(path).isPresent());
  }

  public TreeItem find(String... path) {
    return Ui.find("tree item " + List.of(path), () -> look(path));
  }

  /** Where on the screen an item is, for drops. */
  public Point place(String... path) {
    return place(Places::of, path);
  }

  private Point place(Function<TreeItem, Point> where, String... path) {
    AtomicReference<Rectangle> before = new AtomicReference<>();
    return Ui.find("tree item " + List.of(path) + " in sight", () -> look(path)
        .filter(item -> isInSight(item, before)).map(where));
  }

  /**
   * The toolkit opens and scrolls a moment after it was asked to: what is where it was the turn before has come to rest.
   * A scroll bar may lie over the lowest row, so an item is brought up from there if it can be.
   */
  private boolean isInSight(TreeItem item, AtomicReference<Rectangle> before) {
    tree.showItem(item);
    Rectangle bounds = item.getBounds();
    if (bounds.y + 2 * bounds.height > tree.getSize().y) {
      tree.setTopItem(item);
    }
    return bounds.equals(before.getAndSet(bounds)) && bounds.y >= 0
        && bounds.y + bounds.height / 2 < tree.getSize().y;
  }

  private Optional<TreeItem> look(String... path) {
    TreeItem[] level = tree.getItems();
    Optional<TreeItem> found = Optional.empty();
    for (String text : path) {
      found.ifPresent(this::expand);
      TreeItem[] items = found.map(TreeItem::getItems).orElse(level);
      found = Arrays.stream(items).filter(item -> item.getText().startsWith(text)).findFirst();
      if (found.isEmpty()) {
        return found;
      }
    }
    return found;
  }

  private void expand(TreeItem item) {
    if (!item.getExpanded() && item.getItemCount() > 0) {
      Event event = new Event();
      event.item = item;
      tree.notifyListeners(SWT.Expand, event);
      item.setExpanded(true);
    }
  }

  private static List<String> texts(TreeItem[] items) {
    return Arrays.stream(items).map(TreeItem::getText).toList();
  }
}
