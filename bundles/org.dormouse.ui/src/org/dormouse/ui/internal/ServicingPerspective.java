package org.dormouse.ui.internal;

import java.util.Optional;
import org.dormouse.ui.Ids;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/**
 * The Servicing perspective: what there is on the left with the properties of what is selected below it, the tables on
 * the right, and editors above the tables while any are open.
 */
public final class ServicingPerspective implements IPerspectiveFactory {

  private static final String PROGRESS_VIEW = "org.eclipse.ui.views.ProgressView";
  private static final String ERROR_LOG_VIEW = "org.eclipse.pde.runtime.LogView";
  private static final float LEFT = 0.24f;
  private static final float INVENTORY = 0.56f;
  private static final float EDITORS = 0.58f;

  @Override
  public void createInitialLayout(IPageLayout layout) {
    String editors = layout.getEditorArea();
    IFolderLayout left = layout.createFolder("left", IPageLayout.LEFT, LEFT, editors);
    left.addView(Ids.INVENTORY_VIEW);
    IFolderLayout details = layout.createFolder("details", IPageLayout.BOTTOM, INVENTORY, "left");
    details.addView(IPageLayout.ID_PROP_SHEET);
    details.addView(IPageLayout.ID_OUTLINE);
    IFolderLayout tables = layout.createFolder("tables", IPageLayout.BOTTOM, EDITORS, editors);
    tables.addView(Ids.MACHINES_VIEW);
    tables.addView(Ids.DASHBOARD_VIEW);
    tables.addView(Ids.RUNS_VIEW);
    tables.addView(Ids.LOG_VIEW);
    tables.addView(PROGRESS_VIEW);
    tables.addPlaceholder(ERROR_LOG_VIEW);
    tables.addPlaceholder("*");
    layout.setEditorAreaVisible(false);
    Optional.ofNullable(layout.getViewLayout(Ids.INVENTORY_VIEW)).ifPresent(view -> view.setCloseable(false));
    for (String view : new String[] {Ids.INVENTORY_VIEW, Ids.MACHINES_VIEW, Ids.DASHBOARD_VIEW, Ids.RUNS_VIEW,
        Ids.LOG_VIEW, IPageLayout.ID_PROP_SHEET, IPageLayout.ID_OUTLINE, PROGRESS_VIEW, ERROR_LOG_VIEW}) {
      layout.addShowViewShortcut(view);
    }
    layout.addPerspectiveShortcut(Ids.PERSPECTIVE);
  }
}
