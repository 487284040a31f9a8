package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dormouse.api.Authoring.ScriptOf;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.inventory.internal.definitions.DefinitionFile.Entry;
import org.dormouse.ui.inventory.internal.definitions.DefinitionFile.Read;
import org.dormouse.ui.parts.DefinitionWords;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.ScriptDialog;
import org.dormouse.ui.parts.TableColumns;
import org.dormouse.ui.parts.ThreeWay;
import org.dormouse.ui.parts.TitledDialog;
import org.dormouse.ui.parts.Usable;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/** What a file of definitions would add and change; stores what is ticked, in order, and says what came of each. */
final class ImportDialog extends TitledDialog {

  private static final Point SIZE = new Point(720, 460);
  private static final int RESULT = 2;
  private static final int SCRIPT = IDialogConstants.CLIENT_ID;

  private final Desk desk;
  private final String file;
  private final Read read;
  private Table table;
  private Series<TableItem> series = new Series<>(List.of(), item -> { }, () -> { });
  private String trouble = "";

  ImportDialog(Shell parent, Desk desk, String file, Read read) {
    super(parent, "Import Definitions", "import", SIZE);
    this.desk = desk;
    this.file = file;
    this.read = read;
  }

  @Override
  protected void fill(Composite area) {
    setTitle(file);
    setMessage(read.problems().isEmpty() ? "Ticked definitions are stored. Nothing is ever removed by an import."
        : "Nothing is imported from a file with mistakes. Correct it and import it again.",
        read.problems().isEmpty() ? IMessageProvider.NONE : IMessageProvider.ERROR);
    boolean good = read.problems().isEmpty();
    table = Names.give(new Table(area, (good ? SWT.CHECK : SWT.NONE) | SWT.BORDER | SWT.FULL_SELECTION),
        "Definitions of the file");
    table.setHeaderVisible(true);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
    TableColumns.add(table, good ? "Definition" : "Mistake", good ? 220 : 640);
    if (good) {
      TableColumns.add(table, "What changes", 280);
      TableColumns.add(table, "Result", 160);
      read.entries().forEach(this::row);
    } else {
      read.problems().forEach(problem -> new TableItem(table, SWT.NONE).setText(problem));
    }
    table.addListener(SWT.Selection, event -> allow());
  }

  private void allow() {
    boolean any = read.problems().isEmpty() && !ticked().isEmpty();
    getButton(IDialogConstants.OK_ID).setEnabled(any);
    getButton(SCRIPT).setEnabled(any);
  }

  private void row(Entry entry) {
    Optional<Definition> there = there(entry);
    List<String> changes = there.map(now -> ThreeWay.of(now.document(), entry.document(), now.document()).changed()
        .stream().filter(attribute -> !attribute.name().equals("name"))
        .map(attribute -> DefinitionWords.label(attribute.name())).toList()).orElse(List.of());
    TableItem item = new TableItem(table, SWT.NONE);
    item.setText(new String[] {DefinitionWords.kind(entry.kind()) + " " + entry.name(), there.isEmpty() ? "new"
        : changes.isEmpty() ? "nothing" : String.join(", ", changes)});
    item.setChecked(there.isEmpty() || !changes.isEmpty());
  }

  private Optional<Definition> there(Entry entry) {
    return Kind.of(entry.kind()).flatMap(kind -> desk.data().definition(kind, entry.name()));
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, SCRIPT, "&View Script…", false).setToolTipText("The commands that define what is ticked");
    createButton(parent, IDialogConstants.OK_ID, "&Import", true);
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CLOSE_LABEL, false);
    allow();
  }

  private List<TableItem> ticked() {
    return Stream.of(table.getItems()).filter(TableItem::getChecked).toList();
  }

  private Entry entry(TableItem item) {
    return read.entries().get(table.indexOf(item));
  }

  private Put put(Entry entry) {
    return new Put(entry.kind(), entry.name(), entry.document(), there(entry).map(Definition::version).orElse(0L));
  }

  @Override
  protected void buttonPressed(int button) {
    if (button == SCRIPT) {
      List<Put> puts = ticked().stream().map(this::entry).map(this::put).toList();
      new ScriptDialog(getShell(), desk.link(), "Import of " + file,
          engine -> engine.scripts(ScriptOf.defining(puts))).open();
    } else {
      super.buttonPressed(button);
    }
  }

  @Override
  protected void okPressed() {
    getButton(IDialogConstants.OK_ID).setEnabled(false);
    getButton(SCRIPT).setEnabled(false);
    Usable.set(table, false);
    getButton(IDialogConstants.CANCEL_ID).setText(IDialogConstants.CANCEL_LABEL);
    // one after the other: later definitions refer to earlier ones
    series = new Series<>(ticked(), item -> store(item, put(entry(item))), this::ended);
    series.next();
  }

  /** The first time it stops after the one under way, of which the answer tells whether it was stored. */
  @Override
  protected void cancelPressed() {
    if (series.isUnderWay() && !series.isStopped()) {
      series.stop();
      setMessage("Stopping after the definition under way…", IMessageProvider.INFORMATION);
    } else {
      super.cancelPressed();
    }
  }

  @Override
  protected void handleShellCloseEvent() {
    cancelPressed();
  }

  private void store(TableItem item, Put put) {
    desk.link().ask("Import " + put.name(), engine -> engine.put(put), stored -> {
      say(item, StateStyle.SUCCEEDED, "stored");
      series.succeeded();
    }, error -> {
      trouble = ErrorText.line(error);
      say(item, StateStyle.FAILED, ErrorText.message(error));
      series.failed();
    });
  }

  private static void say(TableItem item, StateStyle style, String text) {
    if (!item.isDisposed()) {
      item.setText(RESULT, text);
      item.setImage(RESULT, Icons.image(style.iconName()));
      item.setChecked(false);
    }
  }

  private void ended() {
    desk.data().refresh(Set.of(Kind.values()));
    String report = series.report("stored");
    if (table.isDisposed()) {
      MessageDialog.openInformation(Failed.shell(), "Import Definitions",
          report + (trouble.isEmpty() ? "" : "\n\n" + trouble));
      return;
    }
    Usable.set(table, true);
    getButton(IDialogConstants.CANCEL_ID).setText(IDialogConstants.CLOSE_LABEL);
    setErrorMessage(trouble.isEmpty() ? null : report + " " + trouble);
    setMessage(report, IMessageProvider.INFORMATION);
    allow();
  }
}
