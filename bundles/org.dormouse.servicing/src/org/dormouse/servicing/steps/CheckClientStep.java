package org.dormouse.servicing.steps;

import java.util.Optional;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Backends;
import org.dormouse.spi.Finding;

/** Is the update client in the guest fit to be used at all. */
final class CheckClientStep extends LongStep {

  CheckClientStep(Backends backends) {
    super(StepKind.CHECK_CLIENT, backends);
  }

  @Override
  Outcome advance(Work work, String ticket) {
    return Outcomes.of(work.updates(), updates -> work.withGuest("checking", session ->
        Outcomes.of(updates.checkClient(work.guest(session)), report -> {
          Optional<Finding> block =
              report.findings().stream().filter(f -> f.severity() == Finding.Severity.BLOCK).findFirst();
          return block.isPresent()
              ? Outcomes.failed(block.get().code(), block.get().message(), block.get().remedy())
              : Outcomes.done(new Outputs.ClientChecked(report.client(), report.version(), report.findings()));
        })));
  }
}
