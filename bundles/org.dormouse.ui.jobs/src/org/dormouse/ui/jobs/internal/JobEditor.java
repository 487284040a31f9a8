package org.dormouse.ui.jobs.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.jobs.JobEditorInput;
import org.dormouse.ui.jobs.JobPage;
import org.dormouse.ui.parts.EmptyState;
import org.dormouse.ui.parts.PageExtensions;
import org.dormouse.ui.parts.SelectionHolder;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.emf.edit.domain.EditingDomain;
import org.eclipse.emf.edit.domain.IEditingDomainProvider;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.part.MultiPageEditorPart;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.ui.views.properties.IPropertySheetPage;

/**
 * Edits one servicing job on several pages over one editing domain. Saves with the version the editing began with: who
 * was second sees both sides and loses neither. An external change is taken over where nothing was edited here, and
 * said where something was.
 */
public final class JobEditor extends MultiPageEditorPart implements IEditingDomainProvider {

  /** Whether the engine still has the job; TOLD: it was removed, and the user knows. */
  private enum Presence { UNKNOWN, THERE, REMOVED, TOLD }

  private final Consumer<Set<Kind>> altered = this::altered;
  private final SelectionHolder selection = new SelectionHolder();
  private EngineLink link;
  private InventoryData data;
  private String name;
  private Optional<OpenJob> job = Optional.empty();
  private List<PageExtensions.Contributed<JobPage>> pages = List.of();
  private UndoActions undo;
  private EmptyState opening;
  private final PropertyPages properties = new PropertyPages(() -> pages);
  private final OutlinePages outlines = new OutlinePages(() -> pages);
  private Presence presence = Presence.UNKNOWN;
  private boolean saving;
  private long toldVersion;

  @Override
  public void init(IEditorSite site, IEditorInput input) throws PartInitException {
    if (!(input instanceof JobEditorInput opened)) {
      throw new PartInitException("A job editor edits servicing jobs only, not " + input.getName() + ".");
    }
    super.init(site, input);
    name = opened.name();
    setPartName(name);
    site.setSelectionProvider(selection);
    link = PlatformUI.getWorkbench().getService(EngineLink.class);
    data = PlatformUI.getWorkbench().getService(InventoryData.class);
    data.addListener(altered);
  }

  @Override
  protected void createPages() {
    opening = new EmptyState(getContainer());
    opening.says("engine-connecting", "Opening the job " + name + "…");
    setPageText(addPage(opening), name);
    open();
  }

  private void open() {
    link.ask("Open the job " + name, engine -> engine.definition(new Named("job", name)), this::opened, error -> {
      if (!opening.isDisposed()) {
        opening.says(error).action("Try again", this::open);
      }
    });
  }

  private void opened(Definition definition) {
    if (opening.isDisposed() || job.isPresent()) {
      return;
    }
    OpenJob open = new OpenJob(definition, data, this, this::select, this::showPage);
    job = Optional.of(open);
    toldVersion = definition.version();
    pages = PageExtensions.create("org.dormouse.ui.jobs.pages", JobPage.class);
    for (PageExtensions.Contributed<JobPage> contributed : pages) {
      Composite place = new Composite(getContainer(), SWT.NONE);
      place.setLayout(new FillLayout());
      contributed.page().create(place, open);
      setPageText(addPage(place), contributed.name());
    }
    removePage(0);
    setActivePage(0);
    undo = new UndoActions(open.stack());
    open.stack().addCommandStackListener(event -> {
      firePropertyChange(PROP_DIRTY);
      properties.refresh();
    });
    getEditorSite().getActionBars().setGlobalActionHandler(ActionFactory.UNDO.getId(), undo.undo());
    getEditorSite().getActionBars().setGlobalActionHandler(ActionFactory.REDO.getId(), undo.redo());
    getEditorSite().getActionBars().updateActionBars();
    outlines.fill();
    select(open.job());
    altered(Set.of(Kind.JOB));
  }

  private void select(Object object) {
    selection.setSelection(new StructuredSelection(object));
  }

  private void showPage(String id) {
    IntStream.range(0, pages.size()).filter(at -> pages.get(at).id().equals(id)).findFirst().ifPresent(at -> {
      setActivePage(at);
      setFocus();
    });
  }

  @Override
  public EditingDomain getEditingDomain() {
    return job.map(OpenJob::domain).orElse(null);
  }

  @Override
  public boolean isDirty() {
    return job.filter(OpenJob::isDirty).isPresent();
  }

  /** Returns when it is stored, or with a cancelled monitor: then the platform keeps an editor that was to be closed. */
  @Override
  public void doSave(IProgressMonitor monitor) {
    if (saving || job.isEmpty() || !store(JobSaving::save)) {
      monitor.setCanceled(true);
    }
  }

  private boolean store(Predicate<JobSaving> way) {
    OpenJob open = job.orElseThrow();
    saving = true;
    try {
      return way.test(new JobSaving(link, getSite().getShell(), open));
    } finally {
      saving = false;
      if (open.base().version() != toldVersion) {
        toldVersion = open.base().version();
        presence = Presence.UNKNOWN;
      }
      firePropertyChange(PROP_DIRTY);
      data.refresh(Set.of(Kind.JOB));
    }
  }

  /** Somebody changed jobs; perhaps this one. */
  private void altered(Set<Kind> kinds) {
    if (!kinds.contains(Kind.JOB) || job.isEmpty() || saving) {
      return;
    }
    data.definition(Kind.JOB, name).ifPresentOrElse(now -> {
      presence = Presence.THERE;
      if (now.version() > toldVersion) {
        toldVersion = now.version();
        changed(now);
      }
    }, this::missing);
  }

  private void changed(Definition now) {
    if (isDirty()) {
      getEditorSite().getActionBars().getStatusLineManager().setMessage(name + " was changed by " + now.by()
          + " meanwhile. Saving will show both sides.");
    } else {
      job.get().become(now);
      firePropertyChange(PROP_DIRTY);
    }
  }

  /** It is not in a list that had it before: a list that was asked for before it was stored would not have it either. */
  private void missing() {
    if (presence == Presence.THERE) {
      presence = Presence.REMOVED;
      if (isDirty()) {
        askWhatIsLeft();
      } else {
        getSite().getPage().closeEditor(this, false);
      }
    }
  }

  private void askWhatIsLeft() {
    if (presence == Presence.REMOVED && getSite().getPage().getActiveEditor() == this) {
      presence = Presence.TOLD;
      UiThread.after(Duration.ZERO, () -> {
        // it may have been closed in between
        if (!getContainer().isDisposed()) {
          doWithWhatIsLeft(MessageDialog.open(MessageDialog.WARNING, getSite().getShell(), "Removed Meanwhile",
              "The job " + name + " was removed while you were editing it.\n\nWhat you have here can be saved as a new "
                  + "job of that name.", 0, "&Save as New", "&Close without Saving", "&Go on Editing"));
        }
      });
    }
  }

  private void doWithWhatIsLeft(int answer) {
    if (answer == 0) {
      store(JobSaving::saveAsNew);
    } else if (answer == 1) {
      getSite().getPage().closeEditor(this, false);
    }
  }

  @Override
  protected void pageChange(int newPageIndex) {
    super.pageChange(newPageIndex);
    getSite().setSelectionProvider(selection);
  }

  @Override
  public void setFocus() {
    front().ifPresentOrElse(JobPage::setFocus, () -> opening.setFocus());
    askWhatIsLeft();
  }

  private Optional<JobPage> front() {
    int active = getContainer() == null || getContainer().isDisposed() ? -1 : getActivePage();
    return active >= 0 && active < pages.size() ? Optional.of(pages.get(active).page()) : Optional.empty();
  }

  @Override
  public <T> T getAdapter(Class<T> adapter) {
    if (adapter == IPropertySheetPage.class) {
      // Views keep the first page that they are given, and may ask before there is a job or another page in front.
      return adapter.cast(properties.create());
    }
    if (adapter == IContentOutlinePage.class) {
      return adapter.cast(outlines.create());
    }
    T offered = front().map(page -> page.adapter(adapter)).orElse(null);
    return offered != null ? offered : super.getAdapter(adapter);
  }

  /** The job as it is edited here; empty until it is open. */
  Optional<OpenJob> job() {
    return job;
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
    if (data != null) {
      data.removeListener(altered);
    }
    super.dispose();
  }
}
