package org.dormouse.servicing;

import java.util.List;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.StoredMachine;

/**
 * What one servicing is about. Kept as the servicing's payload.
 *
 * @param planned identity of the VM's files when it was planned
 */
public record ServicingPayload(StoredMachine machine, BackendSpec library, List<FileIdentity> planned,
    boolean excluded) {
  public ServicingPayload {
    planned = List.copyOf(planned);
  }
}
