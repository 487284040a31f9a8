package org.dormouse.ui.runs.internal;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.parts.PageExtensions;
import org.dormouse.ui.parts.SelectionHolder;
import org.dormouse.ui.runs.RunEditorInput;
import org.dormouse.ui.runs.RunPage;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerActivation;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.MultiPageEditorPart;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.ui.views.properties.IPropertySheetPage;

/** Shows one run, live. Its pages come through the extension point; there is nothing to save. */
public final class RunEditor extends MultiPageEditorPart {

  /** Points below which the pages and the details of a step do not fit above one another. */
  private static final int LOW = 420;
  private static final int GRAPH = 62;
  private static final int DETAILS = 38;

  private final SelectionHolder selection = new SelectionHolder();
  private List<LatePage> pages = List.of();
  private FactsPages facts;
  private OpenRun run;
  private TableBeside beside;
  private Composite above;
  private RunHead head;
  private Optional<IHandlerActivation> find = Optional.empty();
  private Optional<StepPane> steps = Optional.empty();
  private boolean opened;

  @Override
  public void init(IEditorSite site, IEditorInput input) throws PartInitException {
    if (!(input instanceof RunEditorInput wanted)) {
      throw new PartInitException("A run editor shows runs only, not " + input.getName() + ".");
    }
    super.init(site, input);
    site.setSelectionProvider(selection);
    setPartName(wanted.getName());
    run = new OpenRun(PlatformUI.getWorkbench().getService(EngineLink.class), wanted.runId(), this, selection);
    InventoryData data = PlatformUI.getWorkbench().getService(InventoryData.class);
    facts = new FactsPages(selected -> RunFacts.of(run.feed(), selected, data::machine));
  }

  @Override
  protected Composite createPageContainer(Composite parent) {
    Composite whole = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(whole);
    beside = new TableBeside(run);
    above = new Composite(whole, SWT.NONE);
    above.setLayout(new FillLayout());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(above);
    SashForm sash = new SashForm(whole, SWT.VERTICAL);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
    Composite place = new Composite(sash, SWT.NONE);
    place.setLayout(new FillLayout());
    Composite details = new Composite(sash, SWT.NONE);
    details.setLayout(new FillLayout());
    sash.setWeights(GRAPH, DETAILS);
    sash.addListener(SWT.Resize, event -> arrange(sash));
    // all the room is the graph's until there is something to show
    sash.setMaximizedControl(place);
    selection.addSelectionChangedListener(event -> {
      if (!sash.isDisposed() && !event.getSelection().isEmpty()) {
        showDetails(sash, details);
      }
    });
    return super.createPageContainer(beside.create(place));
  }

  private void showDetails(SashForm sash, Composite details) {
    if (steps.isEmpty()) {
      steps = Optional.of(new StepPane(details, run));
      arrange(sash);
      details.layout();
    }
    sash.setMaximizedControl(null);
  }

  /** Above one another while there is room for both; in a low window the graph would be out of sight. */
  private void arrange(SashForm sash) {
    int wanted = sash.getClientArea().height < LOW ? SWT.HORIZONTAL : SWT.VERTICAL;
    if (sash.getOrientation() != wanted) {
      sash.setOrientation(wanted);
    }
    steps.ifPresent(pane -> pane.setOrientation(wanted == SWT.HORIZONTAL ? SWT.VERTICAL : SWT.HORIZONTAL));
  }

  @Override
  protected void createPages() {
    run.addDeltaListener(new TitleAndFacts());
    pages = PageExtensions.create("org.dormouse.ui.runs.pages", RunPage.class).stream().map(this::add).toList();
    // The editor is there at once, and what is in it when it has been painted.
    UiThread.inTurns(getContainer(), List.of(this::createHead, this::makeFront));
  }

  private void createHead() {
    head = new RunHead(above, run, beside);
    showFront(getActivePage());
    above.getParent().layout();
  }

  private void makeFront() {
    opened = true;
    boolean focused = getSite().getPage().getActivePart() == this;
    front().ifPresent(page -> {
      page.make();
      if (focused) {
        page.setFocus();
      }
    });
  }

  private LatePage add(PageExtensions.Contributed<RunPage> contributed) {
    Composite place = new Composite(getContainer(), SWT.NONE);
    place.setLayout(new FillLayout());
    setPageText(addPage(place), contributed.name());
    return new LatePage(contributed.page(), place);
  }

  /** A page that is made when it first comes to the front. */
  private final class LatePage {
    private final RunPage page;
    private final Composite place;
    private boolean made;

    LatePage(RunPage page, Composite place) {
      this.page = page;
      this.place = place;
    }

    RunPage page() {
      return page;
    }

    void make() {
      if (!made) {
        made = true;
        page.create(place, run);
        place.layout();
      }
    }

    void setFocus() {
      if (made) {
        page.setFocus();
      } else {
        place.setFocus();
      }
    }
  }

  private Optional<LatePage> front() {
    int active = getContainer() == null || getContainer().isDisposed() ? -1 : getActivePage();
    return active < 0 ? Optional.empty() : Optional.of(pages.get(active));
  }

  /** Whose run it is becomes known once the engine has answered. */
  private final class TitleAndFacts implements RunFeed.Listener {
    @Override
    public void changed(RunFeed feed, RunFeed.Delta delta) {
      feed.run().ifPresent(now -> setPartName(now.job() + ": " + getEditorInput().getName().toLowerCase(Locale.ROOT)));
      facts.update();
    }

    @Override
    public void failed(ApiError error) {
      // The head says so.
    }
  }

  OpenRun run() {
    return run;
  }

  /** Servicings or steps. */
  List<?> selected() {
    return selection.getSelection() instanceof IStructuredSelection structured ? structured.toList() : List.of();
  }

  @Override
  public void setFocus() {
    front().ifPresent(LatePage::setFocus);
  }

  @Override
  protected void pageChange(int newPageIndex) {
    if (opened) {
      pages.get(newPageIndex).make();
    }
    super.pageChange(newPageIndex);
    getSite().setSelectionProvider(selection);
    if (head != null) {
      showFront(newPageIndex);
    }
  }

  /** The graph has a search of its own; the rows of the table are found by the filter above them. */
  private void showFront(int page) {
    boolean table = pages.get(page).page() instanceof TablePage;
    beside.setFront(table);
    head.setFront(table);
    IHandlerService handlers = getSite().getService(IHandlerService.class);
    find.ifPresent(handlers::deactivateHandler);
    find = table ? Optional.of(head.findHere(getSite())) : Optional.empty();
  }

  @Override
  public <T> T getAdapter(Class<T> adapter) {
    if (adapter == IPropertySheetPage.class) {
      return adapter.cast(facts.create());
    }
    if (adapter == IContentOutlinePage.class) {
      // The view keeps the first one that it is given: the graph's serves the table as well, whichever is in front.
      return pages.stream().map(each -> each.page().adapter(adapter)).filter(Objects::nonNull).findFirst().orElse(null);
    }
    return front().map(front -> front.page().adapter(adapter)).orElseGet(() -> super.getAdapter(adapter));
  }

  @Override
  public void doSave(IProgressMonitor monitor) {
    // Nothing is ever altered here.
  }

  @Override
  public void doSaveAs() {
    // Not allowed.
  }

  @Override
  public boolean isSaveAsAllowed() {
    return false;
  }

  @Override
  public void dispose() {
    if (run != null) {
      run.close();
    }
    super.dispose();
  }
}
