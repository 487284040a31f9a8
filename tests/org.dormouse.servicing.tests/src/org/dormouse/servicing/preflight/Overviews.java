package org.dormouse.servicing.preflight;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.LibraryBackend.LibraryScan;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/** Libraries as a look would find them. */
final class Overviews {

  private Overviews() {}

  static ImageFacts sound() {
    return new ImageFacts(DiskFormat.QCOW2, 10L << 30, 1L << 30, List.of(), Optional.empty(), Optional.empty(),
        List.of(), false, false, false, false);
  }

  static ImageFacts on(String backing) {
    return new ImageFacts(DiskFormat.QCOW2, 10L << 30, 1L << 30, List.of(), Optional.of(backing),
        Optional.of(DiskFormat.QCOW2), List.of(), false, false, false, false);
  }

  /** @param facts of each machine's boot disk, in their order */
  static LibraryOverview of(List<StoredMachine> machines, ImageFacts... facts) {
    Map<Path, Result<ImageFacts>> byPath = new HashMap<>();
    Map<Path, Path> parents = new HashMap<>();
    for (int i = 0; i < machines.size(); i++) {
      Path image = machines.get(i).bootDisk().image();
      byPath.put(image, Result.ok(facts[i]));
      facts[i].backing().ifPresent(backing -> parents.put(image, LibraryOverviews.resolve(image, backing)));
    }
    return new LibraryOverview(new LibraryScan(machines, List.of()), byPath, parents);
  }

  static List<String> codes(List<Finding> findings) {
    return findings.stream().map(finding -> finding.severity() + " " + finding.code()).toList();
  }

  static List<String> codes(Finding... findings) {
    return codes(Arrays.asList(findings));
  }
}
