package org.dormouse.ui.jobs.internal.wizard;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.RunsApi.PlannedMachine;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/**
 * What a dry run found: a few sentences; every virtual machine with what would be done, in the order in which they
 * would be woken; and of the selected one all findings, packages and hosts. UI thread only.
 */
final class PlanView {

  private final Text summary;
  private Rows<PlannedMachine> rows;
  private PlanDetails details;
  private Map<String, Integer> order = Map.of();
  private Optional<JobPlan> plan = Optional.empty();

  PlanView(Composite page) {
    summary = new Text(page, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP);
    Names.give(summary, "What the job would do now");
  }

  Text summary() {
    return summary;
  }

  /** Over two columns of a page: the table, and what is selected in it below. */
  void createTable(Composite page) {
    SashForm halves = new SashForm(page, SWT.VERTICAL);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).hint(500, 340).applyTo(halves);
    rows = new Rows<>(halves, "Virtual machines of the dry run", List.of(
        new Rows.Column<>("Order", 65, true, this::place, Comparator.comparing(this::placeOrLast)),
        Rows.Column.text("Virtual machine", 160, PlannedMachine::id),
        new Rows.Column<>("What", 145, false, machine -> PlanWords.verdict(machine.verdict()),
            Comparator.comparingInt(PlanWords::rank)),
        Rows.Column.text("Host", 75, PlannedMachine::host),
        new Rows.Column<>("Packages", 85, true, PlanWords::packages,
            Comparator.comparingInt(machine -> machine.changes().size())),
        new Rows.Column<>("Download", 80, true, PlanView::download,
            Comparator.comparingLong(PlannedMachine::downloadBytes)),
        new Rows.Column<>("Forecast", 90, true, PlanWords::forecast,
            Comparator.comparingLong(PlannedMachine::forecastSeconds)),
        Rows.Column.text("Why", 380, PlanWords::why)), new Look());
    rows.onSelection(selected -> tell());
    details = new PlanDetails(halves);
    halves.setWeights(50, 50);
  }

  private static final class Look implements Rows.Look<PlannedMachine> {
    @Override
    public String key(PlannedMachine machine) {
      return machine.id();
    }

    @Override
    public Image image(PlannedMachine machine) {
      return Icons.image(StateStyle.ofMachine(PlanWords.state(machine.verdict())).iconName());
    }
  }

  private int placeOrLast(PlannedMachine machine) {
    return order.getOrDefault(machine.id(), Integer.MAX_VALUE);
  }

  private String place(PlannedMachine machine) {
    return Optional.ofNullable(order.get(machine.id())).map(String::valueOf).orElse("");
  }

  private static String download(PlannedMachine machine) {
    return machine.downloadBytes() <= 0 ? "" : Words.bytes(machine.downloadBytes());
  }

  void show(JobPlan found) {
    order = PlanWords.order(found);
    show(Optional.of(found), found.machines(), String.join("\n", PlanWords.lines(found, Instant.now())));
  }

  /** In place of a plan. */
  void say(String text) {
    show(Optional.empty(), List.of(), text);
  }

  private void show(Optional<JobPlan> found, List<PlannedMachine> machines, String text) {
    plan = found;
    rows.show(machines);
    summary.setText(text);
    if (rows.selected().isEmpty() && !machines.isEmpty()) {
      rows.select(Set.of(machines.getFirst().id()));
    }
    tell();
  }

  private void tell() {
    Optional<PlannedMachine> selected = rows.selected().stream().findFirst();
    if (plan.isPresent() && selected.isPresent()) {
      details.show(plan.get(), selected.get());
    } else {
      details.clear();
    }
  }
}
