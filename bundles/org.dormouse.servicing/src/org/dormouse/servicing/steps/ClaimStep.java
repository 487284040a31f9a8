package org.dormouse.servicing.steps;

import java.util.List;
import java.util.Optional;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.preflight.Preflight;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Finding;

/**
 * Makes the VM ours for the time of the servicing (the engine holds its lease), records the identity of its files and
 * refuses it if preflight finds a reason not to touch it.
 */
final class ClaimStep extends ShortStep {

  private final Preflight preflight;

  ClaimStep(Backends backends, Preflight preflight) {
    super(StepKind.CLAIM, backends);
    this.preflight = preflight;
  }

  @Override
  Outcome run(Work work) {
    var machine = work.machine();
    return Outcomes.of(work.library().then(library -> library.identify(work.libraryFolder(), machine)), files -> {
      if (definitionChanged(work, files)) {
        return Outcomes.failed("definition-changed", "The definition of " + machine.id()
            + " was changed after the job was planned.", "Run the job again.");
      }
      List<Finding> findings = preflight.examine(machine, work.libraryFolder(), work.servicing().excluded());
      Optional<Finding> block = findings.stream().filter(f -> f.severity() == Finding.Severity.BLOCK).findFirst();
      return block.isPresent()
          ? Outcomes.failed(block.get().code(), block.get().message(), block.get().remedy())
          : Outcomes.done(new Outputs.Claimed(files, findings));
    });
  }

  /** Disks may have changed since (they are read from now on), the sidecar that says which disks there are may not. */
  private static boolean definitionChanged(Work work, List<FileIdentity> files) {
    return work.machine().definition().filter(sidecar ->
        !find(files, sidecar).equals(find(work.servicing().planned(), sidecar))).isPresent();
  }

  private static Optional<FileIdentity> find(List<FileIdentity> files, java.nio.file.Path file) {
    return files.stream().filter(identity -> identity.file().equals(file)).findFirst();
  }
}
