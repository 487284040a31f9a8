package org.dormouse.ui.parts;

import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.internal.Problems;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.eclipse.ui.IWorkbenchPage;

/** Who opens what, by the extension point {@value #POINT}. */
public final class Openers {

  private static final String POINT = "org.dormouse.ui.openers";

  private Openers() {}

  /** @return whether there is an opener for the kind */
  public static boolean open(IWorkbenchPage page, Kind kind, String name) {
    for (IConfigurationElement element : Platform.getExtensionRegistry().getConfigurationElementsFor(POINT)) {
      if (kind.id().equals(element.getAttribute("kind"))) {
        try {
          ((OpenHandler) element.createExecutableExtension("class")).open(page, kind, name);
          return true;
        } catch (CoreException | ClassCastException e) {
          Problems.log("The opener of " + element.getContributor().getName() + " for " + kind.id()
              + " could not be made.", e);
        }
      }
    }
    return false;
  }
}
