package org.dormouse.servicing.steps;

import java.util.List;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.UpdateService.Scan;

/**
 * Where an install step is.
 *
 * @param inner ticket of the back end in the present phase
 * @param scan what the present cycle installs
 * @param cycle 1 for the first
 * @param changes what all cycles so far have changed
 * @param bootId of the guest before the restart that is waited for
 */
record InstallTicket(Phase phase, String inner, Scan scan, int cycle, int restarts, List<PackageChange> changes,
    String bootId, String log) {

  enum Phase { INSTALLING, TO_RESTART, RESTARTING, SCANNING }

  InstallTicket inner(String ticket) {
    return new InstallTicket(phase, ticket, scan, cycle, restarts, changes, bootId, log);
  }

  InstallTicket phase(Phase next) {
    return new InstallTicket(next, "", scan, cycle, restarts, changes, bootId, log);
  }

  InstallTicket installed(List<PackageChange> all, String newLog) {
    return new InstallTicket(phase, "", scan, cycle, restarts, all, bootId, newLog);
  }

  InstallTicket toRestart(String boot) {
    return new InstallTicket(Phase.TO_RESTART, "", scan, cycle, restarts + 1, changes, boot, log);
  }

  InstallTicket nextCycle(Scan next) {
    return new InstallTicket(Phase.INSTALLING, "", next, cycle + 1, restarts, changes, bootId, log);
  }
}
