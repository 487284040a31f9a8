package org.dormouse.servicing.preflight;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/** What an image's container format says against servicing it. */
final class ImageFindings {

  List<Finding> of(StoredMachine machine, LibraryOverview overview) {
    List<Finding> findings = new ArrayList<>();
    for (MachineDisk disk : machine.disks()) {
      Result<ImageFacts> facts = overview.inspected(disk.image()).orElseGet(() -> Result.failed(Trouble.lasting(
          "image-missing", disk.image() + " is not in the library.", "Put it back, or scan the library again.")));
      switch (facts) {
        case Result.Failed<ImageFacts>(var trouble) ->
            findings.add(Finding.block(trouble.code(), machine.id(), trouble.message(), trouble.remedy()));
        case Result.Ok<ImageFacts>(var known) -> findings.addAll(of(machine, disk.image(), known));
      }
    }
    return findings;
  }

  private static List<Finding> of(StoredMachine machine, Path image, ImageFacts facts) {
    List<Finding> findings = new ArrayList<>();
    if (facts.encrypted()) {
      findings.add(Finding.block("encrypted-image", machine.id(), image + " is encrypted.",
          "Dormouse cannot service encrypted images; decrypt it first."));
    }
    if (facts.markedCorrupt()) {
      findings.add(Finding.block("image-corrupt", machine.id(), image + " is marked as corrupt.",
          "Look at it with qemu-img check, and restore it from a copy if need be."));
    }
    if (facts.markedDirty()) {
      findings.add(Finding.block("image-not-closed", machine.id(), image + " was not closed properly.",
          "Repair it with qemu-img check -r leaks, after making a copy."));
    }
    if (facts.savedState()) {
      findings.add(Finding.block("saved-state", machine.id(), image + " holds the memory of a running machine.",
          "Resume it and shut it down first; a saved machine is never patched."));
    } else if (!facts.snapshots().isEmpty()) {
      findings.add(Finding.block("internal-snapshots", machine.id(), image + " has internal snapshots ("
          + String.join(", ", facts.snapshots()) + ") that a new generation would not have.",
          "Delete them with qemu-img snapshot -d, or keep them in a copy."));
    }
    return findings;
  }
}
