package org.dormouse.ui.inventory.internal.actions;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dormouse.api.ApiError;
import org.dormouse.api.Authoring.ScriptOf;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.inventory.internal.definitions.DefinitionFile;
import org.dormouse.ui.parts.DefinitionWords;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.FileWork;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.ScriptDialog;
import org.dormouse.ui.parts.TableColumns;
import org.dormouse.ui.parts.TitledDialog;
import org.dormouse.ui.parts.Usable;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/** Which definitions go to a file; writes those that are ticked, in the order in which an import can store them. */
final class ExportDialog extends TitledDialog {

  private static final Point SIZE = new Point(700, 460);
  private static final int SCRIPT = IDialogConstants.CLIENT_ID;

  private final SelectionHandler.Given given;
  private final List<Definition> all;
  private final Predicate<Definition> wanted;
  private Table table;

  /** @param wanted those that are ticked when it opens */
  ExportDialog(SelectionHandler.Given given, List<Definition> all, Predicate<Definition> wanted) {
    super(given.window().getShell(), "Export Definitions", "export", SIZE);
    this.given = given;
    this.all = all;
    this.wanted = wanted;
  }

  @Override
  protected void fill(Composite area) {
    table = Names.give(new Table(area, SWT.CHECK | SWT.BORDER | SWT.FULL_SELECTION), "Definitions");
    table.setHeaderVisible(true);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
    TableColumns.add(table, "Kind", 180);
    TableColumns.add(table, "Name", 320);
    for (Definition definition : all) {
      TableItem item = new TableItem(table, SWT.NONE);
      item.setText(new String[] {DefinitionWords.kind(definition.kind()), definition.name()});
      item.setChecked(wanted.test(definition));
    }
    table.addListener(SWT.Selection, event -> allow());
    setTitle("Definitions");
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.SELECT_ALL_ID, "Select &All", false);
    createButton(parent, IDialogConstants.DESELECT_ALL_ID, "&Deselect All", false);
    createButton(parent, SCRIPT, "&View Script…", false).setToolTipText("The commands that define what is ticked");
    createButton(parent, IDialogConstants.OK_ID, "&Export…", true);
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
    allow();
  }

  private void allow() {
    boolean any = !ticked().isEmpty();
    getButton(IDialogConstants.OK_ID).setEnabled(any);
    getButton(SCRIPT).setEnabled(any);
    setMessage(any ? "Ticked definitions are written to a file that can be kept, compared and imported. Secrets are "
        + "only named in it." : "Tick the definitions that are to be written.",
        any ? IMessageProvider.NONE : IMessageProvider.INFORMATION);
  }

  private List<Definition> ticked() {
    return IntStream.range(0, all.size()).filter(i -> table.getItem(i).getChecked()).mapToObj(all::get).toList();
  }

  @Override
  protected void buttonPressed(int button) {
    switch (button) {
      case SCRIPT -> script(ticked());
      case IDialogConstants.SELECT_ALL_ID -> tick(true);
      case IDialogConstants.DESELECT_ALL_ID -> tick(false);
      default -> super.buttonPressed(button);
    }
  }

  private void tick(boolean on) {
    Stream.of(table.getItems()).forEach(item -> item.setChecked(on));
    allow();
  }

  private void script(List<Definition> chosen) {
    ScriptOf wanted = ScriptOf.defining(chosen.stream().map(Definition::put).toList());
    new ScriptDialog(getShell(), given.desk().link(),
        "Export of " + Words.count(chosen.size(), "definition", "definitions"), engine -> engine.scripts(wanted)).open();
  }

  /** Stays open until the file is written, so that another can be chosen where it cannot. */
  @Override
  protected void okPressed() {
    List<Definition> chosen = ticked();
    FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
    dialog.setText("Export Definitions");
    dialog.setFileName(chosen.size() == 1 ? chosen.getFirst().name() + ".json" : "dormouse.json");
    dialog.setFilterExtensions(new String[] {"*.json", "*"});
    dialog.setOverwrite(true);
    String name = dialog.open();
    if (name == null) {
      return;
    }
    Path file = Path.of(name);
    setErrorMessage(null);
    writing(true);
    FileWork.start("Write " + file.getFileName(), () -> {
      String text = DefinitionFile.write(chosen);
      FileWork.replace(file, part -> Files.writeString(part, text, StandardCharsets.UTF_8));
      return Words.count(chosen.size(), "definition", "definitions") + " written to " + file;
    }, this::written, this::failed);
  }

  private void writing(boolean on) {
    Usable.set(table, !on);
    List.of(IDialogConstants.SELECT_ALL_ID, IDialogConstants.DESELECT_ALL_ID, SCRIPT, IDialogConstants.OK_ID)
        .forEach(button -> getButton(button).setEnabled(!on));
  }

  private void failed(ApiError error) {
    if (table.isDisposed()) {
      ErrorText.show(given.window().getShell(), "Export Definitions", error);
      return;
    }
    writing(false);
    setErrorMessage(ErrorText.line(error));
  }

  private void written(String said) {
    if (!table.isDisposed()) {
      setReturnCode(OK);
      close();
    }
    given.say(said);
  }
}
