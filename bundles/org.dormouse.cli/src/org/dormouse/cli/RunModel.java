package org.dormouse.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dormouse.api.ClientApi.Changes;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.RunSnapshot;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;

/** What is known of a run: a snapshot and what has changed since. Not thread-safe. */
final class RunModel {

  /** Steps by kind with the phase a user sees, in their order. */
  private static final Map<String, String> PHASES = new LinkedHashMap<>();

  static {
    List.of("claim").forEach(kind -> PHASES.put(kind, "Identify"));
    List.of("assess", "place").forEach(kind -> PHASES.put(kind, "Assess"));
    List.of("deploy", "start", "wait-for-guest", "check-client", "scan", "install", "verify", "shut-down",
        "boot-test")
        .forEach(kind -> PHASES.put(kind, "Patch"));
    List.of("store", "release").forEach(kind -> PHASES.put(kind, "Report"));
  }

  private final Map<String, Servicing> servicings = new LinkedHashMap<>();
  /** By servicing, then by number. */
  private final Map<String, Map<Long, Step>> steps = new LinkedHashMap<>();
  private Run run;
  private long seq;
  private Optional<Instant> end = Optional.empty();

  RunModel(RunSnapshot snapshot) {
    run = snapshot.run();
    seq = snapshot.seq();
    forecast(snapshot.etaSeconds());
    snapshot.servicings().forEach(servicing -> servicings.put(servicing.id(), servicing));
    snapshot.steps().forEach(this::apply);
  }

  /** What is older than what is known, because it was on its way with the snapshot, is ignored. */
  void apply(Changes changes) {
    if (changes.seq() <= seq) {
      return;
    }
    seq = changes.seq();
    forecast(changes.etaSeconds());
    changes.runs().forEach(changed -> run = changed);
    changes.servicings().forEach(servicing -> servicings.put(servicing.id(), servicing));
    changes.steps().forEach(this::apply);
  }

  private void apply(Step step) {
    steps.computeIfAbsent(step.servicingId(), id -> new TreeMap<>()).merge(step.id(), step,
        (before, now) -> now.seq() >= before.seq() ? now : before);
  }

  Run run() {
    return run;
  }

  private void forecast(long etaSeconds) {
    end = etaSeconds > 0 ? Optional.of(Instant.now().plusSeconds(etaSeconds)) : Optional.empty();
  }

  /** How long it will still take, if that can be said; goes down while nothing is told. */
  Optional<Duration> rest() {
    return end.map(then -> Duration.between(Instant.now(), then)).filter(rest -> !rest.isNegative());
  }

  boolean hasEnded() {
    return run.state().equals("ENDED");
  }

  Collection<Servicing> servicings() {
    return servicings.values();
  }

  Optional<Servicing> servicing(String id) {
    return Optional.ofNullable(servicings.get(id));
  }

  /** The step a servicing is at: one that goes on or waits for what it needs, else the newest that has been begun. */
  Optional<Step> present(String servicingId) {
    Collection<Step> own = steps.getOrDefault(servicingId, Map.of()).values();
    return own.stream().filter(step -> switch (step.state()) {
      case "STARTING", "RUNNING", "NEEDS_OPERATOR", "CLEANUP_OWED" -> true;
      default -> false;
    }).findFirst()
        .or(() -> own.stream().filter(step -> step.state().equals("READY")).findFirst())
        .or(() -> own.stream().filter(step -> step.started().isPresent())
            .max(Comparator.comparing((Step step) -> step.started().orElseThrow())));
  }

  /** What a step says, and until when an answer is waited for where it asks. */
  static String detail(Step step) {
    return step.detail() + (step.state().equals("NEEDS_OPERATOR")
        ? step.due().map(at -> " (answer until " + Words.time(at) + ")").orElse("") : "");
  }

  /** Hooks belong to the phase that they stand in. */
  static String phase(String kind) {
    if (kind.startsWith("hook:")) {
      return kind.startsWith("hook:beforeStore:") || kind.startsWith("hook:afterStore:") ? "Report" : "Patch";
    }
    return PHASES.getOrDefault(kind, "Patch");
  }

  /** How far a servicing is, from 0 to 1, each planned step counting the same. */
  double fraction(Servicing servicing) {
    if (isFinal(servicing)) {
      return 1;
    }
    return present(servicing.id()).map(step -> {
      double within = step.state().equals("SUCCEEDED") ? 1 : Math.max(0, step.fraction());
      int planned = 1 + steps.get(servicing.id()).values().stream().mapToInt(Step::ordinal).max().orElse(0);
      return Math.min(1, (step.ordinal() + within) / planned);
    }).orElse(0.0);
  }

  static boolean isFinal(Servicing servicing) {
    return switch (servicing.state()) {
      case "SUCCEEDED", "UP_TO_DATE", "FAILED", "CANCELLED" -> true;
      default -> false;
    };
  }

  /** Every VM serviced or up to date. */
  boolean isGood() {
    return servicings.values().stream().allMatch(servicing -> switch (servicing.state()) {
      case "SUCCEEDED", "UP_TO_DATE" -> true;
      default -> false;
    });
  }

  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    servicings.values().forEach(servicing -> counts.merge(servicing.state(), 1, Integer::sum));
    return counts;
  }
}
