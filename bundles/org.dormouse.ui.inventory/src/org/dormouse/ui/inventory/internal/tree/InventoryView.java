package org.dormouse.ui.inventory.internal.tree;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.ui.Ids;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.definitions.HostNetwork;
import org.dormouse.ui.inventory.internal.definitions.NetworkChecks;
import org.dormouse.ui.inventory.internal.details.DetailsPage;
import org.dormouse.ui.inventory.internal.tree.InventoryNodes.Category;
import org.dormouse.ui.inventory.internal.tree.InventoryNodes.Hint;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.EmptyState;
import org.dormouse.ui.parts.Names;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.views.properties.IPropertySheetPage;

/** The tree of what servicing works with: libraries, groups, hosts, update services, networks, jobs. */
public final class InventoryView extends ViewPart {

  private final Consumer<Set<Kind>> altered = this::altered;
  private final Consumer<LinkState> linkChanged = state -> showBody();
  private final Set<Category> opened = EnumSet.noneOf(Category.class);
  private MachineCounts counts = MachineCounts.NONE;
  private final NetworkChecks checks = new NetworkChecks();
  private Desk desk;
  private InventoryMenu entries;
  private Text filter;
  private Composite body;
  private StackLayout stack;
  private TreeViewer tree;
  private EmptyState empty;

  @Override
  public void createPartControl(Composite parent) {
    desk = Desk.of(getSite());
    entries = new InventoryMenu(getSite(), desk, this::checked);
    Composite area = new Composite(parent, SWT.NONE);
    ContextHelp.set(area, "inventory");
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(area);
    filter = Names.give(new Text(area, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL), "Filter the inventory");
    filter.setMessage("Filter by name");
    filter.setData("org.dormouse.ui.id", "inventory.filter");
    GridDataFactory.fillDefaults().grab(true, false).indent(0, 4).applyTo(filter);
    filter.addListener(SWT.Modify, event -> filterChanged());
    body = new Composite(area, SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, true).indent(0, 4).applyTo(body);
    stack = new StackLayout();
    body.setLayout(stack);
    createTree();
    empty = new EmptyState(body);
    getSite().setSelectionProvider(tree);
    addHandlers();
    desk.data().addListener(altered);
    desk.link().addStateListener(linkChanged);
    showBody();
    count();
  }

  private void createTree() {
    tree = new TreeViewer(body, SWT.MULTI | SWT.H_SCROLL | SWT.V_SCROLL);
    tree.getTree().setData("org.dormouse.ui.id", "inventory");
    Names.give(tree.getTree(), "Inventory");
    InventoryContent content = new InventoryContent(desk.data(), checks);
    tree.setComparer(content);
    tree.setContentProvider(content);
    tree.setLabelProvider(new DelegatingStyledCellLabelProvider(new InventoryLabels(() -> counts)));
    tree.addFilter(new ByName());
    tree.setInput(desk.data());
    expandNew();
    tree.addDoubleClickListener(event -> open(tree.getStructuredSelection().getFirstElement()));
    tree.addDropSupport(DND.DROP_COPY | DND.DROP_MOVE | DND.DROP_LINK,
        new Transfer[] {LocalSelectionTransfer.getTransfer()}, new GroupDrop(tree, desk));
    MenuManager menu = new MenuManager();
    menu.setRemoveAllWhenShown(true);
    menu.addMenuListener(manager -> entries.fill(manager, selected()));
    tree.getTree().setMenu(menu.createContextMenu(tree.getTree()));
    getSite().registerContextMenu(menu, tree);
  }

  private final class ByName extends ViewerFilter {
    @Override
    public boolean select(Viewer viewer, Object parent, Object element) {
      String wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
      return wanted.isEmpty() || switch (element) {
        case Definition definition -> definition.name().toLowerCase(Locale.ROOT).contains(wanted);
        case HostNetwork network -> network.name().toLowerCase(Locale.ROOT).contains(wanted);
        case Category category -> Stream.of(((InventoryContent) tree.getContentProvider()).getChildren(category))
            .anyMatch(child -> select(viewer, category, child));
        default -> false;
      };
    }
  }

  private void filterChanged() {
    tree.refresh();
    tree.expandAll();
    showBody();
  }

  private void addHandlers() {
    Commands.findIn(getSite(), filter);
    handle(IWorkbenchCommandConstants.FILE_REFRESH, () -> desk.data().refresh(Set.of(Kind.values())));
    handle(IWorkbenchCommandConstants.EDIT_DELETE, () -> entries.remove(definitions()));
  }

  private void handle(String command, Runnable action) {
    Commands.handle(getSite(), command, action);
  }

  private List<?> selected() {
    return tree.getStructuredSelection().toList();
  }

  private List<Definition> definitions() {
    return selected().stream().filter(Definition.class::isInstance).map(Definition.class::cast).toList();
  }

  private void open(Object element) {
    switch (element) {
      case Hint hint -> Commands.run(getSite(), hint.category().command());
      case Category category -> tree.setExpandedState(category, !tree.getExpandedState(category));
      case Definition definition -> entries.open(definition);
      case HostNetwork network -> entries.open(network);
      case null, default -> { }
    }
  }

  private void altered(Set<Kind> kinds) {
    if (kinds.contains(Kind.VM)) {
      count();
    }
    if (!body.isDisposed() && Stream.of(Category.values()).map(Category::kind).anyMatch(kinds::contains)) {
      tree.refresh();
      expandNew();
      showBody();
    }
  }

  private void checked(Definition definition, CheckReport report) {
    if (!body.isDisposed() && definition.kind().equals(Kind.HOST.id())) {
      checks.keep(definition, report, Instant.now());
      tree.refresh();
      List<HostNetwork> networks = InventoryMenu.networks(selected());
      if (!networks.isEmpty()) {
        // tells the Properties view, which takes no notice of a selection that the tree takes for the same
        tree.setSelection(StructuredSelection.EMPTY);
        tree.setSelection(new StructuredSelection(networks.stream().map(HostNetwork::host).map(checks::of).toList()));
      }
    }
  }

  private void count() {
    List<Machine> machines = desk.data().machines();
    CompletableFuture.supplyAsync(() -> MachineCounts.of(machines)).thenAccept(counted -> UiThread.run(() -> {
      // what was counted of an older list is not shown over that of a newer one
      if (!body.isDisposed() && machines == desk.data().machines() && !counted.equals(counts)) {
        counts = counted;
        tree.refresh();
      }
    }));
  }

  /** A category is opened when it gets its first children; afterwards it stays as the user has left it. */
  private void expandNew() {
    for (Category category : Category.values()) {
      if (desk.data().isLoaded(category.kind()) && opened.add(category)) {
        tree.setExpandedState(category, true);
      }
    }
  }

  private void showBody() {
    if (body.isDisposed()) {
      return;
    }
    boolean known = desk.data().isLoaded(Kind.LIBRARY);
    if (!known) {
      empty.follow(desk.link().state(), desk.link(), there -> desk.data().error()
          .ifPresentOrElse(there::says, () -> there.says(desk.link().state(), desk.link())));
    } else if (isNothingDefined()) {
      empty.says("library", "Nothing is set up yet.",
              "Dormouse needs a library with virtual machines, a host to wake them on, and an update service.")
          .action("Set up Dormouse…", () -> Commands.run(getSite(), Ids.SET_UP))
          .action("Add a library…", () -> Commands.run(getSite(), Ids.ADD_LIBRARY));
    }
    boolean found = known && !isNothingDefined() && tree.getTree().getItemCount() > 0;
    if (known && !isNothingDefined() && !found) {
      empty.says("filter", "Nothing in the inventory has this name.").action("Show all", () -> filter.setText(""));
    }
    stack.topControl = found ? tree.getTree() : empty;
    body.layout(true);
  }

  private boolean isNothingDefined() {
    return Stream.of(Category.values()).allMatch(category -> desk.data().definitions(category.kind()).isEmpty());
  }

  /** Selects definitions, e.g. the libraries of some machines; none that is gone. */
  public void reveal(Kind kind, Collection<String> names) {
    filter.setText("");
    List<Definition> there = names.stream().flatMap(name -> desk.data().definition(kind, name).stream()).toList();
    if (!there.isEmpty()) {
      tree.setSelection(new StructuredSelection(there), true);
    }
  }

  @Override
  public <T> T getAdapter(Class<T> adapter) {
    if (adapter == IPropertySheetPage.class) {
      return adapter.cast(new DetailsPage(desk));
    }
    return super.getAdapter(adapter);
  }

  @Override
  public void setFocus() {
    stack.topControl.setFocus();
  }

  @Override
  public void dispose() {
    desk.data().removeListener(altered);
    desk.link().removeStateListener(linkChanged);
    super.dispose();
  }
}
