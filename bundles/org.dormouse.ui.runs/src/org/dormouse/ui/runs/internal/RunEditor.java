package org.dormouse.ui.runs.internal;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.dormouse.api.ApiError;
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
  private List<PageExtensions.Contributed<RunPage>> pages = List.of();
  private FactsPages facts;
  private OpenRun run;
  private TableBeside beside;
  private RunHead head;
  private Optional<IHandlerActivation> find = Optional.empty();

  @Override
  public void init(IEditorSite site, IEditorInput input) throws PartInitException {
    if (!(input instanceof RunEditorInput opened)) {
      throw new PartInitException("A run editor shows runs only, not " + input.getName() + ".");
    }
    super.init(site, input);
    site.setSelectionProvider(selection);
    setPartName(opened.getName());
    run = new OpenRun(PlatformUI.getWorkbench().getService(EngineLink.class), opened.runId(), this, selection);
    InventoryData data = PlatformUI.getWorkbench().getService(InventoryData.class);
    facts = new FactsPages(this, selected -> RunFacts.of(run.feed(), selected, data::machine));
  }

  @Override
  protected Composite createPageContainer(Composite parent) {
    Composite whole = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(whole);
    beside = new TableBeside(run);
    head = new RunHead(whole, run, beside);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(head.control());
    SashForm sash = new SashForm(whole, SWT.VERTICAL);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
    Composite place = new Composite(sash, SWT.NONE);
    place.setLayout(new FillLayout());
    StepPane steps = new StepPane(sash, run);
    sash.setWeights(GRAPH, DETAILS);
    sash.addListener(SWT.Resize, event -> arrange(sash, steps));
    // all the room is the graph's until there is something to show
    sash.setMaximizedControl(place);
    selection.addSelectionChangedListener(event -> {
      if (!sash.isDisposed() && !event.getSelection().isEmpty()) {
        sash.setMaximizedControl(null);
      }
    });
    return super.createPageContainer(beside.create(place));
  }

  /** Above one another while there is room for both; in a low window the graph would be out of sight. */
  private static void arrange(SashForm sash, StepPane steps) {
    int wanted = sash.getClientArea().height < LOW ? SWT.HORIZONTAL : SWT.VERTICAL;
    if (sash.getOrientation() != wanted) {
      sash.setOrientation(wanted);
      steps.setOrientation(wanted == SWT.HORIZONTAL ? SWT.VERTICAL : SWT.HORIZONTAL);
    }
  }

  @Override
  protected void createPages() {
    pages = PageExtensions.create("org.dormouse.ui.runs.pages", RunPage.class);
    run.addDeltaListener(new TitleAndFacts());
    for (PageExtensions.Contributed<RunPage> contributed : pages) {
      Composite place = new Composite(getContainer(), SWT.NONE);
      place.setLayout(new FillLayout());
      contributed.page().create(place, run);
      setPageText(addPage(place), contributed.name());
    }
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
    int active = getActivePage();
    if (active >= 0) {
      pages.get(active).page().setFocus();
    }
  }

  @Override
  protected void pageChange(int newPageIndex) {
    super.pageChange(newPageIndex);
    getSite().setSelectionProvider(selection);
    showFront(newPageIndex);
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
    int active = getContainer() == null || getContainer().isDisposed() ? -1 : getActivePage();
    if (active >= 0) {
      RunPage page = pages.get(active).page();
      T offered = page.adapter(adapter);
      if (offered != null) {
        return offered;
      }
    }
    return super.getAdapter(adapter);
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
