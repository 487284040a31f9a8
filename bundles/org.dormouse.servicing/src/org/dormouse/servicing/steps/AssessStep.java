package org.dormouse.servicing.steps;

import java.util.List;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Assessor;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Observations;
import org.dormouse.spi.UpdateService.Assessment;

/** Looks without waking: a VM with nothing pending ends here. */
final class AssessStep extends ShortStep {

  private final Observations observations;

  AssessStep(Backends backends, Observations observations) {
    super(StepKind.ASSESS, backends);
    this.observations = observations;
  }

  @Override
  Outcome run(Work work) {
    var result = new Assessor(work.backends()).assess(work.machine(), work.run().service(), work.run().snapshot());
    observations.assessed(work.machine().id(), work.run().service().name(), work.run().snapshot().id(), result,
        work.context().runId());
    return switch (result.assessment()) {
      case Assessment.Pending(var changes) when changes.isEmpty() ->
          Outcomes.nothingPending(new Outputs.Assessed(changes, "", result.millis()));
      case Assessment.Pending(var changes) -> Outcomes.done(new Outputs.Assessed(changes, "", result.millis()));
      case Assessment.CannotTell(var code, var reason) ->
          Outcomes.done(new Outputs.Assessed(List.of(), reason, result.millis()));
    };
  }
}
