package org.dormouse.ui.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.Authoring.Credential;
import org.dormouse.api.Authoring.CredentialRef;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.CredentialDialog;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;

/** Credentials by their names: what they are for, where they are kept, when they were used; never the secrets. */
public final class CredentialsPage extends PreferencePage implements IWorkbenchPreferencePage {

  private EngineLink link;
  private InventoryData data;
  private Rows<Credential> rows;
  private Button change;
  private Button remove;
  private final Consumer<Set<Kind>> listener = kinds -> show();

  @Override
  public void init(IWorkbench workbench) {
    link = workbench.getService(EngineLink.class);
    data = workbench.getService(InventoryData.class);
    noDefaultAndApplyButton();
    setDescription("Guests, hosts and update services refer to credentials by name. Secrets are kept by the engine's "
        + "secret store alone and are never shown.");
  }

  @Override
  protected Control createContents(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    ContextHelp.set(page, "credentials");
    GridLayoutFactory.fillDefaults().numColumns(2).extendedMargins(0, 0, 8, 0).applyTo(page);
    rows = new Rows<>(page, "Credentials", List.of(
        Rows.Column.text("Name", 110, Credential::name),
        Rows.Column.text("For", 140, credential -> CredentialDialog.title(credential.purpose())),
        Rows.Column.text("User", 80, Credential::user),
        Rows.Column.text("Kept in", 100, credential -> Words.sentence(credential.kept())),
        new Rows.Column<>("Last used", 90, false, credential -> credential.lastUsed().map(Words::age).orElse("never"),
            Comparator.comparing(credential -> credential.lastUsed().orElse(Instant.MIN)))),
        Rows.Look.of("credential", Credential::name));
    GridDataFactory.fillDefaults().grab(true, true).hint(420, 200).applyTo(rows.control());
    rows.onSelection(selected -> enable());
    rows.onOpen(credential -> change());
    Composite buttons = new Composite(page, SWT.NONE);
    GridLayoutFactory.fillDefaults().applyTo(buttons);
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(buttons);
    button(buttons, "&Add…", this::add);
    change = button(buttons, "&Change…", this::change);
    remove = button(buttons, "&Remove…", this::remove);
    data.addListener(listener);
    data.refresh(Set.of(Kind.CREDENTIAL));
    show();
    return page;
  }

  private static Button button(Composite parent, String text, Runnable action) {
    Button button = new Button(parent, SWT.PUSH);
    button.setText(text);
    button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> action.run()));
    GridDataFactory.fillDefaults().hint(96, SWT.DEFAULT).applyTo(button);
    return button;
  }

  private void show() {
    if (rows.control().isDisposed()) {
      return;
    }
    List<Credential> credentials = data.credentials();
    rows.show(credentials);
    // one without an icon would stay: the platform takes it for the title
    setMessage(credentials.isEmpty() ? "No credentials yet. Add one where a guest, a host or a service asks for it."
        : null, credentials.isEmpty() ? INFORMATION : NONE);
    setErrorMessage(data.error().map(ErrorText::line).orElse(null));
    enable();
  }

  private Optional<Credential> selected() {
    return Optional.of(rows.selected()).filter(some -> some.size() == 1).map(List::getFirst);
  }

  private void enable() {
    change.setEnabled(selected().isPresent());
    remove.setEnabled(selected().isPresent());
  }

  private void add() {
    CredentialDialog.add(getShell(), link, data, Optional.empty(), kept -> { });
  }

  private void change() {
    selected().ifPresent(credential -> CredentialDialog.change(getShell(), link, data, credential));
  }

  private void remove() {
    selected().filter(credential -> MessageDialog.openConfirm(getShell(), "Remove a Credential",
        "Remove the credential " + credential.name() + "? Its secret is forgotten and cannot be brought back."))
        .ifPresent(credential -> link.ask("Remove the credential " + credential.name(),
            engine -> engine.removeCredential(new CredentialRef(credential.name())),
            removed -> data.refresh(Set.of(Kind.CREDENTIAL)),
            error -> ErrorText.show(getShell(), "Remove the Credential " + credential.name(), error)));
  }

  @Override
  public void dispose() {
    if (data != null) {
      data.removeListener(listener);
    }
    super.dispose();
  }
}
