package org.dormouse.ui.inventory.internal.wizards;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.definitions.GroupDraft;
import org.dormouse.ui.inventory.internal.definitions.GroupDraft.Bound;
import org.dormouse.ui.inventory.internal.definitions.GroupDraft.Words;
import org.dormouse.ui.inventory.internal.machines.MachineStates;
import org.dormouse.ui.parts.Names;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.ListSelectionDialog;

/** The conditions of a group's rule. */
final class GroupRuleFields {

  private static final int MOST = 100_000_000;

  private final Composite area;
  private final Desk desk;
  private final GroupDraft group;
  private final Runnable changed;

  GroupRuleFields(Composite parent, Desk desk, GroupDraft group, Runnable changed) {
    this.desk = desk;
    this.group = group;
    this.changed = changed;
    area = new Composite(parent, SWT.NONE);
    GridLayoutFactory.swtDefaults().numColumns(3).margins(8, 8).spacing(8, 5).applyTo(area);
    words(Words.LIBRARIES, "&Libraries:", "any", names(Kind.LIBRARY));
    words(Words.NAMES, "&Names:", "any; patterns with * and ?", List.of());
    words(Words.TAGS, "&Tags:", "any", all(machine -> machine.tags().stream()));
    words(Words.SYSTEMS, "&Operating systems:", "any; patterns with * and ?",
        all(machine -> Stream.of(machine.os()).filter(os -> !os.isEmpty())));
    words(Words.STATES, "&States:", "any", MachineStates.ALL);
    words(Words.RESULTS, "Last &results:", "any", MachineStates.RESULTS);
    row("Not up to date for &days:", stale -> bound(stale, Bound.STALE_DAYS,
        "Not serviced or found up to date for so many days, or never; 0: any"));
    row("&Pending, at least:", pending -> {
      bound(pending, Bound.MIN_PENDING, "Pending updates; 0: any");
      between(pending, "security:");
      bound(pending, Bound.MIN_SECURITY, "Pending security updates; 0: any");
    });
    row("Si&ze (MiB), from:", size -> {
      bound(size, Bound.MIN_SIZE, "At least so large; 0: any");
      between(size, "to:");
      bound(size, Bound.MAX_SIZE, "At most so large; 0: any");
    });
    Label remark = new Label(area, SWT.WRAP);
    remark.setText("All conditions that are given have to hold. What is separated by commas is \"or\".");
    GridDataFactory.fillDefaults().span(3, 1).grab(true, false).hint(300, SWT.DEFAULT).applyTo(remark);
  }

  Composite control() {
    return area;
  }

  private List<String> names(Kind kind) {
    return desk.data().definitions(kind).stream().map(definition -> definition.name()).toList();
  }

  private Collection<String> all(Function<Machine, Stream<String>> values) {
    TreeSet<String> all = new TreeSet<>();
    desk.data().machines().stream().flatMap(values).limit(10_000).forEach(all::add);
    return all;
  }

  private void words(Words condition, String label, String hint, Collection<String> choices) {
    Label text = new Label(area, SWT.NONE);
    text.setText(label);
    Text field = new Text(area, SWT.BORDER | SWT.SINGLE);
    field.setMessage(hint);
    field.setText(group.typed(condition));
    field.setData("org.dormouse.ui.id", "group." + condition.attribute());
    GridDataFactory.fillDefaults().grab(true, false).span(choices.isEmpty() ? 2 : 1, 1).applyTo(field);
    field.addListener(SWT.Modify, event -> {
      group.setTyped(condition, field.getText());
      changed.run();
    });
    if (!choices.isEmpty()) {
      Fields.beside(area, "…", "Choose " + label.replace("&", "").replace(":", "").toLowerCase(),
          () -> choose(condition, label, field, choices));
    }
  }

  private void choose(Words condition, String label, Text field, Collection<String> choices) {
    TreeSet<String> all = new TreeSet<>(choices);
    all.addAll(group.get(condition));
    ListSelectionDialog dialog = ListSelectionDialog.of(all.toArray()).contentProvider(new ArrayContentProvider())
        .labelProvider(new LabelProvider()).title("VM Group").message(label.replace("&", ""))
        .preselect(group.get(condition).toArray()).create(area.getShell());
    if (dialog.open() == ListSelectionDialog.OK) {
      field.setText(String.join(", ", Stream.of(dialog.getResult()).map(String::valueOf).toList()));
    }
  }

  private void row(String label, Consumer<Composite> fields) {
    between(area, label);
    Composite row = new Composite(area, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 0).applyTo(row);
    GridDataFactory.fillDefaults().span(2, 1).applyTo(row);
    fields.accept(row);
  }

  private static void between(Composite parent, String text) {
    Label label = new Label(parent, SWT.NONE);
    label.setText(text);
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
  }

  private void bound(Composite row, Bound condition, String hint) {
    Spinner spinner = new Spinner(row, SWT.BORDER);
    spinner.setValues((int) Math.min(group.get(condition), MOST), 0, MOST, 0, 1, 10);
    spinner.setToolTipText(hint);
    spinner.setData("org.dormouse.ui.id", "group." + condition.attribute());
    Names.give(spinner, hint);
    GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).hint(95, SWT.DEFAULT).applyTo(spinner);
    spinner.addListener(SWT.Modify, event -> {
      group.set(condition, spinner.getSelection());
      changed.run();
    });
  }
}
