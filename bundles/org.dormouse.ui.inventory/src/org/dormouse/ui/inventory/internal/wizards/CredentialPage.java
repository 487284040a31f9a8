package org.dormouse.ui.inventory.internal.wizards;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.Authoring.Credential;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.CredentialDialog;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/**
 * Credentials, for those who need some; most do not. They come before the pages that can choose one, and the tests of
 * those pages use them, so each is kept as soon as it is added.
 */
final class CredentialPage extends WizardPage {

  private final Desk desk;
  private final Consumer<Set<Kind>> altered = kinds -> show();
  private Rows<Credential> rows;

  CredentialPage(Desk desk) {
    super("credential");
    this.desk = desk;
    setTitle("Credentials (optional)");
  }

  @Override
  public void createControl(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(10, 10).spacing(10, 10).applyTo(page);
    paragraph(page, "With a credential Dormouse logs in where somebody asks for a user and a secret: an update service "
        + "behind a password, a host of a vendor's back end, a guest that is not reached by its agent. Local QEMU with "
        + "the guest agent needs none, and most repositories need none.");
    rows = new Rows<>(page, "Credentials", List.of(
        Rows.Column.text("Name", 150, Credential::name),
        Rows.Column.text("For", 150, credential -> CredentialDialog.title(credential.purpose())),
        Rows.Column.text("User", 90, Credential::user),
        Rows.Column.text("Kept in", 110, credential -> Words.sentence(credential.kept()))),
        Rows.Look.of("credential", Credential::name));
    GridDataFactory.fillDefaults().grab(true, true).hint(420, 120).applyTo(rows.control());
    Button add = new Button(page, SWT.PUSH);
    add.setText("&Add…");
    add.addListener(SWT.Selection, event -> CredentialDialog.add(getShell(), desk.link(), desk.data(),
        Optional.empty(), kept -> { }));
    GridDataFactory.swtDefaults().align(SWT.FILL, SWT.BEGINNING).hint(90, SWT.DEFAULT).applyTo(add);
    paragraph(page, "The next pages can choose what is here. Each is kept at once, in the keyring of the operating "
        + "system or in an encrypted file that only you can read, also when the set-up is cancelled. "
        + "Window > Preferences > Credentials changes and removes them.");
    desk.data().addListener(altered);
    page.addDisposeListener(event -> desk.data().removeListener(altered));
    setControl(page);
    ContextHelp.set(page, "credentials");
    show();
  }

  private static void paragraph(Composite page, String text) {
    Label label = new Label(page, SWT.WRAP);
    label.setText(text);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(500, SWT.DEFAULT).applyTo(label);
  }

  private void show() {
    List<Credential> credentials = desk.data().credentials();
    rows.show(credentials);
    setMessage(credentials.isEmpty() ? "Leave them out if nothing asks for one."
        : "Add what is still missing, or go on.");
  }
}
