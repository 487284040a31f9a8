package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Optional;
import org.dormouse.api.Machines.Details;
import org.dormouse.api.Machines.FileInfo;
import org.dormouse.api.Machines.GenerationInfo;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.TableColumns;
import org.dormouse.ui.parts.Usable;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/** The kept generations of one virtual machine; the one that is selected is what it goes back to. */
final class KeptGenerations {

  private static final int USE = 4;

  private final RollBackPlan plan;
  private final Runnable chosen;
  private final Composite area;
  private final Label title;
  private final Table table;
  private Optional<Details> shown = Optional.empty();

  /** @param chosen told when another generation was chosen */
  KeptGenerations(Composite parent, RollBackPlan plan, Runnable chosen) {
    this.plan = plan;
    this.chosen = chosen;
    area = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(area);
    title = new Label(area, SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(title);
    table = Names.give(new Table(area, SWT.BORDER | SWT.SINGLE | SWT.FULL_SELECTION), "Kept generations");
    table.setHeaderVisible(true);
    GridDataFactory.fillDefaults().grab(true, true).hint(SWT.DEFAULT, 110).applyTo(table);
    TableColumns.add(table, "Generation", 110);
    TableColumns.add(table, "Made", 190);
    TableColumns.add(table, "By run", 130);
    TableColumns.add(table, "Size", 90);
    TableColumns.add(table, "Use", 160);
    table.addListener(SWT.Selection, event -> choose());
    say("Select a virtual machine to see its kept generations.");
  }

  Composite control() {
    return area;
  }

  void setEnabled(boolean enabled) {
    Usable.set(table, enabled);
  }

  private void say(String text) {
    title.setText(text.replace("&", "&&"));
  }

  void show(Details machine) {
    shown = Optional.of(machine);
    List<GenerationInfo> kept = RollBackPlan.kept(machine);
    String id = machine.machine().id();
    say(kept.isEmpty() ? "No earlier generation of " + id + " was kept."
        : kept.size() == 1 ? "The one kept generation of " + id + ":"
        : "Kept generations of " + id + ". Select the one to put back:");
    table.removeAll();
    for (GenerationInfo generation : kept) {
      new TableItem(table, SWT.NONE).setText(new String[] {String.valueOf(generation.number()),
          Words.time(generation.created()) + " (" + Words.age(generation.created()) + ")",
          RollBackPlan.maker(generation),
          Words.bytes(generation.files().stream().mapToLong(FileInfo::size).sum())});
    }
    mark();
  }

  private void choose() {
    int row = table.getSelectionIndex();
    if (row >= 0 && shown.isPresent()) {
      plan.choose(shown.get(), RollBackPlan.kept(shown.get()).get(row));
      mark();
      chosen.run();
    }
  }

  private void mark() {
    Optional<GenerationInfo> target = shown.flatMap(plan::target);
    List<GenerationInfo> kept = shown.map(RollBackPlan::kept).orElse(List.of());
    for (int row = 0; row < kept.size(); row++) {
      boolean it = target.filter(kept.get(row)::equals).isPresent();
      TableItem item = table.getItem(row);
      item.setText(USE, it ? "is put back" : "");
      item.setImage(USE, it ? Icons.image(StateStyle.SUCCEEDED.iconName()) : null);
      if (it) {
        table.setSelection(row);
      }
    }
  }
}
