package org.dormouse.ui.internal;

import java.util.EnumSet;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.data.InventoryData;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.PlatformUI;

/** Fetches everything that lists show anew; views that have more to refresh have a handler of their own. */
public final class RefreshHandler extends AbstractHandler {
  @Override
  public Object execute(ExecutionEvent event) {
    PlatformUI.getWorkbench().getService(InventoryData.class).refresh(EnumSet.allOf(Kind.class));
    return null;
  }
}
