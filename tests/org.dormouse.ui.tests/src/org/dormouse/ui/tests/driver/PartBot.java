package org.dormouse.ui.tests.driver;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;

/** A view or an editor. */
public final class PartBot extends Bot {
  private final IWorkbenchPart part;

  PartBot(IWorkbenchPart part) {
    super(() -> Workbench.composite(part).orElse(null));
    this.part = part;
  }

  public IWorkbenchPart part() {
    return part;
  }

  public <T> T part(Class<T> type) {
    return type.cast(part);
  }

  public PartBot activate() {
    Ui.run(() -> Workbench.page().activate(part));
    Ui.settle();
    return this;
  }

  /** Gives it the whole window until another part is shown, or the next test begins. */
  public PartBot maximize() {
    Ui.run(() -> Workbench.page().setPartState(Workbench.page().getReference(part), IWorkbenchPage.STATE_MAXIMIZED));
    Ui.settle();
    return this;
  }

  public String title() {
    return Ui.get(part::getTitle);
  }

  public boolean isDirty() {
    return Ui.get(() -> part instanceof IEditorPart editor && editor.isDirty());
  }

  /** Saving may end with a question instead. */
  public void beginToSave() {
    Ui.start(() -> Workbench.page().saveEditor((IEditorPart) part, false));
  }

  public void save() {
    beginToSave();
    Ui.await("'" + title() + "' to be saved", () -> !((IEditorPart) part).isDirty());
  }

  public void close() {
    Ui.run(() -> {
      switch (part) {
        case IEditorPart editor -> Workbench.page().closeEditor(editor, false);
        case IViewPart view -> Workbench.page().hideView(view);
        default -> throw new AssertionError("neither view nor editor: " + part);
      }
    });
  }

  /** A button of the view's own tool bar, which stands outside of its content. */
  public ClickDriver<ToolItem> viewToolItem(String name) {
    return new ClickDriver<>(Ui.find("tool item '" + name + "' of " + title(), () -> toolBars()
        .flatMap(bar -> Arrays.stream(bar.getItems())).filter(item -> Finder.named(name).test(item)).findFirst()));
  }

  private Stream<ToolBar> toolBars() {
    return folder().stream().flatMap(folder -> Finder.all(folder, ToolBar.class, bar -> true).stream());
  }

  private Optional<CTabFolder> folder() {
    for (Composite above = root(); above != null; above = above.getParent()) {
      if (above instanceof CTabFolder folder) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  /** A page of a multi-page editor, by the text of its tab at the bottom. */
  public PartBot showPage(String name) {
    CTabItem tab = named(CTabItem.class, name);
    new ClickDriver<>(tab).click();
    Ui.await("page '" + name + "'", () -> tab.getParent().getSelection() == tab);
    return this;
  }

  /** The graph in it, once there is one. */
  public GraphBot graph() {
    return new GraphBot(Ui.find("graph in " + title(),
        () -> Optional.ofNullable(part.getAdapter(GraphicalViewer.class))));
  }
}
