package org.dormouse.ui.jobs.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.dormouse.ui.jobs.JobPage;
import org.dormouse.ui.parts.PageExtensions.Contributed;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.part.Page;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;

/**
 * What the Outline view shows of one job editor: the outline of the first page that has one, whichever is in front. The
 * view asks once, perhaps before there is a job; the outline comes when there is.
 */
final class OutlinePages {

  private final Supplier<List<Contributed<JobPage>>> pages;
  private final ListenerList<Outline> shown = new ListenerList<>();

  OutlinePages(Supplier<List<Contributed<JobPage>>> pages) {
    this.pages = pages;
  }

  IContentOutlinePage create() {
    Outline outline = new Outline();
    shown.add(outline);
    return outline;
  }

  /** The pages of the editor are there. */
  void fill() {
    shown.forEach(Outline::fill);
  }

  private final class Outline extends Page implements IContentOutlinePage {
    private Composite place;
    private Optional<IContentOutlinePage> content = Optional.empty();

    @Override
    public void createControl(Composite parent) {
      place = new Composite(parent, SWT.NONE);
      place.setLayout(new FillLayout());
      fill();
    }

    private void fill() {
      if (content.isEmpty() && place != null && !place.isDisposed()) {
        content = pages.get().stream().map(each -> each.page().adapter(IContentOutlinePage.class))
            .filter(Objects::nonNull).findFirst();
        content.ifPresent(page -> {
          page.createControl(place);
          place.layout();
        });
      }
    }

    @Override
    public void dispose() {
      shown.remove(this);
      content.ifPresent(IContentOutlinePage::dispose);
      super.dispose();
    }

    @Override
    public Control getControl() {
      return place;
    }

    @Override
    public void setFocus() {
      content.ifPresentOrElse(IContentOutlinePage::setFocus, place::setFocus);
    }

    @Override
    public ISelection getSelection() {
      return StructuredSelection.EMPTY;
    }

    @Override
    public void setSelection(ISelection selection) {
      // A thumbnail shows no selection.
    }

    @Override
    public void addSelectionChangedListener(ISelectionChangedListener listener) {
      // It never changes.
    }

    @Override
    public void removeSelectionChangedListener(ISelectionChangedListener listener) {
      // It never changes.
    }
  }
}
