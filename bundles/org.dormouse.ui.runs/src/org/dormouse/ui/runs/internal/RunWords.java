package org.dormouse.ui.runs.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;

/** What is said of runs, servicings and steps, the same in every list. */
final class RunWords {

  private RunWords() {}

  /** {@code 210 up to date, 12 succeeded, 1 failed}: largest first. */
  static String counts(Run run) {
    return run.counts().entrySet().stream().filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
        .map(entry -> entry.getValue() + " " + Words.sentence(entry.getKey()).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
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

  /** The step that says how a servicing stands: the one under way or asking, else the one it ended with. */
  static Optional<Step> present(List<Step> steps) {
    return steps.stream().filter(step -> isOpen(step.state())).reduce((first, second) -> second)
        .or(() -> steps.stream().filter(step -> step.state().equals("FAILED")).reduce((first, second) -> second))
        .or(() -> steps.stream().filter(step -> step.ended().isPresent())
            .max(Comparator.comparing(step -> step.ended().orElseThrow())));
  }

  static boolean isOpen(String state) {
    return List.of("STARTING", "RUNNING", "NEEDS_OPERATOR", "CLEANUP_OWED").contains(state);
  }

  /** What a step is doing, with how far it is where that is known. */
  static String progress(Step step) {
    String share = step.fraction() > 0 && isOpen(step.state()) ? Math.round(step.fraction() * 100) + " % " : "";
    return (share + step.detail()).strip();
  }

  static int tries(List<Step> attempts) {
    return attempts.stream().mapToInt(Step::attempt).max().orElse(0);
  }

  /** The one that was granted when the machine was placed; nothing before. */
  static String host(List<Step> steps) {
    return steps.stream().filter(step -> step.kind().equals("place")).flatMap(step -> step.granted().stream()).findFirst().orElse("");
  }
}
