package org.dormouse.ui.jobs.internal.wizard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.jobs.internal.WhoIsServiced;
import org.dormouse.ui.parts.BulkEdit;
import org.dormouse.ui.parts.CredentialChoice;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Rows;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/**
 * Which credentials the job's update service, hosts and guests are reached by. They belong to those, not to the job, so
 * what is changed here counts for every job, and at once. Most need none: the page is incomplete only while one is being
 * stored.
 */
final class CredentialsPage extends JobWizardPage implements WhoIsServiced.Listener {

  private static final String ATTRIBUTE = "credential";

  private final Consumer<Set<Kind>> altered = kinds -> show();
  private List<String> machines = List.of();
  private Rows<CredentialUse> rows;
  private Button change;
  private WhoIsServiced who;
  private int beingKept;

  CredentialsPage(JobWizard wizard) {
    super(wizard, "credentials", "Credentials", "By which user and secret the update service, the hosts and the guests "
        + "are reached. Most need none.");
  }

  @Override
  void createFields(Composite page) {
    rows = new Rows<>(page, "Credentials of the job", List.of(
        Rows.Column.text("For", 150, CredentialUse::what),
        Rows.Column.text("Name", 260, CredentialUse::whose),
        Rows.Column.text("Credential", 200, use -> use.credential().isEmpty() ? "none" : use.credential())),
        Rows.Look.of("credential", use -> use.kind() + " " + use.names().getFirst()));
    rows.onSelection(selected -> enable());
    rows.onOpen(this::choose);
    GridDataFactory.fillDefaults().grab(true, true).hint(520, 180).applyTo(rows.control());
    change = new Button(page, SWT.PUSH);
    change.setText("&Change…");
    change.addListener(SWT.Selection, event -> rows.selected().stream().findFirst().ifPresent(this::choose));
    GridDataFactory.swtDefaults().align(SWT.FILL, SWT.BEGINNING).hint(100, SWT.DEFAULT).applyTo(change);
    Label remark = new Label(page, SWT.WRAP);
    remark.setText("Credentials belong to the update service, the hosts and the virtual machines: a change is kept at "
        + "once, and counts for every job that uses them. Secrets are in the engine's secret store alone.");
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(520, SWT.DEFAULT).applyTo(remark);
    who = new WhoIsServiced(rows.control(), wizard().link(), wizard().data(), this);
    wizard().data().addListener(altered);
    page.addDisposeListener(event -> wizard().data().removeListener(altered));
    show();
  }

  @Override
  public void setVisible(boolean visible) {
    super.setVisible(visible);
    if (visible) {
      show();
      who.later(new WhoIsServiced.Said(draft().texts("virtualMachines"), draft().texts("groups")));
    }
  }

  @Override
  public void asking() {
    // what was found before stays in sight meanwhile
  }

  @Override
  public void found(List<Machine> found) {
    machines = found.stream().map(Machine::id).toList();
    show();
  }

  @Override
  public void failed(ApiError error) {
    setMessage(ErrorText.line(error), WARNING);
  }

  private void show() {
    List<String> hosts = draft().texts("hosts").isEmpty() ? wizard().data().definitions(Kind.HOST).stream()
        .map(Definition::name).toList() : draft().texts("hosts");
    rows.show(CredentialUse.of(new CredentialUse.Parts(draft().text("updateService"), hosts, machines), this::named));
    enable();
  }

  private Function<String, String> named(Kind kind) {
    return name -> wizard().data().definition(kind, name).map(Definition::document)
        .map(document -> document.get(ATTRIBUTE)).map(String::valueOf).orElse("");
  }

  private void enable() {
    change.setEnabled(rows.selected().size() == 1);
  }

  private void choose(CredentialUse use) {
    CredentialChoice.ask(getShell(), wizard().link(), wizard().data(), new CredentialChoice.Question(use.purpose(),
        use.what() + ": " + use.whose(), "How Dormouse logs in there, in every job. Most need none.",
        List.of(use.credential())), chosen -> keep(use, chosen));
  }

  private void keep(CredentialUse use, Optional<String> chosen) {
    String what = "Choose the credential of " + use.whose();
    BulkEdit edit = BulkEdit.setting(use.kind().id(), use.names(), ATTRIBUTE, chosen.map(name -> name));
    keeping(1);
    wizard().link().ask(what, edit::apply, done -> {
      keeping(-1);
      wizard().data().refresh(Set.of(use.kind()));
    }, error -> {
      keeping(-1);
      ErrorText.show(getShell(), what, error);
    });
  }

  private void keeping(int more) {
    beingKept += more;
    validate();
  }

  /** The job is not finished, and not run, with a credential that it has only on the screen. */
  @Override
  Optional<String> awaited() {
    return beingKept == 0 ? Optional.empty() : Optional.of("The credential is being stored…");
  }
}
