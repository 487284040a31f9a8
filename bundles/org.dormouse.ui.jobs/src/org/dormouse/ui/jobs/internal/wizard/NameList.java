package org.dormouse.ui.jobs.internal.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.Names;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;

/** A list of names of the draft, with buttons that add and remove. */
final class NameList {

  private final Draft draft;
  private final String attribute;
  private final String title;
  private final Supplier<List<String>> offered;
  private final Runnable changed;
  private final Table table;
  private final Composite buttons;

  /** @param offered what may be added, by name */
  NameList(Composite parent, Draft draft, String attribute, String title, Supplier<List<String>> offered,
      Runnable changed) {
    this.draft = draft;
    this.attribute = attribute;
    this.title = title;
    this.offered = offered;
    this.changed = changed;
    Composite area = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).spacing(6, 0).applyTo(area);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
    table = new Table(area, SWT.MULTI | SWT.BORDER | SWT.V_SCROLL);
    Names.give(table, title);
    GridDataFactory.fillDefaults().grab(true, true).hint(220, 80).applyTo(table);
    buttons = new Composite(area, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(buttons);
    GridDataFactory.swtDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(buttons);
    button("Add…", "Add to: " + title, this::pick);
    button("Remove", "Remove from: " + title, this::remove);
    show();
  }

  /** Also lets patterns be added. */
  NameList withPatterns() {
    button("Pattern…", "Add a pattern", this::pattern);
    return this;
  }

  private void button(String text, String name, Runnable action) {
    Button button = new Button(buttons, SWT.PUSH);
    button.setText(text);
    Names.give(button, name);
    button.addListener(SWT.Selection, event -> action.run());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
  }

  private void show() {
    table.removeAll();
    draft.texts(attribute).forEach(name -> new TableItem(table, SWT.NONE).setText(name));
  }

  private void pick() {
    ElementListSelectionDialog dialog = new ElementListSelectionDialog(table.getShell(), new LabelProvider());
    dialog.setTitle(title);
    dialog.setMessage("Choose what is added (* and ? are allowed):");
    dialog.setMultipleSelection(true);
    dialog.setHelpAvailable(false);
    dialog.setElements(offered.get().stream().filter(name -> !draft.texts(attribute).contains(name)).toArray());
    if (dialog.open() == Window.OK) {
      add(Stream.of(dialog.getResult()).map(String::valueOf).toList());
    }
  }

  private void pattern() {
    InputDialog dialog = new InputDialog(table.getShell(), "Add Pattern", "library/name, with * and ? in either part",
        "", text -> text.isBlank() ? "" : text.matches("[A-Za-z0-9._*?-]{1,100}(/[A-Za-z0-9._*?-]{1,100})?") ? null
            : "Letters, digits, dots, dashes, underscores, * and ?, and one slash between library and name.");
    if (dialog.open() == Window.OK) {
      add(List.of(dialog.getValue().strip()));
    }
  }

  private void add(List<String> added) {
    put(Stream.concat(draft.texts(attribute).stream(), added.stream()).distinct().toList());
  }

  private void remove() {
    List<String> left = new ArrayList<>(draft.texts(attribute));
    left.removeAll(Stream.of(table.getSelection()).map(TableItem::getText).toList());
    put(left);
  }

  private void put(List<String> names) {
    if (!names.equals(draft.texts(attribute))) {
      draft.set(attribute, names);
      show();
      changed.run();
    }
  }
}
