package org.dormouse.ui.inventory.internal.machines;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.actions.MachineDeclarations;
import org.dormouse.ui.inventory.internal.details.DetailsPage;
import org.dormouse.ui.inventory.internal.machines.MachineIndex.Order;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.ListOrEmpty;
import org.dormouse.ui.parts.TextClipboard;
import org.dormouse.ui.parts.ViewInTurns;
import org.dormouse.ui.style.Icons;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.views.properties.IPropertySheetPage;

/** The list of virtual machines: filter, chips of states, table; what is selected shows in the Properties view. */
public final class MachinesView extends ViewInTurns {

  public static final String ID = "org.dormouse.ui.inventory.MachinesView";

  private final Consumer<Set<Kind>> altered = this::altered;
  private final Consumer<LinkState> linkChanged = state -> showBody();
  private final MachineIndexer indexer = new MachineIndexer(Clock.systemUTC());
  private final MachineTable table = new MachineTable(this::sort);
  private ListSettings settings;
  private Desk desk;
  private FilterBar filterBar;
  private ListOrEmpty body;
  private Order order = Order.AT_FIRST;
  /** Before that nobody knows whether there is anything to show. */
  private boolean indexed;

  /** Brings the view up with a filter. */
  public static void show(IWorkbenchPage page, MachineFilter filter) throws PartInitException {
    ((MachinesView) page.showView(ID)).filter(filter);
  }

  private void filter(MachineFilter filter) {
    if (isMade()) {
      filterBar.setFilter(filter);
    } else {
      settings = settings.with(filter);
    }
  }

  @Override
  public void init(IViewSite site, IMemento state) throws PartInitException {
    super.init(site, state);
    settings = ListSettings.read(Optional.ofNullable(state));
    desk = Desk.of(site);
  }

  @Override
  protected void begin() {
    getSite().setSelectionProvider(table);
    getViewSite().getActionBars().getMenuManager().add(action("Columns…", "settings", this::chooseColumns));
  }

  @Override
  protected void make(Composite parent) {
    order = settings.order();
    Composite area = new Composite(parent, SWT.NONE);
    ContextHelp.set(area, "machines");
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(area);
    filterBar = new FilterBar(area, filter -> reindex());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(filterBar.control());
    body = new ListOrEmpty(area);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
    table.create(body);
    table.setLayout(settings.columns(), order);
    table.control().addListener(SWT.DefaultSelection, event -> showProperties());
    addMenus();
    addHandlers();
    desk.data().addListener(altered);
    desk.link().addStateListener(linkChanged);
    filterBar.setFilter(settings.filter());
  }

  private void addMenus() {
    MenuManager menu = new MenuManager();
    menu.setRemoveAllWhenShown(true);
    menu.addMenuListener(this::fillMenu);
    table.control().setMenu(menu.createContextMenu(table.control()));
    getSite().registerContextMenu(menu, table);
  }

  private void fillMenu(IMenuManager menu) {
    menu.add(new Separator("servicing"));
    menu.add(new Separator("groups"));
    menu.add(new Separator("declared"));
    new MachineDeclarations(desk, table.machines()).fill(menu);
    menu.add(new Separator("show"));
    menu.add(new Separator("edit"));
    menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
    menu.add(action("Columns…", "settings", this::chooseColumns));
    menu.add(action("Properties", "info", this::showProperties));
  }

  private static Action action(String text, String icon, Runnable run) {
    return new Action(text, Icons.of(icon)) {
      @Override
      public void run() {
        run.run();
      }
    };
  }

  private void addHandlers() {
    handle(IWorkbenchCommandConstants.EDIT_COPY, this::copy);
    handle(IWorkbenchCommandConstants.EDIT_SELECT_ALL, table::selectAll);
    handle(IWorkbenchCommandConstants.EDIT_FIND_AND_REPLACE, filterBar::setFocus);
    handle(IWorkbenchCommandConstants.FILE_REFRESH,
        () -> desk.data().refresh(Set.of(Kind.VM, Kind.LIBRARY, Kind.GROUP)));
  }

  private void handle(String command, Runnable action) {
    Commands.handle(getSite(), command, action);
  }

  private void copy() {
    List<Machine> machines = table.machines();
    if (!machines.isEmpty()) {
      TextClipboard.put(body.getDisplay(), Csv.tabbed(table.columnsInSight(), machines));
    }
  }

  private void chooseColumns() {
    if (!isMade()) {
      return;
    }
    ColumnChooser chooser = new ColumnChooser(getSite().getShell(), table.layout());
    if (chooser.open() == Window.OK) {
      table.setLayout(chooser.layout(), order);
    }
  }

  private void showProperties() {
    try {
      getSite().getPage().showView("org.eclipse.ui.views.PropertySheet", null, IWorkbenchPage.VIEW_VISIBLE);
    } catch (PartInitException e) {
      ILog.of(MachinesView.class).error("The Properties view could not be opened.", e);
    }
  }

  private void sort(Order wanted) {
    order = wanted;
    table.showOrder(order);
    reindex();
  }

  private void altered(Set<Kind> kinds) {
    if (kinds.contains(Kind.VM) || kinds.contains(Kind.LIBRARY)) {
      reindex();
    }
  }

  private void reindex() {
    indexer.index(desk.data().machines(), filterBar.filter(), order, index -> {
      if (!body.isDisposed()) {
        indexed = true;
        table.show(index);
        filterBar.show(index);
        showBody();
      }
    });
  }

  private void showBody() {
    if (body.isDisposed() || !indexed) {
      return;
    }
    if (table.index().rows().isEmpty()) {
      new NoMachines(desk, getSite(), filterBar).explain(body.empty(), table.index());
      body.showEmpty();
    } else {
      body.show(table.control());
    }
  }

  /** Those shown, for an export. */
  public List<Machine> shown() {
    return table.index().rows().stream().map(MachineRow::machine).toList();
  }

  public List<MachineColumn> columns() {
    return isMade() ? table.columnsInSight() : settings.columns().shown();
  }

  @Override
  public <T> T getAdapter(Class<T> adapter) {
    if (adapter == IPropertySheetPage.class) {
      return adapter.cast(new DetailsPage(desk));
    }
    return super.getAdapter(adapter);
  }

  @Override
  public void saveState(IMemento state) {
    (isMade() ? new ListSettings(filterBar.filter(), order, table.layout()) : settings).write(state);
  }

  @Override
  protected void focus() {
    body.setFocus();
  }

  @Override
  public void dispose() {
    desk.data().removeListener(altered);
    desk.link().removeStateListener(linkChanged);
    indexer.close();
    super.dispose();
  }
}
