package org.dormouse.ui.inventory.internal.tree;

import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.inventory.internal.tree.InventoryNodes.Category;
import org.dormouse.ui.inventory.internal.tree.InventoryNodes.Hint;
import org.eclipse.jface.viewers.IElementComparer;
import org.eclipse.jface.viewers.ITreeContentProvider;

/** Elements of the tree. A definition is the same one after it was changed. */
final class InventoryContent implements ITreeContentProvider, IElementComparer {

  private final InventoryData data;

  InventoryContent(InventoryData data) {
    this.data = data;
  }

  @Override
  public Object[] getElements(Object input) {
    return Category.values();
  }

  @Override
  public Object[] getChildren(Object parent) {
    return parent instanceof Category category ? InventoryNodes.children(data, category).toArray() : new Object[0];
  }

  @Override
  public Object getParent(Object element) {
    return switch (element) {
      case Definition definition -> Category.of(definition.kind());
      case Hint hint -> hint.category();
      default -> null;
    };
  }

  @Override
  public boolean hasChildren(Object element) {
    return element instanceof Category;
  }

  @Override
  public boolean equals(Object a, Object b) {
    return key(a).equals(key(b));
  }

  @Override
  public int hashCode(Object element) {
    return key(element).hashCode();
  }

  private static Object key(Object element) {
    return element instanceof Definition definition ? definition.kind() + "/" + definition.name() : element;
  }
}
