package org.dormouse.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dormouse.api.Reports.MachineReport;
import org.dormouse.api.Reports.StepReport;

/**
 * When the steps of one VM ran, as shares of its whole time.
 *
 * @param total from the first start to the last end
 */
record StepTimes(Duration total, List<Bar> bars) {

  /** @param left,width in per cent of the whole time */
  record Bar(StepReport step, Duration time, double left, double width) {}

  static StepTimes of(MachineReport machine) {
    List<StepReport> ran = machine.steps().stream().filter(step -> step.started().isPresent()).toList();
    Optional<Instant> first = ran.stream().map(step -> step.started().orElseThrow()).min(Comparator.naturalOrder());
    if (first.isEmpty()) {
      return new StepTimes(Duration.ZERO, List.of());
    }
    Instant last = ran.stream().map(StepTimes::end).max(Comparator.naturalOrder()).orElseThrow();
    double whole = Math.max(1, Duration.between(first.get(), last).toMillis());
    return new StepTimes(Duration.between(first.get(), last), ran.stream().map(step -> {
      Duration before = Duration.between(first.get(), step.started().orElseThrow());
      Duration time = Duration.between(step.started().orElseThrow(), end(step));
      return new Bar(step, time, before.toMillis() / whole * 100, time.toMillis() / whole * 100);
    }).toList());
  }

  private static Instant end(StepReport step) {
    return step.ended().orElse(step.started().orElseThrow());
  }
}
