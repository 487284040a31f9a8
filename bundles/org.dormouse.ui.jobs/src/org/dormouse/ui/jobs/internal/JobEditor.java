package org.dormouse.ui.jobs.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.jobs.JobEditorInput;
import org.dormouse.ui.jobs.JobPage;
import org.dormouse.ui.parts.ConflictDialog;
import org.dormouse.ui.parts.EmptyState;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.PageExtensions;
import org.dormouse.ui.parts.SelectionHolder;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.edit.domain.EditingDomain;
import org.eclipse.emf.edit.domain.IEditingDomainProvider;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.part.MultiPageEditorPart;

/**
 * Edits one servicing job on several pages over one editing domain. Saves with the version the editing began with: who
 * was second sees both sides and loses neither. An external change is taken over where nothing was edited here, and
 * said where something was.
 */
public final class JobEditor extends MultiPageEditorPart implements IEditingDomainProvider {

  private final Consumer<Set<Kind>> altered = this::altered;
  private final SelectionHolder selection = new SelectionHolder();
  private EngineLink link;
  private InventoryData data;
  private String name;
  private Optional<OpenJob> job = Optional.empty();
  private List<PageExtensions.Contributed<JobPage>> pages = List.of();
  private UndoActions undo;
  private EmptyState opening;
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
    OpenJob open = new OpenJob(definition, data, this, this::select);
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
    open.stack().addCommandStackListener(event -> firePropertyChange(PROP_DIRTY));
    getEditorSite().getActionBars().setGlobalActionHandler(ActionFactory.UNDO.getId(), undo.undo());
    getEditorSite().getActionBars().setGlobalActionHandler(ActionFactory.REDO.getId(), undo.redo());
    getEditorSite().getActionBars().updateActionBars();
    select(open.job());
  }

  private void select(EObject object) {
    selection.setSelection(new StructuredSelection(object));
  }

  @Override
  public EditingDomain getEditingDomain() {
    return job.map(OpenJob::domain).orElse(null);
  }

  @Override
  public boolean isDirty() {
    return job.filter(OpenJob::isDirty).isPresent();
  }

  @Override
  public void doSave(IProgressMonitor monitor) {
    job.filter(open -> !saving).ifPresent(open -> {
      if (open.problems().isEmpty()) {
        put(open, open.put());
      } else {
        monitor.setCanceled(true);
        MessageDialog.openError(getSite().getShell(), "Save " + name, "This job cannot be saved yet: "
            + open.problems().getFirst().sentence() + "\n\nThe pages mark what is to be put right.");
      }
    });
  }

  private void put(OpenJob open, Put put) {
    saving = true;
    link.ask("Save the job " + name, engine -> engine.put(put), stored -> {
      saving = false;
      toldVersion = stored.version();
      open.become(stored);
      firePropertyChange(PROP_DIRTY);
      data.refresh(Set.of(Kind.JOB));
    }, error -> {
      saving = false;
      if (error.category().equals("conflict")) {
        resolve(open, error);
      } else {
        ErrorText.show(getSite().getShell(), "Save " + name, error);
      }
    });
  }

  private void resolve(OpenJob open, ApiError conflict) {
    link.ask("Look at " + name, engine -> engine.definition(new Named("job", name)), theirs -> {
      ConflictDialog dialog = new ConflictDialog(getSite().getShell(), open.base().document(), open.document(), theirs);
      if (dialog.open() == Window.OK) {
        put(open, new Put("job", name, dialog.merged(), theirs.version()));
      }
    }, error -> ErrorText.show(getSite().getShell(), "Save " + name, conflict));
  }

  /** Somebody changed jobs; perhaps this one. */
  private void altered(Set<Kind> kinds) {
    if (!kinds.contains(Kind.JOB) || job.isEmpty() || saving) {
      return;
    }
    data.definition(Kind.JOB, name).filter(now -> now.version() > toldVersion).ifPresent(now -> {
      toldVersion = now.version();
      if (job.get().isDirty()) {
        getEditorSite().getActionBars().getStatusLineManager().setMessage(name + " was changed by " + now.by()
            + " meanwhile. Saving will show both sides.");
      } else {
        job.get().become(now);
        firePropertyChange(PROP_DIRTY);
      }
    });
  }

  @Override
  protected void pageChange(int newPageIndex) {
    super.pageChange(newPageIndex);
    getSite().setSelectionProvider(selection);
  }

  @Override
  public void setFocus() {
    front().ifPresentOrElse(JobPage::setFocus, () -> opening.setFocus());
  }

  private Optional<JobPage> front() {
    int active = getContainer() == null || getContainer().isDisposed() ? -1 : getActivePage();
    return active >= 0 && active < pages.size() ? Optional.of(pages.get(active).page()) : Optional.empty();
  }

  @Override
  public <T> T getAdapter(Class<T> adapter) {
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
