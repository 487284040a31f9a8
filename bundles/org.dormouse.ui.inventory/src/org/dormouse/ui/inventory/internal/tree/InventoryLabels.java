package org.dormouse.ui.inventory.internal.tree;

import java.util.function.Supplier;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.inventory.internal.definitions.HostNetwork;
import org.dormouse.ui.inventory.internal.tree.InventoryNodes.Category;
import org.dormouse.ui.inventory.internal.tree.InventoryNodes.Hint;
import org.dormouse.ui.style.Icons;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider.IStyledLabelProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.swt.graphics.Image;

/** Names with a remark behind them in grey. */
final class InventoryLabels extends LabelProvider implements IStyledLabelProvider {

  private final Supplier<MachineCounts> counts;

  InventoryLabels(Supplier<MachineCounts> counts) {
    this.counts = counts;
  }

  @Override
  public StyledString getStyledText(Object element) {
    return switch (element) {
      case Category category -> new StyledString(category.title());
      case Hint hint -> new StyledString(hint.text(), StyledString.QUALIFIER_STYLER);
      case Definition definition ->
          named(definition.name(), InventoryNodes.remark(counts.get(), definition));
      case HostNetwork network -> named(network.name(), network.remark());
      default -> new StyledString();
    };
  }

  private static StyledString named(String name, String remark) {
    StyledString text = new StyledString(name);
    return remark.isEmpty() ? text : text.append("  " + remark, StyledString.QUALIFIER_STYLER);
  }

  @Override
  public String getText(Object element) {
    return getStyledText(element).getString();
  }

  @Override
  public Image getImage(Object element) {
    return switch (element) {
      case Category category -> Icons.image(category.icon());
      case Definition definition -> Icons.image(Category.of(definition.kind()).icon());
      case HostNetwork network -> Icons.image(Category.NETWORKS.icon());
      default -> null;
    };
  }
}
