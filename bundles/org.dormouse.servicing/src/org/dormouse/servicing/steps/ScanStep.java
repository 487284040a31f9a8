package org.dormouse.servicing.steps;

import java.util.List;
import java.util.function.UnaryOperator;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Backends;

/** The guest's own client reads the index and says what it would change. */
final class ScanStep extends LongStep {

  ScanStep(Backends backends) {
    super(StepKind.SCAN, backends);
  }

  @Override
  Outcome advance(Work work, String ticket) {
    return Outcomes.of(work.updates(), updates -> work.withGuest(ticket, session ->
        Outcomes.of(updates.scan(work.guest(session), ticket), UnaryOperator.identity(), scan -> {
          if (!scan.snapshotId().equals(work.run().snapshot().id())) {
            return Outcomes.failed("index-differs", "The guest " + work.machine().id() + " read another index ("
                + scan.snapshotId() + ") than the one that was fetched (" + work.run().snapshot().id() + ").",
                "Run the job again; if it happens again, report it.");
          }
          var output = new Outputs.Scanned(scan);
          if (scan.changes().isEmpty() && !scan.keptBack().isEmpty()) {
            return Outcomes.failed("updates-kept-back", "The update client of " + work.machine().id()
                + " has updates that it does not install: " + names(scan.keptBack()) + ".", "What they depend on is in"
                + " conflict or not in the index; give the service the suites that it needs, or put the packages on"
                + " hold in the VM.");
          }
          return scan.changes().isEmpty() ? Outcomes.nothingPending(output) : Outcomes.done(output);
        })));
  }

  private static String names(List<String> packages) {
    return String.join(", ", packages.stream().limit(30).toList());
  }
}
