package org.dormouse.servicing.steps;

import java.util.function.UnaryOperator;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Backends;

/** Proves the patched guest while it still runs. */
final class VerifyStep extends LongStep {

  VerifyStep(Backends backends) {
    super(StepKind.VERIFY, backends);
  }

  @Override
  Outcome advance(Work work, String ticket) {
    var changes = work.output(StepKind.INSTALL, Outputs.Patched.class).changes();
    return Outcomes.of(work.updates(), updates -> work.withGuest(ticket, session ->
        Outcomes.of(updates.verify(work.guest(session), changes, ticket), UnaryOperator.identity(), proof ->
            proof.snapshotId().equals(work.run().snapshot().id())
                ? Outcomes.done(new Outputs.Verified(proof))
                : Outcomes.failed("index-differs", "The proof of " + work.machine().id()
                    + " was made against another index than the one that was fetched.", "Run the job again."))));
  }
}
