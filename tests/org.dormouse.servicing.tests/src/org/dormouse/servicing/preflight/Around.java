package org.dormouse.servicing.preflight;

import java.util.List;
import java.util.Set;
import org.dormouse.spi.BackendSpec;

/** Surroundings for tests. */
public record Around(Set<String> hostTypes, List<BackendSpec> librarySpecs) implements Surroundings {

  public static final Around NOTHING = new Around(Set.of(), List.of());
}
