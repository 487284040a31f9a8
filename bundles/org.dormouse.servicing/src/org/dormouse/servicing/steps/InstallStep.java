package org.dormouse.servicing.steps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dormouse.engine.Outcome;
import org.dormouse.json.Json;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.steps.InstallTicket.Phase;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.GuestSession.GuestFacts;
import org.dormouse.spi.GuestSession.Leave;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.UpdateService;
import org.dormouse.spi.UpdateService.Scan;

/**
 * Install cycles until nothing is pending: install, restart where that is needed, look again. A guest is given up when
 * it needs more cycles than the job allows, or when the same update comes back after it was installed.
 */
final class InstallStep extends LongStep {

  /** Whatever else uses the guest's packages after it has started takes minutes, not seconds. */
  private static final Duration BUSY_POLL = Duration.ofSeconds(15);
  private static final Duration RESTART_POLL = Duration.ofSeconds(1);

  InstallStep(Backends backends) {
    super(StepKind.INSTALL, backends);
  }

  @Override
  Outcome advance(Work work, String text) {
    InstallTicket ticket = text.isEmpty() ? begin(work) : Json.read(text, InstallTicket.class);
    return Outcomes.of(work.updates(), updates -> work.withGuest(Json.write(ticket), session ->
        switch (ticket.phase()) {
          case INSTALLING -> patiently(ticket, install(work, updates, session, ticket));
          case TO_RESTART -> restart(session, ticket);
          case RESTARTING -> awaitRestart(session, ticket);
          case SCANNING -> patiently(ticket, lookAgain(work, updates, session, ticket));
        }));
  }

  private static InstallTicket begin(Work work) {
    Scan scan = work.output(StepKind.SCAN, Outputs.Scanned.class).scan();
    return new InstallTicket(Phase.INSTALLING, "", scan, 1, 0, List.of(), "", "");
  }

  private Outcome install(Work work, UpdateService updates, GuestSession session, InstallTicket ticket) {
    var progress = updates.install(work.guest(session), ticket.scan(), ticket.inner());
    return Outcomes.of(progress, inner -> Json.write(ticket.inner(inner)), installed -> {
      InstallTicket next = ticket.installed(merge(ticket.changes(), installed.changes()), installed.log());
      return installed.restartNeeded()
          ? Outcomes.of(session.facts(), before -> again(next.toRestart(before.bootId()), "about to restart"))
          : installed.left().map(left -> looked(work, next, left))
              .orElseGet(() -> again(next.phase(Phase.SCANNING), "looking again"));
    });
  }

  /**
   * That it is going to be restarted is on record when it is: a guest that was restarted by an engine that did not live
   * to write that down no longer knows of the installation. Restarted twice is no harm.
   */
  private static Outcome restart(GuestSession session, InstallTicket ticket) {
    Optional<GuestFacts> now = session.facts().toOptional();
    if (now.isEmpty()) {
      return again(ticket, "restarting");
    }
    return now.get().bootId().equals(ticket.bootId())
        ? Outcomes.of(session.leave(Leave.RESTART), nothing -> again(ticket.phase(Phase.RESTARTING), "restarting"))
        : restarted(ticket);
  }

  /** On its way down and up a guest may answer without being able to tell anything; the step's time-out bounds it. */
  private static Outcome awaitRestart(GuestSession session, InstallTicket ticket) {
    return session.facts().toOptional().filter(facts -> !facts.bootId().equals(ticket.bootId()))
        .map(facts -> restarted(ticket)).orElseGet(() -> again(ticket, "restarting"));
  }

  private static Outcome restarted(InstallTicket ticket) {
    return again(ticket.phase(Phase.SCANNING), "looking again after the restart");
  }

  private Outcome lookAgain(Work work, UpdateService updates, GuestSession session, InstallTicket ticket) {
    var progress = updates.scan(work.guest(session), ticket.inner());
    return Outcomes.of(progress, inner -> Json.write(ticket.inner(inner)), scan -> looked(work, ticket, scan));
  }

  /** @param scan what the client would do next */
  private static Outcome looked(Work work, InstallTicket ticket, Scan scan) {
    if (scan.changes().isEmpty()) {
      // what is kept back now was so before: the proof names it
      return Outcomes.done(new Outputs.Patched(ticket.changes(), ticket.cycle(), ticket.restarts(), ticket.log()));
    }
    if (ticket.cycle() >= work.run().maxCycles()) {
      return Outcomes.failed("too-many-cycles", work.machine().id() + " still wants " + names(scan.changes())
          + " after " + ticket.cycle() + " install cycles.", "Raise the job's cycle limit, or look into the guest.");
    }
    Set<PackageChange> repeated = repeated(ticket.changes(), scan.changes());
    if (!repeated.isEmpty()) {
      return Outcomes.failed("update-comes-back", work.machine().id() + " wants " + names(repeated)
          + " again although it was just installed.", "Look at the package's scripts and holds in the guest.");
    }
    return again(ticket.nextCycle(scan), "installing what became available");
  }

  /**
   * What passes, such as another program that uses the guest's packages, begins the operation again, not the step: that
   * would forget what was installed in earlier cycles. The step's time-out bounds it.
   */
  private static Outcome patiently(InstallTicket ticket, Outcome outcome) {
    return outcome instanceof Outcome.Retry(var trouble, var after) && !trouble.code().startsWith("guest-")
        ? Outcomes.running(Json.write(ticket.inner("")), trouble.message(), BUSY_POLL) : outcome;
  }

  private static Outcome again(InstallTicket ticket, String detail) {
    String cycle = ticket.cycle() > 1 ? " (cycle " + ticket.cycle() + ")" : "";
    return Outcomes.running(Json.write(ticket), detail + cycle, RESTART_POLL);
  }

  /** Same package to the same version as was installed before. */
  private static Set<PackageChange> repeated(List<PackageChange> before, List<PackageChange> now) {
    Set<String> done = before.stream().map(InstallStep::target).collect(Collectors.toSet());
    return now.stream().filter(change -> done.contains(target(change))).collect(Collectors.toCollection(HashSet::new));
  }

  private static String target(PackageChange change) {
    return change.name() + ":" + change.architecture() + "=" + change.candidateVersion();
  }

  private static String names(Iterable<PackageChange> changes) {
    List<String> names = new ArrayList<>();
    changes.forEach(change -> names.add(change.name()));
    return names.size() <= 5 ? String.join(", ", names)
        : String.join(", ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
  }

  /** Over several cycles a package goes from the version it had at first to the one it has at last. */
  static List<PackageChange> merge(List<PackageChange> before, List<PackageChange> now) {
    Map<String, PackageChange> byName = new LinkedHashMap<>();
    before.forEach(change -> byName.put(change.name() + ":" + change.architecture(), change));
    for (PackageChange change : now) {
      byName.merge(change.name() + ":" + change.architecture(), change, (first, last) -> new PackageChange(
          last.name(), last.architecture(), first.installedVersion(), last.candidateVersion(),
          first.downloadBytes() + last.downloadBytes(), last.origin()));
    }
    return List.copyOf(byName.values());
  }
}
