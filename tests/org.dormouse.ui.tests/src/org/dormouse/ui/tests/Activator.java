package org.dormouse.ui.tests;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Lays out the installation that the workbench under test starts its engine from, before the workbench asks for it: the
 * product itself is only put together after its tests.
 */
public final class Activator implements BundleActivator {
  private static final String INSTALLATION = "dormouse.install";

  @Override
  public void start(BundleContext context) throws IOException {
    String folder = System.getProperty(INSTALLATION);
    if (folder != null) {
      new TestInstallation(Path.of(folder)).layOut(context);
    }
  }

  @Override
  public void stop(BundleContext context) {
    // The installation stays for whoever looks into a failure.
  }
}
