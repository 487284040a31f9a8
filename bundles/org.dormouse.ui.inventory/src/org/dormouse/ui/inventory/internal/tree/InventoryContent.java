package org.dormouse.ui.inventory.internal.tree;

import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.inventory.internal.definitions.HostNetwork;
import org.dormouse.ui.inventory.internal.definitions.NetworkChecks;
import org.dormouse.ui.inventory.internal.tree.InventoryNodes.Category;
import org.dormouse.ui.inventory.internal.tree.InventoryNodes.Hint;
import org.eclipse.jface.viewers.IElementComparer;
import org.eclipse.jface.viewers.ITreeContentProvider;

/** Elements of the tree. A definition is the same one after it was changed, a network after a check. */
final class InventoryContent implements ITreeContentProvider, IElementComparer {

  private final InventoryData data;
  private final NetworkChecks checks;

  InventoryContent(InventoryData data, NetworkChecks checks) {
    this.data = data;
    this.checks = checks;
  }

  @Override
  public Object[] getElements(Object input) {
    return Category.values();
  }

  @Override
  public Object[] getChildren(Object parent) {
    return parent instanceof Category category ? InventoryNodes.children(data, checks, category).toArray() : new Object[0];
  }

  @Override
  public Object getParent(Object element) {
    return switch (element) {
      case Definition definition -> Category.of(definition.kind());
      case HostNetwork network -> Category.NETWORKS;
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
    return switch (element) {
      case Definition definition -> definition.kind() + "/" + definition.name();
      case HostNetwork network -> "network/" + network.name();
      default -> element;
    };
  }
}
