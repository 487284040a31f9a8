package org.dormouse.ui.parts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.dormouse.api.Authoring.Credential;
import org.dormouse.api.Authoring.PutCredential;
import org.dormouse.api.EngineApi;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/**
 * Asks for a credential and has the engine keep it. The secret goes to the engine and is kept nowhere here. One that is
 * there is replaced only by who says so: in {@link #change}, or by a tick beside a name that is taken. UI thread only.
 */
public final class CredentialDialog extends TitledDialog {

  /** What a credential is for, as the engine calls it and as people do. */
  public static final List<String> PURPOSES = List.of("guest", "host", "service");
  private static final List<String> TITLES = List.of("Guests", "Maintenance hosts", "Update services");

  private final Optional<Credential> present;
  private final List<Credential> there;
  private final Optional<String> only;
  private Text name;
  private Combo purpose;
  private Text user;
  private Text secret;
  private Text again;
  private Button replace;
  private PutCredential credential;
  private boolean replacing;

  private CredentialDialog(Shell shell, Optional<Credential> present, List<Credential> there, Optional<String> only) {
    super(shell, present.isPresent() ? "Change a Credential" : "Add a Credential", "credentials");
    this.present = present;
    this.there = there;
    this.only = only;
  }

  /** {@code Guests} of {@code guest}. */
  public static String title(String purpose) {
    int at = PURPOSES.indexOf(purpose);
    return at < 0 ? purpose : TITLES.get(at);
  }

  /**
   * A new one.
   *
   * @param only what it has to be for; empty: the user says it
   * @param kept told once the engine has it
   */
  public static void add(Shell shell, EngineLink link, InventoryData data, Optional<String> only,
      Consumer<Credential> kept) {
    new CredentialDialog(shell, Optional.empty(), data.credentials(), only).ask(link, data, kept);
  }

  /** Replaces user and secret of one that is there. */
  public static void change(Shell shell, EngineLink link, InventoryData data, Credential present) {
    new CredentialDialog(shell, Optional.of(present), List.of(), Optional.empty())
        .ask(link, data, kept -> { });
  }

  private void ask(EngineLink link, InventoryData data, Consumer<Credential> kept) {
    if (open() != Window.OK) {
      return;
    }
    Shell parent = getParentShell();
    String what = "Keep the Credential " + credential.name();
    link.ask("Keep the credential " + credential.name(), this::keep, done -> {
      data.refresh(Set.of(Kind.CREDENTIAL));
      done.ifPresentOrElse(kept, () -> MessageDialog.openInformation(parent, what, "Meanwhile there is a credential of "
          + "this name. It was left as it is.\n\nAdd yours under another name, or change that one."));
    }, error -> ErrorText.show(parent, what, error));
  }

  /** Looks once more: somebody else may have added one of that name since the list was fetched. */
  private CompletableFuture<Optional<Credential>> keep(EngineApi engine) {
    if (replacing) {
      return engine.putCredential(credential).thenApply(Optional::of);
    }
    return engine.credentials().thenCompose(now -> isAmong(now, credential.name())
        ? CompletableFuture.completedFuture(Optional.empty())
        : engine.putCredential(credential).thenApply(Optional::of));
  }

  private static boolean isAmong(List<Credential> credentials, String name) {
    return credentials.stream().anyMatch(one -> one.name().equals(name));
  }

  @Override
  protected void fill(Composite body) {
    body.setLayout(grid(2));
    name = text(body, "&Name:", SWT.NONE);
    label(body, "&For:");
    purpose = new Combo(body, SWT.READ_ONLY);
    TITLES.forEach(purpose::add);
    FieldWidth.choice(purpose);
    purpose.select(Math.max(0, only.or(() -> present.map(Credential::purpose)).map(PURPOSES::indexOf).orElse(0)));
    purpose.setEnabled(only.isEmpty());
    user = text(body, "&User:", SWT.NONE);
    secret = text(body, "&Secret:", SWT.PASSWORD);
    again = text(body, "Secret &again:", SWT.PASSWORD);
    // last, where its room is no gap while it is not needed
    replace = new Button(body, SWT.CHECK);
    replace.setText("&Replace the one that is there, and its secret");
    replace.setVisible(false);
    GridDataFactory.fillDefaults().span(2, 1).applyTo(replace);
    present.ifPresent(known -> {
      name.setText(known.name());
      name.setEnabled(false);
      user.setText(known.user());
    });
    setTitle(present.map(known -> "Credential " + known.name()).orElse("New credential"));
    setMessage("The secret is handed to the engine's secret store and never shown again.");
    name.addModifyListener(event -> replace.setSelection(false));
    List.of(name, user, secret, again).forEach(field -> field.addModifyListener(event -> validate(true)));
    replace.addListener(SWT.Selection, event -> validate(true));
    (present.isPresent() ? secret : name).setFocus();
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
    replace.setVisible(isAmong(there, name.getText().strip()));
    Optional<String> wrong = wrong();
    setErrorMessage(complain ? wrong.orElse(null) : null);
    getButton(IDialogConstants.OK_ID).setEnabled(wrong.isEmpty());
  }

  private Optional<String> wrong() {
    String called = name.getText().strip();
    if (called.isEmpty()) {
      return Optional.of("Enter a name to refer to it by.");
    }
    if (!called.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      return Optional.of("A name has letters, digits, dots, dashes and underscores only.");
    }
    if (isAmong(there, called) && !replace.getSelection()) {
      return Optional.of("There is a credential of this name already. Choose another name, or say that it is replaced.");
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
    replacing = present.isPresent() || replace.getSelection();
    super.okPressed();
  }
}
