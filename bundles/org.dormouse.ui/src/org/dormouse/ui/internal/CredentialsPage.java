package org.dormouse.ui.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dormouse.api.Authoring.Credential;
import org.dormouse.api.Authoring.CredentialRef;
import org.dormouse.api.Authoring.PutCredential;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;

/** Credentials by their names: what they are for, where they are kept, when they were used; never the secrets. */
public final class CredentialsPage extends PreferencePage implements IWorkbenchPreferencePage {

  private EngineLink link;
  private InventoryData data;
  private TableViewer table;
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
    table = new TableViewer(page, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE);
    table.getTable().setHeaderVisible(true);
    table.getTable().getAccessible().addAccessibleListener(Names.of("Credentials"));
    GridDataFactory.fillDefaults().grab(true, true).hint(420, 200).applyTo(table.getTable());
    column("Name", 110, Credential::name);
    column("For", 70, credential -> Words.sentence(credential.purpose()));
    column("User", 80, Credential::user);
    column("Kept in", 100, credential -> Words.sentence(credential.kept()));
    column("Last used", 90, credential -> credential.lastUsed().map(Words::age).orElse("never"));
    table.setContentProvider(ArrayContentProvider.getInstance());
    table.addSelectionChangedListener(event -> enable());
    table.addDoubleClickListener(event -> change());
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

  private void column(String title, int width, Function<Credential, String> text) {
    TableViewerColumn column = new TableViewerColumn(table, SWT.NONE);
    column.getColumn().setText(title);
    column.getColumn().setWidth(width);
    boolean first = table.getTable().getColumnCount() == 1;
    column.setLabelProvider(new ColumnLabelProvider() {
      @Override
      public String getText(Object element) {
        return text.apply((Credential) element);
      }

      @Override
      public Image getImage(Object element) {
        return first ? Icons.image("credential") : null;
      }
    });
  }

  private static Button button(Composite parent, String text, Runnable action) {
    Button button = new Button(parent, SWT.PUSH);
    button.setText(text);
    button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> action.run()));
    GridDataFactory.fillDefaults().hint(96, SWT.DEFAULT).applyTo(button);
    return button;
  }

  private void show() {
    if (table.getTable().isDisposed()) {
      return;
    }
    List<Credential> credentials = data.credentials();
    Object selected = table.getStructuredSelection().getFirstElement();
    table.setInput(credentials);
    if (selected instanceof Credential before) {
      credentials.stream().filter(credential -> credential.name().equals(before.name())).findFirst()
          .ifPresent(credential -> table.setSelection(new StructuredSelection(credential)));
    }
    setMessage(credentials.isEmpty() ? "No credentials yet. Add one where a guest, a host or a service asks for it."
        : null);
    setErrorMessage(data.error().map(ErrorText::line).orElse(null));
    enable();
  }

  private Optional<Credential> selected() {
    return Optional.ofNullable((Credential) table.getStructuredSelection().getFirstElement());
  }

  private void enable() {
    change.setEnabled(selected().isPresent());
    remove.setEnabled(selected().isPresent());
  }

  private void add() {
    edit(new CredentialDialog(getShell(), Optional.empty(),
        name -> data.credentials().stream().anyMatch(credential -> credential.name().equals(name))));
  }

  private void change() {
    selected().ifPresent(credential -> edit(new CredentialDialog(getShell(), Optional.of(credential), name -> false)));
  }

  private void edit(CredentialDialog dialog) {
    if (dialog.open() == Window.OK) {
      PutCredential put = dialog.credential();
      link.ask("Keep the credential " + put.name(), engine -> engine.putCredential(put),
          kept -> data.refresh(Set.of(Kind.CREDENTIAL)),
          error -> ErrorText.show(getShell(), "Keep the Credential " + put.name(), error));
    }
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
