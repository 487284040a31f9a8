package org.dormouse.ui.inventory.internal.tree;

import java.util.List;
import java.util.stream.Stream;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.actions.GroupMembers;
import org.dormouse.ui.inventory.internal.tree.InventoryNodes.Category;
import org.dormouse.ui.inventory.internal.tree.InventoryNodes.Hint;
import org.dormouse.ui.inventory.internal.wizards.Wizards;
import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerDropAdapter;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.TransferData;

/** Virtual machines that are dropped on a group become members of it; on the category, of a new group. */
final class GroupDrop extends ViewerDropAdapter {

  private final Desk desk;

  GroupDrop(Viewer viewer, Desk desk) {
    super(viewer);
    this.desk = desk;
    setFeedbackEnabled(false);
  }

  @Override
  public boolean validateDrop(Object target, int operation, TransferData type) {
    overrideOperation(DND.DROP_COPY);
    return isGroup(target) || target == Category.GROUPS
        || target instanceof Hint hint && hint.category() == Category.GROUPS;
  }

  private static boolean isGroup(Object target) {
    return target instanceof Definition definition && definition.kind().equals(Kind.GROUP.id());
  }

  @Override
  public boolean performDrop(Object data) {
    if (!(LocalSelectionTransfer.getTransfer().getSelection() instanceof IStructuredSelection dropped)) {
      return false;
    }
    List<String> ids = Stream.of(dropped.toArray()).filter(Machine.class::isInstance)
        .map(machine -> ((Machine) machine).id()).toList();
    if (getCurrentTarget() instanceof Definition group && isGroup(group)) {
      GroupMembers.add(desk, group, ids);
    } else {
      // The wizard is modal and the drop has to end first.
      getViewer().getControl().getDisplay().asyncExec(() -> Wizards.newGroup(desk, ids));
    }
    return !ids.isEmpty();
  }
}
