package org.dormouse.servicing.preflight;

import java.util.List;
import java.util.Set;
import org.dormouse.spi.BackendSpec;

/** What there is beside the VM that is looked at. Answers may change at any time; nobody keeps them. */
public interface Surroundings {

  /** Types of the maintenance hosts: one of them has to be able to run a VM. */
  Set<String> hostTypes();

  /** All libraries: images may stand on images of another one. */
  List<BackendSpec> librarySpecs();
}
