package org.dormouse.ui.jobs.internal.wizard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.jobs.internal.JobWords;
import org.dormouse.ui.parts.FieldWidth;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.Usable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/** Where updates come from, on which hosts virtual machines are woken, and how they are kept from every network. */
final class WherePage extends JobWizardPage {

  private final Consumer<Set<Kind>> altered = this::altered;
  private Combo services;
  private Button all;
  private Table hosts;

  WherePage(JobWizard wizard) {
    super(wizard, "hosts", "Updates and hosts",
        "Where updates come from, and which maintenance hosts are lent to the job.");
  }

  @Override
  void createFields(Composite page) {
    services(page);
    owns("hosts", "Maintenance hosts");
    Label label = label(page, "Maintenance hosts:");
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).indent(0, 4).applyTo(label);
    all = new Button(page, SWT.CHECK);
    all.setText("&All that there are, now and later");
    all.setSelection(draft().texts("hosts").isEmpty());
    all.addListener(SWT.Selection, event -> hostsChanged());
    new Label(page, SWT.NONE);
    hosts = new Table(page, SWT.CHECK | SWT.BORDER);
    Names.give(hosts, "Maintenance hosts of the job");
    Usable.set(hosts, !all.getSelection());
    hosts.addListener(SWT.Selection, event -> hostsChanged());
    GridDataFactory.fillDefaults().grab(true, true).hint(260, 90).applyTo(hosts);
    Choices choices = new Choices(this);
    choices.literal(page, "&Placement:", "placement", JobWords.PLACEMENT);
    choices.number(page, "Virtual machines at a &time:", "concurrentVms", "0: as hosts allow", 0);
    choices.literal(page, "&Isolation:", "isolation", JobWords.ISOLATION);
    offer();
    wizard().data().addListener(altered);
    page.addDisposeListener(event -> wizard().data().removeListener(altered));
  }

  private List<String> names(Kind kind) {
    return wizard().data().definitions(kind).stream().map(Definition::name).toList();
  }

  /** Services and hosts may come to be while the wizard is open. */
  private void altered(Set<Kind> kinds) {
    if ((kinds.contains(Kind.SERVICE) || kinds.contains(Kind.HOST)) && !hosts.isDisposed()) {
      offer();
      validate();
    }
  }

  private void offer() {
    List<String> offered = names(Kind.SERVICE);
    if (!offered.equals(List.of(services.getItems()))) {
      services.setItems(offered.toArray(String[]::new));
    }
    if (draft().text("updateService").isEmpty() && offered.size() == 1) {
      draft().set("updateService", offered.getFirst());
    }
    services.setText(draft().text("updateService"));
    if (!names(Kind.HOST).equals(Arrays.stream(hosts.getItems()).map(TableItem::getText).toList())) {
      hosts.removeAll();
      names(Kind.HOST).forEach(name -> {
        TableItem item = new TableItem(hosts, SWT.NONE);
        item.setText(name);
        item.setChecked(draft().texts("hosts").contains(name));
      });
    }
  }

  private void services(Composite page) {
    owns("updateService", "Update service");
    label(page, "&Update service:");
    services = new Combo(page, SWT.READ_ONLY);
    services.addListener(SWT.Selection, event -> {
      draft().set("updateService", services.getText());
      changed();
    });
    FieldWidth.names(services);
  }

  private void hostsChanged() {
    Usable.set(hosts, !all.getSelection());
    draft().set("hosts", all.getSelection() ? List.of()
        : Arrays.stream(hosts.getItems()).filter(TableItem::getChecked).map(TableItem::getText).toList());
    changed();
  }

  @Override
  Optional<String> obstacle() {
    if (names(Kind.SERVICE).isEmpty()) {
      return Optional.of("There is no update service yet. Cancel, and add one by File > New > Add Update Service.");
    }
    if (names(Kind.HOST).isEmpty()) {
      return Optional.of("There is no maintenance host yet. Cancel, and add one by File > New > Add Maintenance Host.");
    }
    return !all.getSelection() && draft().texts("hosts").isEmpty()
        ? Optional.of("Check the maintenance hosts that may be used, or choose all.") : Optional.empty();
  }
}
