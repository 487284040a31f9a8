package org.dormouse.ui.internal;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** The Servicing perspective: the welcome view alone, until the other views exist. */
public final class ServicingPerspective implements IPerspectiveFactory {
  static final String ID = "org.dormouse.ui.servicing";

  @Override
  public void createInitialLayout(IPageLayout layout) {
    layout.setEditorAreaVisible(false);
    layout.addView(WelcomeView.ID, IPageLayout.LEFT, IPageLayout.RATIO_MAX, layout.getEditorArea());
    layout.getViewLayout(WelcomeView.ID).setCloseable(false);
  }
}
