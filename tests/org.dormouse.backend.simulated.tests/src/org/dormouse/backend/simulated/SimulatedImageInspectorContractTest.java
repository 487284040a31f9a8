package org.dormouse.backend.simulated;

import java.nio.file.Path;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.contract.ImageInspectorContract;

class SimulatedImageInspectorContractTest extends ImageInspectorContract {
  private final Simulation simulation = new Simulation();

  @Override
  protected ImageInspector newInspector() {
    return new SimulatedImageInspector(simulation.world);
  }

  @Override
  protected Path image() {
    return simulation.machine(1).bootDisk().image();
  }

  @Override
  protected DiskFormat format() {
    return DiskFormat.QCOW2;
  }

  @Override
  protected long virtualSize() {
    return 8L << 30;
  }

  @Override
  protected Path brokenImage() {
    return Path.of("/elsewhere/web.qcow2");
  }

  @Override
  protected String fingerprint() {
    return simulation.world.state().content(image()).toString();
  }
}
