package org.dormouse.ui.inventory.internal.wizards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.definitions.GroupDraft;
import org.dormouse.ui.parts.DefinitionWizardPage;
import org.dormouse.ui.parts.Draft;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.TabFolder;
import org.eclipse.swt.widgets.TabItem;

/** A VM group: by rule, by hand or both, with those who belong to it now beside it. */
final class GroupPage extends DefinitionWizardPage {

  private final Desk desk;
  private final GroupDraft group;
  private GroupPreview preview;

  GroupPage(Desk desk, Draft draft, String title) {
    super("group", title, desk.link(), draft, name -> desk.data().definition(draft.kind(), name).isPresent());
    this.desk = desk;
    group = GroupDraft.of(draft.document());
    setDescription("Virtual machines that belong together: by a rule, picked by hand, or both.");
  }

  @Override
  protected void createFields(Composite parent) {
    Composite both = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 0).applyTo(both);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).applyTo(both);
    TabFolder tabs = new TabFolder(both, SWT.NONE);
    GridDataFactory.fillDefaults().grab(false, true).applyTo(tabs);
    tab(tabs, "By rule", new GroupRuleFields(tabs, desk, group, this::groupChanged).control());
    tab(tabs, "By hand", new GroupMemberFields(tabs, desk, group, this::groupChanged).control());
    tabs.setSelection(group.hasRule() || group.members().isEmpty() ? 0 : 1);
    preview = new GroupPreview(both, desk.link());
    GridDataFactory.fillDefaults().grab(true, true).hint(280, SWT.DEFAULT).applyTo(preview.control());
    preview.show(draft(), group.isEmpty());
  }

  private static void tab(TabFolder tabs, String title, Composite content) {
    TabItem item = new TabItem(tabs, SWT.NONE);
    item.setText(title);
    item.setControl(content);
  }

  private void groupChanged() {
    draft().set("virtualMachines", new ArrayList<>(group.members()));
    Object rule = group.document().get("rule");
    draft().set("rule", rule == null ? Map.of() : rule);
    changed();
  }

  @Override
  protected void draftChanged() {
    preview.show(draft(), group.isEmpty());
  }

  @Override
  protected List<Problem> ownProblems() {
    return group.isEmpty() ? List.of(new Problem("",
        "Say who belongs to it: give at least one condition, or pick virtual machines by hand.")) : List.of();
  }

  @Override
  protected String doneMessage() {
    return "The preview shows who belongs to it now. A rule is looked at anew for every run.";
  }

  @Override
  public void dispose() {
    if (preview != null) {
      preview.cancel();
    }
    super.dispose();
  }
}
