package org.dormouse.ui.inventory.internal.details;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Machines.Details;
import org.dormouse.api.Machines.History;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.definitions.Declared;
import org.dormouse.ui.inventory.internal.definitions.HostNetwork;
import org.dormouse.ui.inventory.internal.machines.StateIcons;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.DefinitionFacts;
import org.dormouse.ui.parts.FactActions;
import org.dormouse.ui.parts.FactRows;
import org.dormouse.ui.parts.FactTable;
import org.dormouse.ui.parts.FactTabs;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.part.Page;
import org.eclipse.ui.views.properties.IPropertySheetPage;

/**
 * Page of the Properties view for what is selected in the inventory: everything that is known of a virtual machine, or
 * the attributes of a definition. What takes a request is asked for when the selection has rested for a moment.
 */
public final class DetailsPage extends Page implements IPropertySheetPage {

  private static final int REST_MILLIS = 180;

  private final Desk desk;
  private Composite area;
  private CLabel title;
  private FactTabs tabs;
  private FactTabs.Tab overview;
  private FactTabs.Tab pending;
  private FactTabs.Tab findings;
  private FactTabs.Tab disks;
  private FactTabs.Tab generations;
  private FactTabs.Tab history;
  private boolean made;
  private List<Object> selected = List.of();
  private Optional<Object> shown = Optional.empty();
  private Declared said = Declared.NOTHING;
  private Optional<EngineLink.Request> details = Optional.empty();
  private Optional<EngineLink.Request> past = Optional.empty();
  private final Runnable ask = this::ask;
  private final Consumer<Set<Kind>> altered = this::altered;

  public DetailsPage(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void createControl(Composite parent) {
    area = new Composite(parent, SWT.NONE);
    ContextHelp.set(area, "details");
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(area);
    // in a turn of its own: what it is to describe has often just been opened, which takes long enough
    UiThread.inTurns(area, List.of(this::fill));
  }

  private void fill() {
    boolean awaited = area.isFocusControl();
    title = new CLabel(area, SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(title);
    tabs = new FactTabs(area, SWT.FLAT);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(tabs.control());
    overview = tab("Overview", column("Property", 130), column("Value", 400));
    pending = tab("Pending updates", column("Package", 200), column("Architecture", 90), column("Installed", 190),
        column("Candidate", 190), column("Download", 80), column("Origin", 160));
    findings = tab("Findings", column("Severity", 140), column("About", 140), column("What", 420),
        column("What to do", 420));
    disks = tab("Disks", column("Slot", 50), column("File", 260), column("Format", 70), column("Size in guest", 100),
        column("Size of file", 100), column("Parent", 220));
    generations = tab("Generations", column("Number", 80), column("Use", 130), column("Made", 180),
        column("By run", 150), column("Size", 80), column("Files", 320));
    history = tab("History", column("When", 180), column("What", 150), column("Text", 480), column("Run", 150));
    desk.data().addListener(altered);
    made = true;
    show(selected);
    altered(EnumSet.allOf(Kind.class));
    area.layout(true, true);
    if (awaited) {
      setFocus();
    }
  }

  private static FactTable.Column column(String title, int width) {
    return new FactTable.Column(title, width);
  }

  private FactTabs.Tab tab(String title, FactTable.Column... columns) {
    return tabs.add(title, title, List.of(columns));
  }

  @Override
  public void setActionBars(IActionBars bars) {
    FactActions.set(bars, () -> ofTabs(FactTabs::copy), () -> ofTabs(FactTabs::selectAll));
  }

  private void ofTabs(Consumer<FactTabs> act) {
    if (made) {
      act.accept(tabs);
    }
  }

  @Override
  public Control getControl() {
    return area;
  }

  @Override
  public void setFocus() {
    (made ? tabs.control() : area).setFocus();
  }

  @Override
  public void selectionChanged(IWorkbenchPart part, ISelection selection) {
    if (selection instanceof IStructuredSelection structured && !area.isDisposed()) {
      selected = Stream.of(structured.toArray())
          .filter(one -> one instanceof Machine || one instanceof Definition || one instanceof HostNetwork).toList();
      if (made) {
        show(selected);
      }
    }
  }

  private void show(List<Object> all) {
    if (all.size() > 1) {
      showMany(all);
    } else {
      show(all.stream().findFirst());
    }
  }

  private void altered(Set<Kind> kinds) {
    if (kinds.contains(Kind.VM) && shown.isPresent() && shown.get() instanceof Machine machine) {
      desk.data().machine(machine.id()).filter(now -> !now.equals(machine) || !declared(now).equals(said))
          .ifPresent(now -> show(Optional.of(now)));
    }
    if (shown.isPresent() && shown.get() instanceof Definition before) {
      Kind.of(before.kind()).filter(kinds::contains).flatMap(kind -> desk.data().definition(kind, before.name()))
          .filter(now -> !now.equals(before)).ifPresent(now -> show(Optional.of(now)));
    }
    if (kinds.contains(Kind.HOST) && shown.isPresent() && shown.get() instanceof HostNetwork before) {
      desk.data().definition(Kind.HOST, before.name()).map(before::of)
          .filter(now -> !now.equals(before)).ifPresent(now -> show(Optional.of(now)));
    }
  }

  private void showMany(List<Object> all) {
    shown = Optional.empty();
    cancel();
    title.setImage(null);
    title.setText(all.size() + " selected");
    List<Machine> machines = all.stream().filter(Machine.class::isInstance).map(Machine.class::cast).toList();
    overview.show(MachineFacts.together(machines, machines.stream()
        .filter(machine -> declared(machine).excluded()).count()));
    clear();
  }

  private void show(Optional<Object> what) {
    boolean same = shown.isPresent() && what.isPresent() && name(shown.get()).equals(name(what.get()));
    shown = what;
    cancel();
    if (!same) {
      clear();
      overview.begin();
    }
    switch (what.orElse("")) {
      case Machine machine -> {
        said = declared(machine);
        title.setImage(StateIcons.of(machine.state()));
        title.setText(machine.id() + "   " + Words.machineState(machine.state()));
        overview.show(MachineFacts.overview(machine, declared(machine), Optional.empty()));
        Display.getCurrent().timerExec(REST_MILLIS, ask);
      }
      case Definition definition -> {
        title.setImage(null);
        title.setText(definition.name());
        overview.show(DefinitionFacts.of(definition));
      }
      case HostNetwork network -> {
        title.setImage(null);
        title.setText("Network of " + network.name());
        overview.show(network.facts(Instant.now()));
        show(findings, "Findings", FactRows.findings(network.findings()));
      }
      default -> {
        title.setImage(null);
        title.setText("Nothing is selected");
        overview.show(List.of());
      }
    }
  }

  private Declared declared(Machine machine) {
    return Declared.of(desk.data(), machine.id());
  }

  private static String name(Object what) {
    return switch (what) {
      case Machine machine -> "vm " + machine.id();
      case Definition definition -> definition.kind() + " " + definition.name();
      case HostNetwork network -> "network " + network.name();
      default -> "";
    };
  }

  private void clear() {
    clear(pending, "Pending updates");
    clear(findings, "Findings");
    clear(disks, "Disks");
    clear(generations, "Generations");
    clear(history, "History");
  }

  private static void clear(FactTabs.Tab tab, String title) {
    tab.show(List.of());
    tab.title(title);
  }

  private static void show(FactTabs.Tab tab, String title, List<FactTable.Row> rows) {
    tab.show(rows);
    tab.title(title + " (" + rows.size() + ")");
  }

  private void ask() {
    if (!area.isDisposed() && shown.isPresent() && shown.get() instanceof Machine machine) {
      Named name = new Named("vm", machine.id());
      details = Optional.of(desk.link().ask("Look at " + machine.id(), engine -> engine.machine(name),
          found -> show(machine, found), error -> failed(machine, error)));
      past = Optional.of(desk.link().ask("Read the history of " + machine.id(), engine -> engine.history(name),
          this::show, error -> {}));
    }
  }

  private void show(Machine machine, Details found) {
    if (area.isDisposed()) {
      return;
    }
    overview.show(MachineFacts.overview(found.machine(), declared(found.machine()), Optional.of(found)));
    show(pending, "Pending updates", FactRows.changes(found.pending()));
    show(findings, "Findings", FactRows.findings(found.findings()));
    show(disks, "Disks", MachineFacts.disks(found));
    show(generations, "Generations", MachineFacts.generations(found));
  }

  private void show(History found) {
    if (!area.isDisposed()) {
      show(history, "History", MachineFacts.history(found));
    }
  }

  private void failed(Machine machine, ApiError error) {
    if (!area.isDisposed()) {
      title.setText(machine.id() + "   " + error.message());
    }
  }

  private void cancel() {
    details.ifPresent(EngineLink.Request::cancel);
    past.ifPresent(EngineLink.Request::cancel);
    details = Optional.empty();
    past = Optional.empty();
  }

  @Override
  public void dispose() {
    desk.data().removeListener(altered);
    cancel();
    super.dispose();
  }
}
