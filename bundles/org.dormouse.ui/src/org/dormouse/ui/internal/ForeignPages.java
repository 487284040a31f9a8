package org.dormouse.ui.internal;

import java.util.List;
import org.eclipse.jface.preference.PreferenceManager;

/**
 * Takes away what the platform brings along for people who develop software: preference pages about projects, sources,
 * version control and text editors. None of these things is here. Dormouse's secrets are not kept in the platform's
 * storage either.
 */
final class ForeignPages {

  private static final String GENERAL = "org.eclipse.ui.preferencePages.Workbench";
  private static final List<String> PAGES_OF_GENERAL = List.of("org.eclipse.compare.internal.ComparePreferencePage",
      "org.eclipse.equinox.security.ui.category", "org.eclipse.ui.preferencePages.ContentTypes",
      "org.eclipse.ui.preferencePages.Editors", "org.eclipse.ui.preferencePages.General.LinkHandlers",
      "org.eclipse.ui.preferencePages.Globalization", "org.eclipse.ui.preferencePages.Perspectives",
      "org.eclipse.ui.preferencePages.Startup", "org.eclipse.ui.preferencePages.Workspace");

  private ForeignPages() {}

  static void takeFrom(PreferenceManager pages) {
    pages.remove("org.eclipse.team.ui.TeamPreferences");
    PAGES_OF_GENERAL.forEach(page -> pages.remove(GENERAL + "/" + page));
  }
}
