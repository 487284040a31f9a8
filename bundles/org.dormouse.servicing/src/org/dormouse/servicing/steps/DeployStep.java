package org.dormouse.servicing.steps;

import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Backends;

/** Overlays and VM definition on the host; the library's images are only their read-only ground. */
final class DeployStep extends ShortStep {

  DeployStep(Backends backends) {
    super(StepKind.DEPLOY, backends);
  }

  @Override
  Outcome run(Work work) {
    return Outcomes.of(work.onHost((hypervisor, host) ->
            hypervisor.deploy(host, work.key(), work.machine(), work.run().isolation()).map(nothing -> host)),
        host -> Outcomes.done(new Outputs.Deployed(host.name())));
  }
}
