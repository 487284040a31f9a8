package org.dormouse.servicing;

import org.dormouse.spi.DiskReader;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/** Opens a stored VM's root file system with the first reader that understands it. */
public final class Looking {

  private final Backends backends;

  public Looking(Backends backends) {
    this.backends = backends;
  }

  /** The trouble of the last reader if none can; the caller closes what is opened. */
  public Result<GuestFiles> open(StoredMachine machine) {
    Result<GuestFiles> last = Result.failed(Trouble.lasting("no-disk-reader",
        "No back end that looks into images is installed.", "Install org.dormouse.disk."));
    for (DiskReader reader : backends.diskReaders()) {
      last = reader.open(machine);
      if (last.isOk()) {
        return last;
      }
    }
    return last;
  }
}
