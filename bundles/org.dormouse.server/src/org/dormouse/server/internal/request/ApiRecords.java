package org.dormouse.server.internal.request;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dormouse.api.Machines;
import org.dormouse.api.RunsApi;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepTrouble;
import org.dormouse.engine.StepView;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Generation;
import org.dormouse.spi.PackageChange;

/** What the engine and the back ends say, as records of the client interface. */
public final class ApiRecords {

  private ApiRecords() {}

  public static RunsApi.Run run(RunView run) {
    Map<String, Integer> counts = new TreeMap<>();
    run.counts().forEach((state, count) -> counts.put(state.name(), count));
    return new RunsApi.Run(run.id(), run.job(), run.by(), run.state().name(), run.submitted(), run.ended(), counts,
        run.seq());
  }

  public static RunsApi.Servicing servicing(ServicingView servicing) {
    return new RunsApi.Servicing(servicing.runId(), servicing.id(), servicing.subject(), servicing.position(),
        servicing.state().name(), servicing.started(), servicing.ended(), servicing.trouble().map(ApiRecords::trouble));
  }

  public static RunsApi.Step step(StepView step) {
    return new RunsApi.Step(step.id(), step.seq(), step.runId(), step.servicingId(), step.kind(), step.ordinal(),
        step.attempt(), step.life(), step.state().name(), step.detail(), step.fraction(), step.started(), step.ended(),
        step.trouble().map(ApiRecords::trouble), step.granted(), step.due());
  }

  public static RunsApi.TroubleInfo trouble(StepTrouble trouble) {
    return new RunsApi.TroubleInfo(trouble.code(), trouble.message(), trouble.remedy());
  }

  public static RunsApi.RunSnapshot snapshot(Runs.Snapshot snapshot, long etaSeconds) {
    return new RunsApi.RunSnapshot(snapshot.seq(), run(snapshot.run()),
        snapshot.servicings().stream().map(ApiRecords::servicing).toList(),
        snapshot.steps().stream().map(ApiRecords::step).toList(), etaSeconds);
  }

  public static List<Machines.FindingInfo> findings(List<Finding> findings) {
    return findings.stream().map(finding -> new Machines.FindingInfo(finding.severity().name(), finding.code(),
        finding.subject(), finding.message(), finding.remedy())).toList();
  }

  public static List<Machines.Change> changes(List<PackageChange> changes) {
    return changes.stream().map(change -> new Machines.Change(change.name(), change.architecture(),
        change.installedVersion(), change.candidateVersion(), change.downloadBytes(), change.origin())).toList();
  }

  /** Somebody else's key is told as it is: no run of ours made that generation. */
  public static Machines.GenerationInfo generation(Generation generation, Runs runs) {
    return new Machines.GenerationInfo(generation.number(), generation.created(),
        runs.runOf(generation.key()).orElse(generation.key()),
        generation.current(), generation.files().stream()
            .map(file -> new Machines.FileInfo(file.name(), file.size(), file.sha256())).toList());
  }
}
