package org.dormouse.servicing;

import java.nio.file.Path;
import java.util.List;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/** Looks into stored VMs and their images with the first back end that understands them. */
public final class Looking {

  private final Backends backends;

  public Looking(Backends backends) {
    this.backends = backends;
  }

  /** The trouble of the last reader if none can; the caller closes what is opened. */
  public Result<GuestFiles> open(StoredMachine machine) {
    return open(machine, machine.disks().stream().map(MachineDisk::image).toList());
  }

  /** @param places where the images, in the order of the disks, are going to lie: backing files are named from there */
  public Result<GuestFiles> open(StoredMachine machine, List<Path> places) {
    Result<GuestFiles> last = Result.failed(Trouble.lasting("no-disk-reader",
        "No back end that looks into images is installed.", "Install org.dormouse.disk."));
    for (DiskReader reader : backends.diskReaders()) {
      last = reader.open(machine, places);
      if (last.isOk()) {
        return last;
      }
    }
    return last;
  }

  /** Facts of the images of all disks that are understood, in slot order. */
  public List<ImageFacts> images(StoredMachine machine) {
    return machine.disks().stream().flatMap(disk -> inspect(disk).toOptional().stream()).toList();
  }

  /** Facts of a disk's image; the trouble of the last inspector if none understands it. */
  public Result<ImageFacts> inspect(MachineDisk disk) {
    Result<ImageFacts> last = Result.failed(Trouble.lasting("no-image-inspector",
        "No back end that understands images is installed.", "Install org.dormouse.image."));
    for (ImageInspector inspector : backends.imageInspectors()) {
      last = inspector.inspect(disk.image(), disk.format());
      if (last.isOk()) {
        return last;
      }
    }
    return last;
  }
}
