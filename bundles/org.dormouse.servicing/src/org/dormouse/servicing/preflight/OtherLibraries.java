package org.dormouse.servicing.preflight;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What images of other libraries have to do with one of this library: they stand on it, or it stands on them. */
public record OtherLibraries(List<LibraryOverview> overviews) {

  public static final OtherLibraries NONE = new OtherLibraries(List.of());

  public OtherLibraries {
    overviews = List.copyOf(overviews);
  }

  /** VMs whose images are written on top of the given one. */
  List<String> childrenOf(Path image) {
    return overviews.stream().flatMap(overview -> overview.childrenOf(image).stream()).sorted().toList();
  }

  List<String> withAddress(String mac) {
    return overviews.stream().flatMap(overview -> overview.withAddress(mac).stream()).toList();
  }

  boolean holds(Path image) {
    return overviews.stream().anyMatch(overview -> overview.inspected(image).isPresent());
  }

  Optional<Path> parentOf(Path image) {
    return overviews.stream().flatMap(overview -> Optional.ofNullable(overview.parents().get(image)).stream())
        .findFirst();
  }
}
