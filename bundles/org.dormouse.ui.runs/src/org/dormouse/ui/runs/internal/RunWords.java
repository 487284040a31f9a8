package org.dormouse.ui.runs.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;

/** What is said of runs, servicings and steps, the same in every list. */
final class RunWords {

  private static final List<StateStyle> ORDER = List.of(StateStyle.NEEDS_OPERATOR, StateStyle.RUNNING,
      StateStyle.WAITING, StateStyle.FAILED, StateStyle.SUCCEEDED, StateStyle.UP_TO_DATE, StateStyle.CANCELLED);

  private RunWords() {}

  /** {@code 1 needs operator, 8 running, 12 waiting, 3 succeeded}: what may need somebody comes first. */
  static String counts(Run run) {
    return ORDER.stream().filter(state -> count(run, state) > 0)
        .map(state -> state.counted(count(run, state)))
        .collect(Collectors.joining(", "));
  }

  /** How long it took, or how long it has been going on and will still take where that can be said. */
  static String times(Run run, long etaSeconds) {
    if (run.ended().isPresent()) {
      return "took " + duration(Optional.of(run.submitted()), run.ended());
    }
    String eta = Words.eta(etaSeconds);
    Duration gone = Duration.between(run.submitted(), Instant.now());
    return "for " + Words.duration(Duration.ofSeconds(gone.toSeconds())) + (eta.isEmpty() ? "" : ", " + eta);
  }

  static int count(Run run, StateStyle style) {
    return StateStyle.count(run, style);
  }

  /** How long it took, or has taken until now; nothing of what has not begun. */
  static Optional<Duration> took(Optional<Instant> started, Optional<Instant> ended) {
    return started.map(from -> Duration.between(from, ended.orElseGet(Instant::now)));
  }

  static String duration(Optional<Instant> started, Optional<Instant> ended) {
    return took(started, ended).map(Words::duration).orElse("");
  }

  /** The step that says how a servicing stands: under way, asking or waited for, else the one it ended with. */
  static Optional<Step> present(List<Step> steps) {
    return steps.stream().filter(step -> isOpen(step.state())).reduce((first, second) -> second)
        .or(() -> steps.stream().filter(step -> step.state().equals("FAILED")).reduce((first, second) -> second))
        .or(() -> steps.stream().filter(step -> step.state().equals("READY")).reduce((first, second) -> second))
        .or(() -> steps.stream().filter(step -> step.ended().isPresent())
            .max(Comparator.comparing(step -> step.ended().orElseThrow())));
  }

  static boolean isOpen(String state) {
    return List.of("STARTING", "RUNNING", "NEEDS_OPERATOR", "CLEANUP_OWED").contains(state);
  }

  /** What a step is doing, with how far it is where that is known. */
  static String progress(Step step) {
    String share = step.fraction() > 0 && isOpen(step.state()) ? Math.round(step.fraction() * 100) + " % " : "";
    return (share + Words.detail(step)).strip();
  }

  /** That a list of runs does not go back to the first one; nothing where it does. */
  static String older(int listed, boolean hasOlder) {
    return hasOlder ? String.format(Locale.ROOT, "Only the newest %,d runs are listed and filtered here; there are "
        + "older ones. See them all: dormouse run list -n 0", listed) : "";
  }

  static int tries(List<Step> attempts) {
    return attempts.stream().mapToInt(Step::attempt).max().orElse(0);
  }

  /** The one that was granted when the machine was placed; nothing before. */
  static String host(List<Step> steps) {
    return steps.stream().filter(step -> step.kind().equals("place")).flatMap(step -> step.granted().stream()).findFirst()
        .orElse("");
  }
}
