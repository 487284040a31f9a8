package org.dormouse.server.internal.request;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Machines.Change;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepView;
import org.dormouse.json.Json;
import org.dormouse.servicing.HookSpec;
import org.dormouse.servicing.steps.Outputs;
import org.dormouse.servicing.steps.StepKind;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Generation;

/** What the steps of one servicing left behind: of each kind the newest attempt that succeeded counts. */
final class StepOutputs {

  private final Runs runs;
  private final List<StepView> steps;

  StepOutputs(Runs runs, List<StepView> steps) {
    this.runs = runs;
    this.steps = steps;
  }

  <T> Optional<T> find(StepKind kind, Class<T> type) {
    return steps.stream()
        .filter(step -> step.kind().equals(kind.kind()) && step.state() == StepState.SUCCEEDED)
        .max(Comparator.comparingLong(StepView::id))
        .flatMap(step -> runs.output(step.id()))
        .filter(text -> !text.isEmpty())
        .map(text -> Json.read(text, type));
  }

  /** What became of hooks, in their order. One that a person approved has no other output than that sentence. */
  private List<Outputs.Hooked> hooks() {
    Map<String, StepView> newest = new LinkedHashMap<>();
    steps.stream().filter(step -> step.kind().startsWith(HookSpec.FAMILY + ":")
            && step.state() == StepState.SUCCEEDED)
        .sorted(Comparator.comparingInt(StepView::ordinal).thenComparingLong(StepView::id))
        .forEach(step -> newest.put(step.kind(), step));
    List<Outputs.Hooked> hooks = new ArrayList<>();
    newest.forEach((kind, step) -> runs.output(step.id()).filter(text -> !text.isEmpty()).ifPresent(text ->
        hooks.add(text.startsWith("{") ? Json.read(text, Outputs.Hooked.class)
            : new Outputs.Hooked(kind.substring(kind.lastIndexOf(':') + 1), "", 0, "", text, ""))));
    return hooks;
  }

  String host() {
    return find(StepKind.PLACE, Outputs.Placed.class).map(Outputs.Placed::host).orElse("");
  }

  /** What the guest's own client said, if it was asked, else what was seen without waking. */
  List<Change> before() {
    return find(StepKind.SCAN, Outputs.Scanned.class).map(scanned -> scanned.scan().changes())
        .or(() -> find(StepKind.ASSESS, Outputs.Assessed.class).map(Outputs.Assessed::pending))
        .map(ApiRecords::changes).orElse(List.of());
  }

  /** The generation that the step which stores it says it made. */
  Optional<Generation> stored() {
    return find(StepKind.STORE, Outputs.Stored.class).map(Outputs.Stored::generation);
  }

  /** What happened to the stored images, one sentence. What lies in the library counts, not how the steps ended. */
  String data(ServicingState state) {
    Optional<Generation> stored = stored();
    if (stored.isPresent()) {
      return replaced(stored.get()) + (state == ServicingState.FAILED || state == ServicingState.CANCELLED
          ? " What came after that did not end well." : "");
    }
    Optional<Generation> unsaid = find(StepKind.RELEASE, Outputs.Released.class).flatMap(Outputs.Released::stored);
    if (unsaid.isPresent()) {
      return replaced(unsaid.get()) + " It was put in place before the servicing was ended.";
    }
    return switch (state) {
      case UP_TO_DATE -> "Untouched: nothing was pending, it was not woken.";
      case WAITING, RUNNING, NEEDS_OPERATOR -> "Untouched so far: the library's images are only read.";
      case FAILED, CANCELLED -> "Untouched to the byte: it ended before anything was stored.";
      case SUCCEEDED -> "Untouched: nothing had to be stored.";
    };
  }

  private static String replaced(Generation generation) {
    return "Replaced whole by generation " + generation.number() + ", verified before it was put in place.";
  }

  List<FindingInfo> findings() {
    List<Finding> findings = new ArrayList<>();
    find(StepKind.CLAIM, Outputs.Claimed.class).ifPresent(claimed -> findings.addAll(claimed.findings()));
    find(StepKind.CHECK_CLIENT, Outputs.ClientChecked.class).ifPresent(client -> findings.addAll(client.findings()));
    hooks().stream().filter(hook -> !hook.failure().isEmpty()).forEach(hook -> findings.add(Finding.warn("hook-failed",
        hook.hook(), hook.failure(), "It may fail, so the workflow went on.")));
    find(StepKind.BOOT_TEST, Outputs.BootTested.class).ifPresent(tested -> findings.addAll(tested.findings()));
    return ApiRecords.findings(findings);
  }

  List<String> proof() {
    List<String> proof = new ArrayList<>();
    find(StepKind.ASSESS, Outputs.Assessed.class).ifPresent(assessed -> proof.add(assessed.reason().isEmpty()
        ? "without waking: " + assessed.pending().size() + " pending" : "without waking: cannot tell, "
            + assessed.reason()));
    find(StepKind.VERIFY, Outputs.Verified.class).ifPresent(verified -> proof.addAll(verified.proof().statements()));
    hooks().stream().filter(hook -> hook.failure().isEmpty()).forEach(hook -> proof.add("hook " + hook.hook() + ": "
        + hook.remark()));
    find(StepKind.BOOT_TEST, Outputs.BootTested.class).ifPresent(tested -> proof.addAll(tested.statements()));
    find(StepKind.STORE, Outputs.Stored.class).ifPresent(stored -> {
      proof.addAll(stored.proof());
      stored.expired().forEach(old -> proof.add(old + " has expired and was removed"));
    });
    return proof;
  }
}
