package org.dormouse.ui.inventory.internal.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.Ids;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.dashboard.Compliance.Part;
import org.dormouse.ui.inventory.internal.machines.MachineFilter;
import org.dormouse.ui.inventory.internal.machines.MachinesView;
import org.dormouse.ui.inventory.internal.machines.Scans;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.EmptyState;
import org.dormouse.ui.parts.FactsPage;
import org.dormouse.ui.style.Theme;
import org.dormouse.ui.style.Words;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.views.properties.IPropertySheetPage;

/** How everything stands at a glance; whatever is clicked leads to the list that shows just that. */
public final class DashboardView extends ViewPart {

  private static final String REFRESH = "org.eclipse.ui.file.refresh";
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  private final Consumer<Set<Kind>> altered = kinds -> show();
  private final Consumer<LinkState> linkChanged = this::linkChanged;
  private final Runnable themeChanged = this::recolour;
  private final List<Tile> tiles = new ArrayList<>();
  private Desk desk;
  private Composite body;
  private StackLayout stack;
  private ScrolledComposite scrolled;
  private EmptyState empty;
  private Label headline;
  private ComplianceBar bar;
  private AgeChart ages;
  private HostsSection hosts;
  private RunsSection runs;

  @Override
  public void createPartControl(Composite parent) {
    desk = Desk.of(getSite());
    body = new Composite(parent, SWT.NONE);
    ContextHelp.set(body, "dashboard");
    stack = new StackLayout();
    body.setLayout(stack);
    empty = new EmptyState(body);
    scrolled = new ScrolledComposite(body, SWT.V_SCROLL | SWT.H_SCROLL);
    scrolled.setExpandHorizontal(true);
    scrolled.setExpandVertical(true);
    scrolled.setMinSize(WIDTH, HEIGHT);
    Composite page = new Composite(scrolled, SWT.NONE);
    scrolled.setContent(page);
    GridLayoutFactory.fillDefaults().numColumns(2).equalWidth(true).margins(12, 10).spacing(16, 8).applyTo(page);
    UiThread.inTurns(body, List.of(() -> createCompliance(page), () -> createAges(page), () -> createRuns(page),
        () -> createHosts(page), this::follow));
  }

  private void follow() {
    desk.data().addListener(altered);
    desk.link().addStateListener(linkChanged);
    Theme.addListener(themeChanged);
    getSite().getService(IHandlerService.class).activateHandler(REFRESH, new Refresh());
    show();
  }

  private void createCompliance(Composite page) {
    headline = title(page, "Compliance");
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(headline);
    Composite row = new Composite(page, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(Part.values().length).equalWidth(true).applyTo(row);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(row);
    for (Part part : Part.values()) {
      Tile tile = new Tile(row, part, () -> list(new MachineFilter("", part.states())));
      GridDataFactory.fillDefaults().grab(true, false).applyTo(tile.control());
      tiles.add(tile);
    }
    bar = new ComplianceBar(page, part -> list(new MachineFilter("", part.states())));
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(SWT.DEFAULT, 12).applyTo(bar.control());
  }

  private void createAges(Composite page) {
    title(page, "Days since last known to be up to date");
    title(page, "Last runs");
    ages = new AgeChart(page, age -> list(new MachineFilter(age.filter(), Set.of())));
    GridDataFactory.fillDefaults().grab(true, true).hint(300, 150).applyTo(ages.control());
  }

  /** Beside the ages. */
  private void createRuns(Composite page) {
    runs = new RunsSection(page, desk, getSite().getPage());
    GridDataFactory.fillDefaults().grab(true, true).hint(300, 150).applyTo(runs.control());
  }

  private void createHosts(Composite page) {
    Label capacity = title(page, "Capacity of maintenance hosts");
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(capacity);
    hosts = new HostsSection(page, desk);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(600, 90).applyTo(hosts.control());
  }

  private static Label title(Composite page, String text) {
    Label label = new Label(page, SWT.NONE);
    label.setText(text);
    label.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    GridDataFactory.fillDefaults().grab(true, false).applyTo(label);
    return label;
  }

  private void list(MachineFilter filter) {
    try {
      MachinesView.show(getSite().getPage(), filter);
    } catch (PartInitException e) {
      ILog.of(DashboardView.class).error("The list of virtual machines could not be opened.", e);
    }
  }

  private void linkChanged(LinkState state) {
    if (state instanceof LinkState.Connected) {
      hosts.connectedAgain();
    }
    show();
  }

  private void show() {
    if (body.isDisposed()) {
      return;
    }
    boolean some = !desk.data().machines().isEmpty();
    if (some) {
      Compliance compliance = Compliance.of(desk.data().machines(), Instant.now());
      headline.setText("Compliance: " + compliance.percent() + " % of "
          + Words.count(compliance.total(), "virtual machine", "virtual machines") + " up to date, "
          + Words.count(compliance.pending(), "update", "updates") + " pending, " + compliance.pendingSecurity()
          + " of them security");
      tiles.forEach(tile -> tile.show(compliance));
      bar.show(compliance);
      ages.show(compliance);
      // Styles are applied after a part was made, and nobody tells.
      ages.recolour();
      runs.show();
      hosts.show();
    } else {
      empty.follow(desk.link().state(), desk.link(), this::explain);
    }
    Control wanted = some ? scrolled : empty;
    if (stack.topControl != wanted) {
      stack.topControl = wanted;
      body.layout(true, true);
    }
  }

  private void explain(EmptyState there) {
    if (!desk.data().isLoaded(Kind.VM)) {
      desk.data().error().ifPresentOrElse(there::says, () -> there.says(desk.link().state(), desk.link()));
    } else {
      List<Definition> libraries = desk.data().definitions(Kind.LIBRARY);
      there.says("dashboard", "Here you will see how many virtual machines are up to date.", libraries.isEmpty()
          ? "There are none yet: they come from libraries." : "None were found in the libraries yet.");
      if (libraries.isEmpty()) {
        there.action("Set up Dormouse…", () -> Commands.run(getSite(), Ids.SET_UP));
      } else {
        there.action("Look into the libraries again", () -> Scans.start(desk, libraries));
      }
      there.action("Add a library…", () -> Commands.run(getSite(), Ids.ADD_LIBRARY));
    }
  }

  /** What hosts can take is known by checks that nobody repeats; all the rest is kept up to date by itself. */
  private final class Refresh extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) {
      hosts.refresh();
      desk.data().refresh(EnumSet.allOf(Kind.class));
      return null;
    }
  }

  private void recolour() {
    if (!body.isDisposed()) {
      ages.recolour();
      bar.control().redraw();
    }
  }

  @Override
  public <T> T getAdapter(Class<T> adapter) {
    if (adapter == IPropertySheetPage.class) {
      return adapter.cast(FactsPage.ofNothing());
    }
    return super.getAdapter(adapter);
  }

  @Override
  public void setFocus() {
    if (stack.topControl == null) {
      body.setFocus();
    } else {
      stack.topControl.setFocus();
    }
  }

  @Override
  public void dispose() {
    desk.data().removeListener(altered);
    desk.link().removeStateListener(linkChanged);
    Theme.removeListener(themeChanged);
    super.dispose();
  }
}
