package org.dormouse.server.internal.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dormouse.api.Machines.GenerationInfo;
import org.dormouse.api.Reports.Index;
import org.dormouse.api.Reports.MachineReport;
import org.dormouse.api.Reports.RunReport;
import org.dormouse.api.Reports.StepReport;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepView;
import org.dormouse.json.Json;
import org.dormouse.servicing.Libraries;
import org.dormouse.servicing.RunPayload;
import org.dormouse.servicing.steps.Outputs;
import org.dormouse.servicing.steps.StepKind;
import org.dormouse.spi.Generation;
import org.dormouse.spi.UpdateService.IndexFacts;

/** Puts together what is known of a run: its rows, what its steps left, its journal, and what lies in the library. */
public final class RunReports {

  private static final int JOURNAL_LIMIT = 100_000;
  private static final int LINES_PER_MACHINE = 500;

  private final Runs runs;
  private final RunRequests requests;
  private final Libraries libraries;

  public RunReports(Runs runs, RunRequests requests, Libraries libraries) {
    this.runs = runs;
    this.requests = requests;
    this.libraries = libraries;
  }

  public RunReport of(String runId) {
    Runs.Snapshot snapshot = requests.snapshot(runId);
    Optional<RunPayload> payload = runs.payload(runId).map(text -> Json.read(text, RunPayload.class));
    List<Index> indexes = payload.map(run -> run.snapshot().indexes().stream()
        .map(index -> index(index, snapshot.run().submitted())).toList()).orElse(List.of());
    Map<String, List<StepView>> steps = snapshot.steps().stream()
        .collect(Collectors.groupingBy(StepView::servicingId));
    Map<String, List<String>> journal = journal(runId);
    List<MachineReport> machines = snapshot.servicings().stream().map(servicing -> machine(servicing,
        steps.getOrDefault(servicing.id(), List.of()), journal.getOrDefault(servicing.id(), List.of()))).toList();
    return new RunReport(ApiRecords.run(snapshot.run()), payload.map(run -> run.service().name()).orElse(""), indexes,
        machines, Instant.now());
  }

  private static Index index(IndexFacts index, Instant started) {
    return new Index(index.name(), index.sha256(), index.date(),
        index.validUntil().equals(Instant.MAX) ? Optional.empty() : Optional.of(index.validUntil()),
        Math.max(0, Duration.between(index.date(), started).toSeconds()), index.signedBy());
  }

  private Map<String, List<String>> journal(String runId) {
    Map<String, List<String>> lines = new HashMap<>();
    for (Runs.JournalLine line : runs.journal(runId, 0, JOURNAL_LIMIT)) {
      List<String> own = lines.computeIfAbsent(line.servicingId(), id -> new ArrayList<>());
      if (own.size() < LINES_PER_MACHINE) {
        own.add(line.at() + " " + (line.step().isEmpty() ? "" : line.step() + ": ") + line.text()
            + (line.by().isEmpty() ? "" : " (" + line.by() + ")"));
      }
    }
    return lines;
  }

  private MachineReport machine(ServicingView servicing, List<StepView> steps, List<String> journal) {
    StepOutputs left = new StepOutputs(runs, steps);
    Optional<Outputs.Patched> patched = left.find(StepKind.INSTALL, Outputs.Patched.class);
    return new MachineReport(servicing.subject(), servicing.state().name(), left.host(), left.before(),
        patched.map(done -> ApiRecords.changes(done.changes())).orElse(List.of()),
        patched.map(Outputs.Patched::cycles).orElse(0), patched.map(Outputs.Patched::restarts).orElse(0),
        steps.stream().map(RunReports::step).toList(), servicing.trouble().map(ApiRecords::trouble),
        left.data(servicing.state()), left.proof(), generations(servicing, left), left.findings(), journal);
  }

  private static StepReport step(StepView step) {
    return new StepReport(step.kind(), step.attempt(), step.life(), step.state().name(), step.started(), step.ended(),
        step.trouble().map(ApiRecords::trouble));
  }

  /**
   * As they were when the servicing ended, newest first: what it stored, and of those before it what is still kept. Of a
   * VM that has been removed since, only what it stored can be told.
   */
  private List<GenerationInfo> generations(ServicingView servicing, StepOutputs left) {
    Instant end = servicing.ended().orElseGet(Instant::now);
    List<Generation> then = new ArrayList<>(libraries.generations(servicing.subject()).toOptional().orElse(List.of())
        .stream().filter(generation -> !generation.created().isAfter(end)).toList());
    left.stored().filter(stored -> then.stream().noneMatch(one -> one.number() == stored.number()))
        .ifPresent(then::add);
    then.sort(Comparator.comparingInt(Generation::number).reversed());
    return IntStream.range(0, then.size())
        .mapToObj(at -> ApiRecords.generation(then.get(at).current(at == 0), runs)).toList();
  }
}
