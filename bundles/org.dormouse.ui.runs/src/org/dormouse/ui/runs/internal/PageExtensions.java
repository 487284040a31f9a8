package org.dormouse.ui.runs.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.dormouse.ui.runs.RunPage;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;

/** Pages that other bundles contribute; one that cannot be made is logged and left out. */
final class PageExtensions {

  private static final String POINT = "org.dormouse.ui.runs.pages";

  /** @param id as its extension has it; {@code name} text of the tab */
  record Contributed(String id, String name, RunPage page) {}

  private PageExtensions() {}

  /** New pages, in their order. */
  static List<Contributed> create() {
    List<IConfigurationElement> elements =
        new ArrayList<>(Arrays.asList(Platform.getExtensionRegistry().getConfigurationElementsFor(POINT)));
    elements.sort(Comparator.comparingInt(PageExtensions::order));
    List<Contributed> pages = new ArrayList<>();
    for (IConfigurationElement element : elements) {
      try {
        pages.add(new Contributed(element.getAttribute("id"), element.getAttribute("name"),
            (RunPage) element.createExecutableExtension("class")));
      } catch (CoreException | ClassCastException e) {
        ILog.of(PageExtensions.class).error("The page " + element.getAttribute("id") + " of the run editor, from "
            + element.getContributor().getName() + ", cannot be made and is left out.", e);
      }
    }
    return pages;
  }

  private static int order(IConfigurationElement element) {
    try {
      return Integer.parseInt(String.valueOf(element.getAttribute("order")));
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }
}
