package org.dormouse.servicing.steps;

import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Backends;
import org.dormouse.spi.Hypervisor.Power;

/** Switches the VM on. A deployment that is worthless by now is made anew. */
final class StartStep extends ShortStep {

  StartStep(Backends backends) {
    super(StepKind.START, backends);
  }

  @Override
  Outcome run(Work work) {
    return Outcomes.of(work.power(), power ->
        power == Power.LOST || power == Power.GONE || power == Power.CRASHED
        ? work.died(power)
        : Outcomes.of(work.onHost((hypervisor, host) -> hypervisor.start(host, work.key())),
            nothing -> Outcomes.done(new Outputs.Started(""))));
  }
}
