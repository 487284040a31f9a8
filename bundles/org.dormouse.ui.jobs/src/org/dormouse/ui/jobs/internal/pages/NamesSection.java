package org.dormouse.ui.jobs.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dormouse.ui.jobs.JobEditing;
import org.dormouse.ui.parts.Names;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.edit.command.AddCommand;
import org.eclipse.emf.edit.command.RemoveCommand;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.eclipse.ui.forms.widgets.FormToolkit;

/** A list of names of the job, with buttons that add and remove; each is one command. */
final class NamesSection {

  private final JobEditing editing;
  private final EAttribute attribute;
  private final String title;
  private final Supplier<List<String>> offered;
  private final Table table;
  private final Composite buttons;
  private final FormToolkit toolkit;

  /** @param offered what may be added, by name */
  NamesSection(Composite parent, FormToolkit toolkit, JobEditing editing, EAttribute attribute, String title,
      Supplier<List<String>> offered) {
    this.toolkit = toolkit;
    this.editing = editing;
    this.attribute = attribute;
    this.title = title;
    this.offered = offered;
    table = toolkit.createTable(parent, SWT.MULTI | SWT.BORDER | SWT.V_SCROLL);
    Names.give(table, title);
    GridDataFactory.fillDefaults().grab(true, true).hint(260, 130).applyTo(table);
    buttons = toolkit.createComposite(parent);
    GridLayoutFactory.fillDefaults().applyTo(buttons);
    GridDataFactory.swtDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(buttons);
    button("&Add…", this::pick);
    button("&Remove", this::remove);
  }

  Table table() {
    return table;
  }

  void button(String text, Runnable action) {
    Button button = toolkit.createButton(buttons, text, SWT.PUSH);
    button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> action.run()));
    GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
  }

  @SuppressWarnings("unchecked")
  private List<String> names() {
    return (List<String>) editing.job().eGet(attribute);
  }

  void show() {
    List<String> now = names();
    if (!Stream.of(table.getItems()).map(TableItem::getText).toList().equals(now)) {
      table.removeAll();
      now.forEach(name -> new TableItem(table, SWT.NONE).setText(name));
    }
  }

  private void pick() {
    ElementListSelectionDialog dialog = new ElementListSelectionDialog(table.getShell(), new LabelProvider());
    dialog.setTitle(title);
    dialog.setMessage("Choose what is added (* and ? are allowed):");
    dialog.setMultipleSelection(true);
    dialog.setHelpAvailable(false);
    dialog.setElements(offered.get().stream().filter(name -> !names().contains(name)).toArray());
    if (dialog.open() == Window.OK) {
      add(Stream.of(dialog.getResult()).map(String::valueOf).toList());
    }
  }

  void add(List<String> added) {
    List<String> fresh = added.stream().filter(name -> !names().contains(name)).distinct().toList();
    if (!fresh.isEmpty()) {
      editing.domain().getCommandStack().execute(AddCommand.create(editing.domain(), editing.job(), attribute, fresh));
    }
  }

  private void remove() {
    List<String> gone = new ArrayList<>(Stream.of(table.getSelection()).map(TableItem::getText).toList());
    if (!gone.isEmpty()) {
      editing.domain().getCommandStack().execute(RemoveCommand.create(editing.domain(), editing.job(), attribute, gone));
    }
  }
}
