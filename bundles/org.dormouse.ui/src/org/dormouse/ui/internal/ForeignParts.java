package org.dormouse.ui.internal;

import java.util.List;
import org.eclipse.jface.preference.PreferenceManager;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PerspectiveAdapter;

/**
 * Takes away what the platform brings along for people who develop software: preference pages about projects, sources,
 * version control and text editors, and buttons that go through annotations of a text. None of these things is here.
 * Dormouse's secrets are not kept in the platform's storage either.
 */
final class ForeignParts extends PerspectiveAdapter {

  private static final String GENERAL = "org.eclipse.ui.preferencePages.Workbench";
  private static final List<String> PAGES_OF_GENERAL = List.of("org.eclipse.compare.internal.ComparePreferencePage",
      "org.eclipse.equinox.security.ui.category", "org.eclipse.ui.preferencePages.ContentTypes",
      "org.eclipse.ui.preferencePages.Editors", "org.eclipse.ui.preferencePages.General.LinkHandlers",
      "org.eclipse.ui.preferencePages.Globalization", "org.eclipse.ui.preferencePages.Perspectives",
      "org.eclipse.ui.preferencePages.Startup", "org.eclipse.ui.preferencePages.Workspace");
  private static final List<String> ACTIONS = List.of("org.eclipse.ui.edit.text.actionSet.annotationNavigation",
      "org.eclipse.ui.edit.text.actionSet.navigation", "org.eclipse.ui.edit.text.actionSet.convertLineDelimitersTo");

  private ForeignParts() {}

  static void takeFrom(PreferenceManager pages) {
    pages.remove("org.eclipse.team.ui.TeamPreferences");
    PAGES_OF_GENERAL.forEach(page -> pages.remove(GENERAL + "/" + page));
  }

  static void takeFrom(IWorkbenchWindow window) {
    ForeignParts parts = new ForeignParts();
    window.addPerspectiveListener(parts);
    if (window.getActivePage() != null) {
      hide(window.getActivePage());
    }
  }

  private static void hide(IWorkbenchPage page) {
    ACTIONS.forEach(page::hideActionSet);
  }

  @Override
  public void perspectiveActivated(IWorkbenchPage page, IPerspectiveDescriptor perspective) {
    hide(page);
  }

  /** A perspective that is reset has them again. */
  @Override
  public void perspectiveChanged(IWorkbenchPage page, IPerspectiveDescriptor perspective, String change) {
    if (change.equals(IWorkbenchPage.CHANGE_RESET_COMPLETE)) {
      hide(page);
    }
  }
}
