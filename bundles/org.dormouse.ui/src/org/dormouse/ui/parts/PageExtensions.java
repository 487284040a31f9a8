package org.dormouse.ui.parts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;

/** Pages and the like that bundles contribute; one that cannot be made is logged and left out. */
public final class PageExtensions {

  /**
   * @param id as its extension has it; {@code name} text of the tab
   * @param <P> what pages of this editor are
   */
  public record Contributed<P>(String id, String name, P page) {}

  private PageExtensions() {}

  /** New pages of an extension point, in their order. */
  public static <P> List<Contributed<P>> create(String point, Class<P> type) {
    List<IConfigurationElement> elements =
        new ArrayList<>(Arrays.asList(Platform.getExtensionRegistry().getConfigurationElementsFor(point)));
    elements.sort(Comparator.comparingInt(PageExtensions::order));
    List<Contributed<P>> pages = new ArrayList<>();
    for (IConfigurationElement element : elements) {
      try {
        pages.add(new Contributed<>(element.getAttribute("id"), element.getAttribute("name"),
            type.cast(element.createExecutableExtension("class"))));
      } catch (CoreException | ClassCastException e) {
        ILog.of(PageExtensions.class).error(element.getAttribute("id") + ", contributed to " + point + " by "
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
