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

  List<Finding> of(StoredMachine machine, LibraryOverview overview, OtherLibraries others) {
    List<Finding> findings = new ArrayList<>(children(machine, overview, others));
    for (MachineDisk disk : machine.disks()) {
      broken(machine, disk.image(), overview, others).ifPresent(findings::add);
    }
    return findings;
  }

  /** What would be ruined by any other content of the VM's images, be it newer or older. */
  List<Finding> children(StoredMachine machine, LibraryOverview overview, OtherLibraries others) {
    List<Finding> findings = new ArrayList<>();
    for (MachineDisk disk : machine.disks()) {
      List<String> children = new ArrayList<>(overview.childrenOf(disk.image()));
      children.addAll(others.childrenOf(disk.image()));
      if (!children.isEmpty()) {
        findings.add(Finding.block("parent-has-children", machine.id(), disk.image() + " is the parent of "
            + LibraryOverview.some(children) + "; another generation of it would ruin them.",
            "Service the children; or make them independent with qemu-img rebase first."));
      }
    }
    return findings;
  }

  private static Optional<Finding> broken(StoredMachine machine, Path image, LibraryOverview overview,
      OtherLibraries others) {
    Set<Path> seen = new LinkedHashSet<>(Set.of(image));
    Optional<Path> next = parent(image, overview, others);
    Path at = image;
    while (next.isPresent()) {
      Path parent = next.get();
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
      if (overview.inspected(parent).isEmpty() && !others.holds(parent)) {
        return Optional.of(Finding.block("backing-outside-library", machine.id(), "The backing file " + parent
            + " of " + at + " is not an image of the library " + machine.library() + " or of another one.",
            "Move it into the library, add its folder as a library, or make the image independent."));
      }
      at = parent;
      next = parent(at, overview, others);
    }
    return Optional.empty();
  }

  private static Optional<Path> parent(Path image, LibraryOverview overview, OtherLibraries others) {
    return Optional.ofNullable(overview.parents().get(image)).or(() -> others.parentOf(image));
  }
}
