package org.dormouse.ui.jobs.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.dormouse.model.ServicingJob;
import org.dormouse.ui.jobs.JobPage;
import org.dormouse.ui.parts.FactSource;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.PageExtensions.Contributed;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.eclipse.ui.views.properties.IPropertySource;
import org.eclipse.ui.views.properties.IPropertySourceProvider;
import org.eclipse.ui.views.properties.PropertySheetPage;

/**
 * What the Properties views show of one editor. A view keeps its page as long as the editor is open; so the page asks
 * at each selection which page of the editor knows what is selected, by its {@link IPropertySourceProvider}.
 */
final class PropertyPages {

  private final Supplier<List<Contributed<JobPage>>> pages;
  private final List<PropertySheetPage> shown = new ArrayList<>();

  PropertyPages(Supplier<List<Contributed<JobPage>>> pages) {
    this.pages = pages;
  }

  IPropertySheetPage create() {
    PropertySheetPage page = new Sheet();
    page.setPropertySourceProvider(this::source);
    shown.add(page);
    return page;
  }

  /** Names are read whole, as long as they leave enough for values and nobody has drawn them to another width. */
  private final class Sheet extends PropertySheetPage {

    /** How wide names were made; empty until there is room for any. */
    private OptionalInt fitted = OptionalInt.empty();

    Sheet() {
      setSorter(new GivenOrder());
    }

    @Override
    public void createControl(Composite parent) {
      super.createControl(parent);
      Names.give(getControl(), "Properties of what is selected").addListener(SWT.Resize, event -> fit());
    }

    @Override
    public void selectionChanged(IWorkbenchPart part, ISelection selection) {
      super.selectionChanged(part, selection);
      // the platform gives both columns a width of its own when the view gets its first size
      if (fitted.isPresent()) {
        fit();
      }
    }

    private void fit() {
      if (!(getControl() instanceof Tree tree) || tree.isDisposed() || tree.getClientArea().width <= 0) {
        return;
      }
      int room = tree.getClientArea().width;
      TreeColumn names = tree.getColumn(0);
      if (fitted.isEmpty() || fitted.getAsInt() == names.getWidth()) {
        names.pack();
        names.setWidth(Math.min(names.getWidth(), room * 3 / 5));
        fitted = OptionalInt.of(names.getWidth());
      }
      tree.getColumn(1).setWidth(Math.max(room / 5, room - names.getWidth()));
    }

    @Override
    public void dispose() {
      shown.remove(this);
      super.dispose();
    }
  }

  /** Null if no page has anything to say of it, as the platform wants it. */
  private IPropertySource source(Object selected) {
    if (selected instanceof ServicingJob job) {
      return new FactSource(JobFacts.of(job));
    }
    return pages.get().stream().map(each -> each.page().adapter(IPropertySourceProvider.class))
        .filter(Objects::nonNull).map(provider -> provider.getPropertySource(selected)).filter(Objects::nonNull)
        .findFirst().orElse(null);
  }

  /** What is shown may have become another. */
  void refresh() {
    for (PropertySheetPage page : List.copyOf(shown)) {
      Control control = page.getControl();
      if (control != null && !control.isDisposed()) {
        page.refresh();
      }
    }
  }
}
