package org.dormouse.servicing;

import java.util.List;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.UpdateService;

/**
 * The installed back ends by type. A type that is not installed is the trouble {@code back-end-unknown} that lists
 * those that are. Answers may change while the process runs; nobody keeps them.
 */
public interface Backends {

  Result<Hypervisor> hypervisor(String type);

  Result<LibraryBackend> library(String type);

  Result<UpdateService> updateService(String type);

  Result<GuestChannel> guestChannel(String type);

  /** All that can look into images: they are asked in order, the first that understands an image answers. */
  List<DiskReader> diskReaders();

  List<ImageInspector> imageInspectors();

  /** Where they and the steps tell what they carry out. */
  default StepCommands commands() {
    return StepCommands.none();
  }
}
