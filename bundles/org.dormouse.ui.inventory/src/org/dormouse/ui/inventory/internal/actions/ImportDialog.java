package org.dormouse.ui.inventory.internal.actions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.definitions.DefinitionFile.Entry;
import org.dormouse.ui.inventory.internal.definitions.DefinitionFile.Read;
import org.dormouse.ui.parts.DefinitionWords;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.ThreeWay;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/** What a file of definitions would add and change; stores what is ticked, in order, and says what came of each. */
final class ImportDialog extends TitleAreaDialog {

  private static final Point SIZE = new Point(720, 460);
  private static final int RESULT = 2;

  private final Desk desk;
  private final String file;
  private final Read read;
  private final List<TableItem> wanted = new ArrayList<>();
  private Table table;

  ImportDialog(Shell parent, Desk desk, String file, Read read) {
    super(parent);
    this.desk = desk;
    this.file = file;
    this.read = read;
    setShellStyle(getShellStyle() | SWT.RESIZE);
    setHelpAvailable(false);
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText("Import Definitions");
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    setTitle(file);
    setMessage(read.problems().isEmpty() ? "Ticked definitions are stored. Nothing is ever removed by an import."
        : "Nothing is imported from a file with mistakes. Correct it and import it again.",
        read.problems().isEmpty() ? IMessageProvider.NONE : IMessageProvider.ERROR);
    Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
    GridLayoutFactory.swtDefaults().margins(10, 10).applyTo(area);
    boolean good = read.problems().isEmpty();
    table = Names.give(new Table(area, (good ? SWT.CHECK : SWT.NONE) | SWT.BORDER | SWT.FULL_SELECTION),
        "Definitions of the file");
    table.setHeaderVisible(true);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
    column(good ? "Definition" : "Mistake", good ? 220 : 640);
    if (good) {
      column("What changes", 280);
      column("Result", 160);
      read.entries().forEach(this::row);
    } else {
      read.problems().forEach(problem -> new TableItem(table, SWT.NONE).setText(problem));
    }
    table.addListener(SWT.Selection, event -> getButton(IDialogConstants.OK_ID).setEnabled(good && isAnyTicked()));
    return area;
  }

  private void column(String title, int width) {
    TableColumn column = new TableColumn(table, SWT.LEFT);
    column.setText(title);
    column.setWidth(width);
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

  private boolean isAnyTicked() {
    for (TableItem item : table.getItems()) {
      if (item.getChecked()) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, "&Import", true)
        .setEnabled(read.problems().isEmpty() && isAnyTicked());
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CLOSE_LABEL, false);
  }

  @Override
  protected void okPressed() {
    getButton(IDialogConstants.OK_ID).setEnabled(false);
    wanted.clear();
    for (TableItem item : table.getItems()) {
      if (item.getChecked()) {
        wanted.add(item);
      }
    }
    next();
  }

  /** One after the other: later definitions refer to earlier ones. */
  private void next() {
    if (wanted.isEmpty() || table.isDisposed()) {
      desk.data().refresh(Set.of(Kind.values()));
      return;
    }
    TableItem item = wanted.removeFirst();
    Entry entry = read.entries().get(table.indexOf(item));
    long version = there(entry).map(Definition::version).orElse(0L);
    desk.link().ask("Import " + entry.name(),
        engine -> engine.put(new Put(entry.kind(), entry.name(), entry.document(), version)),
        stored -> ended(item, StateStyle.SUCCEEDED, "stored"), error -> failed(item, error));
  }

  private void failed(TableItem item, ApiError error) {
    if (!table.isDisposed()) {
      setErrorMessage(ErrorText.line(error));
    }
    ended(item, StateStyle.FAILED, ErrorText.message(error));
  }

  private void ended(TableItem item, StateStyle style, String text) {
    if (!table.isDisposed()) {
      item.setText(RESULT, text);
      item.setImage(RESULT, Icons.image(style.iconName()));
      item.setChecked(false);
    }
    next();
  }

  @Override
  protected Point getInitialSize() {
    return SIZE;
  }
}
