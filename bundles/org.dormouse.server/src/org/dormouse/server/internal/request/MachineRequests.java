package org.dormouse.server.internal.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dormouse.api.ClientApi;
import org.dormouse.api.Machines;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.api.Reports.Fact;
import org.dormouse.api.client.Failures;
import org.dormouse.model.document.Names;
import org.dormouse.model.document.Nearest;
import org.dormouse.engine.Runs;
import org.dormouse.servicing.Definitions;
import org.dormouse.servicing.Groups;
import org.dormouse.servicing.Hosts;
import org.dormouse.servicing.Libraries;
import org.dormouse.servicing.Observations;
import org.dormouse.servicing.Observed;
import org.dormouse.servicing.Observed.AssessmentNote;
import org.dormouse.servicing.Observed.ResultNote;
import org.dormouse.servicing.Standings;
import org.dormouse.servicing.Updates;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Generation;
import org.dormouse.spi.Hypervisor.HostReport;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.NetworkCard;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Assessment;
import org.dormouse.spi.UpdateService.IndexFacts;
import org.dormouse.spi.UpdateService.ServiceReport;

/** What lies in libraries, what is pending in it, and checks of what services it. */
public final class MachineRequests {

  private final Definitions definitions;
  private final Libraries libraries;
  private final Updates updates;
  private final Hosts hosts;
  private final Observations observations;
  private final Standings standings;
  private final Groups groups;
  private final Runs runs;

  public MachineRequests(Definitions definitions, Libraries libraries, Updates updates, Hosts hosts,
      Observations observations, Standings standings, Groups groups, Runs runs) {
    this.definitions = definitions;
    this.libraries = libraries;
    this.updates = updates;
    this.hosts = hosts;
    this.observations = observations;
    this.standings = standings;
    this.groups = groups;
    this.runs = runs;
  }

  public Machines.LibraryScan scan(String library) {
    Libraries.Scanned scanned = Troubles.orRefuse(libraries.scan(library));
    return new Machines.LibraryScan(library, records(scanned.machines()),
        ApiRecords.findings(scanned.findings()), scanned.difference().added(), scanned.difference().gone());
  }

  public List<Machine> list(Machines.Filter filter) {
    if (!filter.library().isEmpty()) {
      Troubles.orRefuse(definitions.library(filter.library()));
    }
    if (!filter.state().isEmpty() && !Standings.STATES.contains(filter.state())) {
      throw Failures.usage("unknown-state", "No virtual machine is ever in state \""
          + DefinitionRequests.printable(filter.state()) + "\".", "Known are " + String.join(", ", Standings.STATES)
          + ".");
    }
    Predicate<String> wanted = filter.pattern().isEmpty() ? name -> true
        : name -> Names.matches(filter.pattern(), name);
    return records(libraries.machines()).stream()
        .filter(machine -> filter.library().isEmpty() || machine.library().equals(filter.library()))
        .filter(machine -> filter.state().isEmpty() || machine.state().equals(filter.state()))
        .filter(machine -> wanted.test(machine.id()) || wanted.test(machine.name()))
        .toList();
  }

  List<Machine> records(Collection<Observed> observed) {
    Standings.Now now = standings.now();
    Map<String, List<String>> memberships = groups.of(observed, now);
    return observed.stream()
        .map(one -> record(one, now, memberships.getOrDefault(one.machine().id(), List.of()))).toList();
  }

  private static Machine record(Observed observed, Standings.Now now, List<String> groups) {
    var machine = observed.machine();
    Optional<AssessmentNote> note = observed.assessment();
    Optional<ResultNote> last = now.result(observed);
    return new Machine(machine.id(), machine.library(), machine.name(), note.map(AssessmentNote::os).orElse(""),
        now.state(observed), observed.pending(), note.map(AssessmentNote::at), observed.serviced().map(one -> one.at()),
        observed.scan().sizeBytes(), machine.disks().size(), observed.scan().generation(), now.tags(observed),
        observed.pendingSecurity(), last.map(ResultNote::result).orElse(ResultNote.NEVER),
        now.host(observed).orElse(""), groups, now.isExcluded(observed));
  }

  public Machines.Details details(String id) {
    Observed observed = machine(id);
    var stored = observed.machine();
    List<Machines.DiskInfo> disks = new ArrayList<>();
    for (int i = 0; i < stored.disks().size(); i++) {
      disks.add(disk(stored.disks().get(i), observed.scan().images(), i));
    }
    List<Generation> generations = libraries.generations(id).toOptional().orElse(List.of());
    List<Finding> findings = libraries.examine(id).toOptional().orElse(observed.scan().findings());
    return new Machines.Details(records(List.of(observed)).getFirst(), stored.hardware().memoryMiB(),
        stored.hardware().cpus(), disks, stored.cards().stream().map(NetworkCard::mac).toList(),
        ApiRecords.findings(findings),
        observed.assessment().map(note -> ApiRecords.changes(note.changes())).orElse(List.of()),
        generations.stream().map(generation -> ApiRecords.generation(generation, runs)).toList());
  }

  private static Machines.DiskInfo disk(MachineDisk disk, List<ImageFacts> images, int at) {
    Optional<ImageFacts> facts = at < images.size() ? Optional.of(images.get(at)) : Optional.empty();
    return new Machines.DiskInfo(disk.slot(), disk.image().toString(), disk.format().qemuName(),
        facts.map(ImageFacts::virtualSize).orElse(-1L), facts.map(ImageFacts::fileSize).orElse(-1L),
        facts.flatMap(ImageFacts::backing));
  }

  /** A VM by its id, or a failure that suggests what may have been meant. */
  private Observed machine(String id) {
    return switch (libraries.machine(id)) {
      case Result.Ok<Observed>(Observed observed) -> observed;
      case Result.Failed<Observed>(Trouble trouble) -> throw Failures.usage("unknown-vm", trouble.message(),
          Nearest.hint(id, libraries.machines().stream().map(known -> known.machine().id()).toList())
              + " See them all: dormouse vm list");
    };
  }

  public Machines.Assessments assess(Machines.Assess wanted, Caller caller) {
    Updates.Assessments assessed = Troubles.orRefuse(updates.assess(wanted.patterns(), wanted.service(),
        (id, done, total) -> caller.progress().accept(new ClientApi.Progress("assess", id, done, total))));
    return new Machines.Assessments(assessed.service(), assessed.snapshot().id(),
        assessed.machines().stream().map(MachineRequests::assessment).toList());
  }

  private static Machines.Assessment assessment(Updates.AssessedMachine machine) {
    List<FindingInfo> findings = ApiRecords.findings(machine.findings());
    long millis = machine.result().millis();
    return switch (machine.result().assessment()) {
      case Assessment.Pending(var changes) -> new Machines.Assessment(machine.id(),
          changes.isEmpty() ? "up-to-date" : "pending", "", ApiRecords.changes(changes), findings, millis);
      case Assessment.CannotTell(var code, var reason) -> new Machines.Assessment(machine.id(),
          isBlocked(machine.findings()) ? "blocked" : "cannot-tell", reason, List.of(), findings, millis);
    };
  }

  static boolean isBlocked(List<Finding> findings) {
    return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.BLOCK);
  }

  public Machines.History history(String id) {
    machine(id);
    return new Machines.History(id, observations.history(id).stream()
        .map(note -> new Machines.HistoryEntry(note.at(), note.what(), note.run(), note.text())).toList());
  }

  /** A VM that is being serviced is not touched by anybody else. */
  public Machines.GenerationInfo rollback(Machines.Rollback rollback) {
    Observed observed = machine(rollback.id());
    if (standings.now().state(observed).equals("servicing")) {
      throw Failures.state("being-serviced", rollback.id() + " is being serviced at present.",
          "Wait for the run, or cancel it: dormouse run list");
    }
    return ApiRecords.generation(Troubles.orRefuse(libraries.rollback(rollback.id(), rollback.generation())), runs);
  }

  public CheckReport checkHost(String name) {
    return report(name, Troubles.orRefuse(hosts.check(name)));
  }

  static CheckReport report(String name, HostReport report) {
    List<Fact> facts = new ArrayList<>(List.of(
        new Fact("hypervisor", report.version()),
        new Fact("accelerator", report.accelerator()),
        new Fact("memory for guests", report.memoryMiB() + " MiB"),
        new Fact("processors", String.valueOf(report.cpus())),
        new Fact("free disk space", report.freeDiskBytes() / (1 << 20) + " MiB")));
    if (!report.closedNetwork().isEmpty()) {
      facts.add(new Fact("closed network", report.closedNetwork()));
    }
    return new CheckReport(name, !isBlocked(report.findings()), facts, ApiRecords.findings(report.findings()));
  }

  public CheckReport checkService(String name) {
    return report(name, Troubles.orRefuse(updates.check(name)));
  }

  static CheckReport report(String name, ServiceReport report) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("service", report.description()));
    for (IndexFacts index : report.indexes()) {
      facts.add(new Fact("index", index.name() + " of " + index.date() + ", " + index.packages()
          + " packages, signed by " + index.signedBy()));
    }
    return new CheckReport(name, !isBlocked(report.findings()), facts, ApiRecords.findings(report.findings()));
  }
}
