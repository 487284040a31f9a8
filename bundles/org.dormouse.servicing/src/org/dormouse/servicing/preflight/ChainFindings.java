package org.dormouse.servicing.preflight;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dormouse.spi.Finding;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;

/** The backing-chain guard: a parent with children is never written, a child needs all of its ancestors. */
final class ChainFindings {

  private static final int DEEPEST = 32;

  List<Finding> of(StoredMachine machine, LibraryOverview overview) {
    List<Finding> findings = new ArrayList<>();
    for (MachineDisk disk : machine.disks()) {
      List<String> children = overview.childrenOf(disk.image());
      if (!children.isEmpty()) {
        findings.add(Finding.block("parent-has-children", machine.id(), disk.image() + " is the parent of "
            + LibraryOverview.some(children) + "; a new generation of it would ruin them.",
            "Service the children; or make them independent with qemu-img rebase first."));
      }
      broken(machine, disk.image(), overview).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> broken(StoredMachine machine, Path image, LibraryOverview overview) {
    Set<Path> seen = new LinkedHashSet<>(Set.of(image));
    Path at = image;
    while (overview.parents().containsKey(at)) {
      Path parent = overview.parents().get(at);
      if (!seen.add(parent)) {
        return Optional.of(Finding.block("backing-cycle", machine.id(), "The backing files of " + image
            + " go round in a circle.", "Set the right backing file with qemu-img rebase -u."));
      }
      if (seen.size() > DEEPEST) {
        return Optional.of(Finding.block("backing-chain-too-deep", machine.id(), "The backing chain of " + image
            + " is deeper than " + DEEPEST + ".", "Shorten it with qemu-img rebase or convert."));
      }
      if (!Files.exists(parent)) {
        return Optional.of(Finding.block("backing-missing", machine.id(), at + " needs its backing file " + parent
            + ", which is not there.", "Put it back, or set the right one with qemu-img rebase -u."));
      }
      if (overview.inspected(parent).isEmpty()) {
        return Optional.of(Finding.block("backing-outside-library", machine.id(), "The backing file " + parent
            + " of " + at + " is not an image of the library " + machine.library() + ".",
            "Move it into the library, or make the image independent."));
      }
      at = parent;
    }
    return Optional.empty();
  }
}
