package org.dormouse.ui.tests;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Prepares what the workbench under test finds when it starts: the installation that it starts its engine from, because
 * the product itself is only put together after its tests; and the theme that somebody chose last time.
 */
public final class Activator implements BundleActivator {
  private static final String INSTALLATION = "dormouse.install";
  private static final String THEME = "dormouse.tests.theme";

  @Override
  public void start(BundleContext context) throws IOException {
    String folder = System.getProperty(INSTALLATION);
    if (folder != null) {
      new TestInstallation(Path.of(folder)).layOut(context);
    }
    String theme = System.getProperty(THEME, "");
    if (!theme.isEmpty()) {
      InstanceScope.INSTANCE.getNode("org.dormouse.ui").put("theme", theme);
    }
  }

  @Override
  public void stop(BundleContext context) {
    // The installation stays for whoever looks into a failure.
  }
}
