package org.dormouse.servicing.steps;

import java.util.Optional;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Backends;
import org.dormouse.spi.Generation;

/** Overlays and VM definition on the host; the library's images are only their read-only ground. */
final class DeployStep extends ShortStep {

  DeployStep(Backends backends) {
    super(StepKind.DEPLOY, backends);
  }

  @Override
  Outcome run(Work work) {
    Optional<Generation> used = work.committed();
    if (used.isPresent()) {
      // else store would take that generation for the one it has to make
      return Outcomes.failed("key-used", "Generation " + used.get().number() + " of " + work.machine().id()
          + " was stored under the same key " + work.key() + " that this servicing has; the engine's database seems to "
          + "have been put back from a backup.", "Run the job again, it gets another key.");
    }
    return Outcomes.of(work.onHost((hypervisor, host) ->
            hypervisor.deploy(host, work.key(), work.machine(), work.run().isolation()).map(nothing -> host)),
        host -> Outcomes.done(new Outputs.Deployed(host.name())));
  }
}
