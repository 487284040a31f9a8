package org.dormouse.ui.internal;

import org.dormouse.api.client.StatePlace;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.Hop;
import org.dormouse.ui.engine.StarterDialer;
import org.eclipse.ui.services.AbstractServiceFactory;
import org.eclipse.ui.services.IServiceLocator;
import org.osgi.framework.FrameworkUtil;

/**
 * Makes the link to the engine and what it feeds, once for the workbench. They live as long as it does; {@code
 * ServicingWorkbenchAdvisor} closes them at its end.
 */
public final class LinkServices extends AbstractServiceFactory {

  @Override
  public Object create(@SuppressWarnings("rawtypes") Class service, IServiceLocator parent, IServiceLocator locator) {
    Object above = parent.getService(service);
    if (above != null) {
      return above;
    }
    if (service == EngineLink.class) {
      Preferences.handOnIdleTime();
      String version = FrameworkUtil.getBundle(LinkServices.class).getVersion().toString();
      return new EngineLink(new StarterDialer(StatePlace.ofEnvironment(), version), Hop.toUiThread(),
          AskJob::show);
    }
    if (service == InventoryData.class) {
      return new InventoryData(locator.getService(EngineLink.class), Hop.toUiThread());
    }
    return null;
  }
}
