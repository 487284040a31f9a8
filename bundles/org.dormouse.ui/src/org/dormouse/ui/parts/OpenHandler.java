package org.dormouse.ui.parts;

import org.dormouse.ui.data.InventoryData.Kind;
import org.eclipse.ui.IWorkbenchPage;

/**
 * Opens things of one kind; contributed to the extension point {@code org.dormouse.ui.openers}. Asked on the UI thread,
 * and must not wait.
 */
public interface OpenHandler {

  /** @param name of the definition; the id of a machine or a run */
  void open(IWorkbenchPage page, Kind kind, String name);
}
