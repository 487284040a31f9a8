package org.dormouse.server.internal.request;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.dormouse.api.RunsApi.Decide;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.RunRef;
import org.dormouse.api.RunsApi.ServicingRef;
import org.dormouse.api.client.Failures;
import org.dormouse.engine.Decision;
import org.dormouse.engine.RunControl;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingView;
import org.dormouse.model.document.Nearest;
import org.dormouse.servicing.plan.Expectations;

/** The verbs of runs. They return when the wish is durable; what comes of it is told as changes. */
public final class RunRequests {

  private static final int MOST_RUNS = 10_000;

  private final Runs runs;
  private final RunControl control;
  private final Supplier<Expectations> expectations;

  /** Without any past to forecast from. */
  public RunRequests(Runs runs, RunControl control) {
    this(runs, control, () -> new Expectations(Map.of(), Set.of(), ""));
  }

  /** @param expectations by which the end of a run is forecast */
  public RunRequests(Runs runs, RunControl control, Supplier<Expectations> expectations) {
    this.runs = runs;
    this.control = control;
    this.expectations = expectations;
  }

  /** Of a run that is about to be followed. */
  public Forecast forecast() {
    return new Forecast(expectations.get());
  }

  /** Newest first. */
  public List<Run> list(int limit) {
    return runs.list(limit <= 0 ? MOST_RUNS : Math.min(limit, MOST_RUNS)).stream().map(ApiRecords::run).toList();
  }

  public RuntimeException unknown(String runId) {
    List<String> known = runs.list(MOST_RUNS).stream().map(RunView::id).toList();
    return Failures.usage("unknown-run", "There is no run \"" + DefinitionRequests.printable(runId) + "\".",
        Nearest.hint(runId, known) + " See them all: dormouse run list");
  }

  Runs.Snapshot snapshot(String runId) {
    return runs.snapshot(runId).orElseThrow(() -> unknown(runId));
  }

  public RunRef pause(String runId, Caller caller) {
    return simple(runId, caller, control::pause);
  }

  public RunRef resume(String runId, Caller caller) {
    return simple(runId, caller, control::resume);
  }

  private RunRef simple(String runId, Caller caller, BiFunction<String, String, RunControl.Answer> verb) {
    runs.run(runId).orElseThrow(() -> unknown(runId));
    return accepted(runId, verb.apply(runId, caller.name()));
  }

  public RunRef cancel(ServicingRef what, Caller caller) {
    Optional<String> servicing = what.servicingId().isEmpty() ? Optional.empty()
        : Optional.of(servicing(what).id());
    runs.run(what.runId()).orElseThrow(() -> unknown(what.runId()));
    return accepted(what.runId(), control.cancel(what.runId(), servicing, caller.name()));
  }

  public RunRef retry(ServicingRef what, Caller caller) {
    if (!what.servicingId().isEmpty()) {
      return accepted(what.runId(), control.retry(what.runId(), servicing(what).id(), caller.name()));
    }
    List<ServicingView> failed = snapshot(what.runId()).servicings().stream()
        .filter(servicing -> switch (servicing.state()) {
          case FAILED, CANCELLED -> true;
          default -> false;
        }).toList();
    if (failed.isEmpty()) {
      throw Failures.state("nothing-to-retry", "No VM of " + what.runId() + " has failed or was cancelled.",
          "See its state: dormouse run show " + what.runId());
    }
    // one that cannot be tried again yet, for what it used is not released, keeps none of the others from it
    List<RunControl.Answer> answers = failed.stream()
        .map(servicing -> control.retry(what.runId(), servicing.id(), caller.name())).toList();
    return accepted(what.runId(), answers.stream().filter(RunControl.Accepted.class::isInstance).findFirst()
        .orElse(answers.getFirst()));
  }

  public RunRef decide(Decide decide, Caller caller) {
    runs.run(decide.runId()).orElseThrow(() -> unknown(decide.runId()));
    Decision decision = Arrays.stream(Decision.values()).filter(known -> known.name().equals(decide.decision()))
        .findFirst().orElseThrow(() -> Failures.usage("unknown-decision", "There is no decision \""
            + DefinitionRequests.printable(decide.decision()) + "\".", "Known are "
            + Arrays.toString(Decision.values()) + "."));
    return accepted(decide.runId(), control.decide(decide.runId(), decide.stepId(), decision, caller.name()));
  }

  private ServicingView servicing(ServicingRef what) {
    List<ServicingView> all = snapshot(what.runId()).servicings();
    String wanted = what.servicingId();
    return all.stream().filter(one -> one.id().equals(wanted) || one.subject().equals(wanted)).findFirst()
        .orElseThrow(() -> Failures.usage("unknown-servicing", what.runId() + " does not service \""
            + DefinitionRequests.printable(wanted) + "\".",
            Nearest.hint(wanted, all.stream().map(ServicingView::subject).toList())));
  }

  private static RunRef accepted(String runId, RunControl.Answer answer) {
    return switch (answer) {
      case RunControl.Accepted accepted -> new RunRef(runId);
      case RunControl.Refused(String code, String message) -> throw Failures.state(code, message,
          "See its state: dormouse run show " + runId);
    };
  }
}
