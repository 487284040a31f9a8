package org.dormouse.ui.inventory.internal;

import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.engine.EngineLink;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.services.IServiceLocator;

/** What every part here works with: the engine, and what is known of it. */
public record Desk(EngineLink link, InventoryData data) {

  public static Desk of(IServiceLocator place) {
    return new Desk(place.getService(EngineLink.class), place.getService(InventoryData.class));
  }

  /** Of the whole workbench, where there is no part. */
  public static Desk ofWorkbench() {
    return of(PlatformUI.getWorkbench());
  }
}
