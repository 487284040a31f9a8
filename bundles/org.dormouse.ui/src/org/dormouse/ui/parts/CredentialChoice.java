package org.dormouse.ui.parts;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dormouse.api.Authoring.Credential;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.engine.EngineLink;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Asks which credential something uses, among those of its purpose, or adds one. UI thread only. */
public final class CredentialChoice extends TitledDialog {

  private static final String NONE = "none";

  /**
   * @param purpose {@code guest}, {@code host} or {@code service}
   * @param whose the title, e.g. {@code 3 virtual machines}
   * @param explanation what a choice means
   * @param now names of the credentials that are used now, of several things perhaps several; an empty one: none is
   */
  public record Question(String purpose, String whose, String explanation, List<String> now) {}

  private final EngineLink link;
  private final InventoryData data;
  private final Question question;
  private Combo choice;
  private String chosen = "";

  private CredentialChoice(Shell shell, EngineLink link, InventoryData data, Question question) {
    super(shell, "Choose a Credential", "credentials");
    this.link = link;
    this.data = data;
    this.question = question;
  }

  /** @param answer told the name of the chosen one, or that none is used; not told if the user cancels */
  public static void ask(Shell shell, EngineLink link, InventoryData data, Question question,
      Consumer<Optional<String>> answer) {
    CredentialChoice dialog = new CredentialChoice(shell, link, data, question);
    if (dialog.open() == Window.OK) {
      answer.accept(Optional.of(dialog.chosen).filter(name -> !name.equals(NONE)));
    }
  }

  @Override
  protected void fill(Composite area) {
    setTitle(question.whose());
    setMessage(question.explanation());
    area.setLayout(grid(3));
    label(area, "Now:");
    Text now = new Text(area, SWT.SINGLE | SWT.READ_ONLY);
    now.setText(question.now().stream().map(CredentialChoice::entry).collect(Collectors.joining(", ")));
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(320, SWT.DEFAULT).applyTo(now);
    label(area, "&Credential:");
    choice = new Combo(area, SWT.READ_ONLY);
    choice.add(NONE);
    data.credentials().stream().filter(one -> one.purpose().equals(question.purpose())).map(Credential::name)
        .forEach(choice::add);
    if (question.now().size() == 1) {
      choice.setText(entry(question.now().getFirst()));
    }
    choice.addListener(SWT.Modify, event -> getButton(IDialogConstants.OK_ID).setEnabled(true));
    GridDataFactory.fillDefaults().grab(true, false).applyTo(choice);
    Button add = Names.give(new Button(area, SWT.PUSH), "Add a credential");
    add.setText("&Add…");
    add.addListener(SWT.Selection, event -> CredentialDialog.add(getShell(), link, data,
        Optional.of(question.purpose()), this::offer));
    choice.setFocus();
  }

  private static String entry(String name) {
    return name.isEmpty() ? NONE : name;
  }

  /** What differs now is not made the same by somebody who has not chosen. */
  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    super.createButtonsForButtonBar(parent);
    getButton(IDialogConstants.OK_ID).setEnabled(choice.getSelectionIndex() >= 0);
  }

  private static void label(Composite area, String text) {
    Label label = new Label(area, SWT.NONE);
    label.setText(text);
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
  }

  private void offer(Credential kept) {
    if (!choice.isDisposed()) {
      if (choice.indexOf(kept.name()) < 0) {
        choice.add(kept.name());
      }
      choice.setText(kept.name());
    }
  }

  @Override
  protected void okPressed() {
    chosen = choice.getText();
    super.okPressed();
  }
}
