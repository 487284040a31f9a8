package org.dormouse.ui.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dormouse.api.Authoring.Credential;
import org.dormouse.api.Authoring.PutCredential;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Asks for a credential. The secret goes to the engine and is kept nowhere here. */
final class CredentialDialog extends TitleAreaDialog {

  private static final List<String> PURPOSES = List.of("guest", "host", "service");

  private final Optional<Credential> present;
  private final Predicate<String> taken;
  private Text name;
  private Combo purpose;
  private Text user;
  private Text secret;
  private Text again;
  private PutCredential credential;

  /** @param taken whether there is one of that name */
  CredentialDialog(Shell shell, Optional<Credential> present, Predicate<String> taken) {
    super(shell);
    this.present = present;
    this.taken = taken;
    setHelpAvailable(false);
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText(present.isPresent() ? "Change a Credential" : "Add a Credential");
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    Composite area = (Composite) super.createDialogArea(parent);
    Composite body = new Composite(area, SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(12, 12).spacing(10, 6).applyTo(body);
    ContextHelp.set(body, "credentials");
    name = text(body, "&Name:", SWT.NONE);
    label(body, "&For:");
    purpose = new Combo(body, SWT.READ_ONLY);
    PURPOSES.forEach(each -> purpose.add(Words.sentence(each)));
    purpose.select(present.map(known -> Math.max(0, PURPOSES.indexOf(known.purpose()))).orElse(0));
    user = text(body, "&User:", SWT.NONE);
    secret = text(body, "&Secret:", SWT.PASSWORD);
    again = text(body, "Secret &again:", SWT.PASSWORD);
    present.ifPresent(known -> {
      name.setText(known.name());
      name.setEnabled(false);
      user.setText(known.user());
    });
    setTitle(present.map(known -> "Credential " + known.name()).orElse("New credential"));
    setMessage("The secret is handed to the engine's secret store and never shown again.");
    List.of(name, user, secret, again).forEach(field -> field.addModifyListener(event -> validate(true)));
    (present.isPresent() ? secret : name).setFocus();
    return area;
  }

  private static void label(Composite parent, String text) {
    Label label = new Label(parent, SWT.NONE);
    label.setText(text);
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
  }

  private static Text text(Composite parent, String label, int style) {
    label(parent, label);
    Text text = new Text(parent, SWT.BORDER | SWT.SINGLE | style);
    GridDataFactory.fillDefaults().grab(true, false).hint(280, SWT.DEFAULT).applyTo(text);
    return text;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    super.createButtonsForButtonBar(parent);
    validate(false);
  }

  private void validate(boolean complain) {
    Optional<String> wrong = wrong();
    setErrorMessage(complain ? wrong.orElse(null) : null);
    getButton(IDialogConstants.OK_ID).setEnabled(wrong.isEmpty());
  }

  private Optional<String> wrong() {
    String called = name.getText().strip();
    if (called.isEmpty()) {
      return Optional.of("Enter a name to refer to it by.");
    }
    if (!called.matches("[A-Za-z0-9._-]+")) {
      return Optional.of("A name has letters, digits, dots, dashes and underscores only.");
    }
    if (taken.test(called)) {
      return Optional.of("There is a credential of this name already. Choose another name, or change that one.");
    }
    if (secret.getText().isEmpty()) {
      return Optional.of("Enter the secret.");
    }
    return secret.getText().equals(again.getText()) ? Optional.empty()
        : Optional.of("Enter the same secret twice.");
  }

  @Override
  protected void okPressed() {
    credential = new PutCredential(name.getText().strip(), PURPOSES.get(purpose.getSelectionIndex()),
        user.getText().strip(), secret.getText());
    super.okPressed();
  }

  PutCredential credential() {
    return credential;
  }
}
