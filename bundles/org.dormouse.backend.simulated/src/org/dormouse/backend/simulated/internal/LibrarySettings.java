package org.dormouse.backend.simulated.internal;

import java.util.Set;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Result;

/** Settings of a simulated library. */
public record LibrarySettings(Estate estate, Faults faults) {
  private static final Set<String> FAULTS = Set.of("saved-state", "unreadable", "image-replaced", "commit-fails");

  public static Result<LibrarySettings> of(SimulatedState state, BackendSpec library) {
    return state.settings(library, LibrarySettings.class, setting -> new LibrarySettings(
        new Estate(library.name(), setting.number("vms", 100, 0, 100_000), setting.number("seed", 1, 0, 999_999_999),
            setting.number("upToDate", 10, 0, 100)), setting.faults(FAULTS, "commit-fails")));
  }
}
