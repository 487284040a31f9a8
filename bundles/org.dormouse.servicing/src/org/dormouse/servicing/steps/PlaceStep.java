package org.dormouse.servicing.steps;

import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Backends;

/** The engine grants a place on a host before this step is claimed; the step writes down which. */
final class PlaceStep extends ShortStep {

  PlaceStep(Backends backends) {
    super(StepKind.PLACE, backends);
  }

  @Override
  Outcome run(Work work) {
    return Outcomes.of(work.host(), host -> Outcomes.done(new Outputs.Placed(host.name())));
  }
}
