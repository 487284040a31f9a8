package org.dormouse.servicing.steps;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.spi.Finding;

/**
 * Where a boot test is.
 *
 * @param export of the new images, while they are written
 * @param check number of the health check that is being made, from 0; {@code inner} its ticket
 * @param until when the present phase has to be over
 */
record BootTestTicket(Phase phase, StoreTicket export, List<String> sha256, int check, String inner, Instant until,
    List<String> statements, List<Finding> findings) {

  enum Phase { EXPORTING, STARTING, WAITING, SETTLING, CHECKING, LEAVING, GOING_OFF, CLEARING }

  static BootTestTicket exporting(StoreTicket export) {
    return new BootTestTicket(Phase.EXPORTING, export, List.of(), 0, "", Instant.MAX, List.of(), List.of());
  }

  static BootTestTicket exported(List<Path> targets, List<String> sha256) {
    return new BootTestTicket(Phase.STARTING, new StoreTicket(targets, ""), sha256, 0, "", Instant.MAX, List.of(),
        List.of());
  }

  BootTestTicket phase(Phase next, Instant limit) {
    return new BootTestTicket(next, export, sha256, check, "", limit, statements, findings);
  }

  BootTestTicket inner(String ticket) {
    return new BootTestTicket(phase, export, sha256, check, ticket, until, statements, findings);
  }

  BootTestTicket check(int number, Instant limit) {
    return new BootTestTicket(Phase.CHECKING, export, sha256, number, "", limit, statements, findings);
  }

  BootTestTicket proven(String statement) {
    List<String> all = new ArrayList<>(statements);
    all.add(statement);
    return new BootTestTicket(phase, export, sha256, check, inner, until, List.copyOf(all), findings);
  }

  BootTestTicket found(Finding finding) {
    List<Finding> all = new ArrayList<>(findings);
    all.add(finding);
    return new BootTestTicket(phase, export, sha256, check, inner, until, statements, List.copyOf(all));
  }
}
