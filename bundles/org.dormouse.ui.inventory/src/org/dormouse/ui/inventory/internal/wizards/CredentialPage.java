package org.dormouse.ui.inventory.internal.wizards;

import java.util.List;
import java.util.Optional;
import org.dormouse.api.Authoring.PutCredential;
import org.dormouse.ui.parts.ContextHelp;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** A credential, for those who need one; most do not. */
final class CredentialPage extends WizardPage {

  private static final List<String> PURPOSES = List.of("guest", "host", "service");
  private static final List<String> TITLES = List.of("Guests", "A maintenance host", "An update service");

  private Button wanted;
  private Combo purpose;
  private Text name;
  private Text user;
  private Text secret;

  CredentialPage() {
    super("credential");
    setTitle("Credential (optional)");
  }

  @Override
  public void createControl(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(10, 10).spacing(10, 6).applyTo(page);
    wanted = new Button(page, SWT.CHECK);
    wanted.setText("&Add a credential");
    GridDataFactory.fillDefaults().span(2, 1).applyTo(wanted);
    label(page, "&For:");
    purpose = new Combo(page, SWT.READ_ONLY);
    TITLES.forEach(purpose::add);
    purpose.select(0);
    name = text(page, "&Name:", "By which definitions refer to it", SWT.NONE);
    user = text(page, "&User:", "", SWT.NONE);
    secret = text(page, "&Password:", "", SWT.PASSWORD);
    Label remark = new Label(page, SWT.WRAP);
    remark.setText("It is kept in the keyring of the operating system, or in an encrypted file that only you can read. "
        + "Local QEMU with the guest agent needs none, and most repositories need none.");
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(460, SWT.DEFAULT).indent(0, 8).applyTo(remark);
    wanted.addListener(SWT.Selection, event -> check());
    setControl(page);
    ContextHelp.set(page, "credentials");
    check();
  }

  private static void label(Composite page, String text) {
    Label label = new Label(page, SWT.NONE);
    label.setText(text);
  }

  private Text text(Composite page, String label, String hint, int style) {
    label(page, label);
    Text text = new Text(page, SWT.BORDER | SWT.SINGLE | style);
    text.setMessage(hint);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
    text.addListener(SWT.Modify, event -> check());
    return text;
  }

  private void check() {
    boolean on = wanted.getSelection();
    for (Control control : List.of(purpose, name, user, secret)) {
      control.setEnabled(on);
    }
    String missing = !on ? "" : name.getText().isBlank() ? "Enter a name for the credential."
        : !name.getText().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
            ? "The name may have letters, digits, dots, dashes and underscores."
        : secret.getText().isEmpty() ? "Enter the password." : "";
    setMessage(!on ? "Leave it out if nothing asks for one." : missing.isEmpty() ? "It is added at the end." : missing);
    setPageComplete(missing.isEmpty());
  }

  /** Empty if none is wanted. */
  Optional<PutCredential> credential() {
    return wanted != null && wanted.getSelection() ? Optional.of(new PutCredential(name.getText().strip(),
        PURPOSES.get(purpose.getSelectionIndex()), user.getText().strip(), secret.getText())) : Optional.empty();
  }
}
