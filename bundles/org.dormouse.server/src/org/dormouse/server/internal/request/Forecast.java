package org.dormouse.server.internal.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dormouse.engine.PlannedStep.Alternative;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepView;
import org.dormouse.servicing.plan.Expectations;
import org.dormouse.servicing.plan.Expectations.Load;
import org.dormouse.servicing.plan.Makespan;
import org.dormouse.servicing.plan.Makespan.Task;
import org.dormouse.servicing.steps.StepKind;

/**
 * When a run will end: the same expectations and the same schedule as in the plan, from where the run is now. What each
 * VM that is still to be woken is expected to take is put on as many slots as were ever taken at a time; those awake
 * have what is left of theirs, and when that is spent a tenth of it more. Two things are learned on the way: how much
 * longer or shorter than expected those took that have ended (the median of the ratios), and how many of those that
 * were assessed had to be woken at all.
 *
 * <p>Nothing is said before something is known: the past of these or other VMs, or the end of one that was woken. An
 * end that was told is kept as long as the new one is not far from it, so that it does not waver. Not thread-safe.
 */
public final class Forecast {

  private static final long UNKNOWN = -1;
  private static final Duration KEPT = Duration.ofSeconds(2);
  /** At most one part in this many of the time is spent on calculating. */
  private static final int RARELY = 50;
  private static final double NEAR = 0.1;
  private static final String SLOT = "slot";
  private static final List<Alternative> PLACE = List.of(new Alternative(SLOT, Map.of(SLOT, 1L)));

  private final Expectations expectations;
  private final Map<String, ServicingView> servicings = new HashMap<>();
  /** By servicing: since when it has its place on a host. */
  private final Map<String, Instant> placed = new HashMap<>();
  private final Set<String> assessed = new HashSet<>();
  private int slots;
  private Optional<Instant> told = Optional.empty();
  private Instant due = Instant.MIN;

  public Forecast(Expectations expectations) {
    this.expectations = expectations;
  }

  public void take(ServicingView servicing) {
    servicings.put(servicing.id(), servicing);
  }

  public void take(StepView step) {
    if (step.state() != StepState.SUCCEEDED) {
      return;
    }
    if (step.kind().equals(StepKind.ASSESS.kind())) {
      assessed.add(step.servicingId());
    } else if (step.kind().equals(StepKind.PLACE.kind())) {
      step.ended().ifPresent(at -> placed.put(step.servicingId(), at));
    }
  }

  /** Negative where nothing can be said. */
  public long seconds() {
    return seconds(Instant.now());
  }

  long seconds(Instant now) {
    if (servicings.values().stream().allMatch(servicing -> servicing.state().isFinal())) {
      return 0;
    }
    if (!due.isAfter(now)) {
      long begin = System.nanoTime();
      calculate(now);
      Duration pause = Duration.ofNanos(RARELY * (System.nanoTime() - begin));
      due = now.plus(pause.compareTo(KEPT) > 0 ? pause : KEPT);
    }
    // what takes longer than expected is still expected to end
    return told.map(end -> Math.max(1, Duration.between(now, end).toSeconds())).orElse(UNKNOWN);
  }

  private void calculate(Instant now) {
    List<ServicingView> left = servicings.values().stream().filter(servicing -> !servicing.state().isFinal())
        .sorted(Comparator.comparingInt(ServicingView::position)).toList();
    List<ServicingView> awake = left.stream().filter(servicing -> placed.containsKey(servicing.id())).toList();
    slots = Math.max(slots, awake.size());
    Optional<Double> ratio = ratio();
    if (ratio.isEmpty() && !expectations.isKnown() || slots == 0) {
      told = Optional.empty();
      return;
    }
    double scale = ratio.orElse(1.0);
    List<Task> running = new ArrayList<>();
    for (ServicingView servicing : awake) {
      double whole = expected(servicing) * scale;
      double gone = Duration.between(placed.get(servicing.id()), now).toMillis() / 1000.0;
      running.add(new Task(servicing.id(), Math.max(1, Math.round(Math.max(whole - gone, whole * NEAR))), PLACE));
    }
    double chance = chanceOfWaking();
    List<Task> waiting = left.stream().filter(servicing -> !placed.containsKey(servicing.id()))
        .map(servicing -> new Task(servicing.id(), Math.round(expected(servicing) * scale
            * (assessed.contains(servicing.id()) ? 1 : chance)), PLACE))
        .toList();
    Instant end = now.plusSeconds(Makespan.of(running, waiting, Map.of(SLOT, (long) slots)).seconds());
    told = Optional.of(told.filter(before -> isNear(before, end, now)).orElse(end));
  }

  private static boolean isNear(Instant before, Instant end, Instant now) {
    double difference = Math.abs(Duration.between(before, end).toMillis() / 1000.0);
    return before.isAfter(now) && difference <= NEAR * Duration.between(now, end).toMillis() / 1000.0;
  }

  private long expected(ServicingView servicing) {
    return expectations.seconds(servicing.subject(), new Load(-1, 0));
  }

  /** That one not assessed yet has to be woken: as often as those assessed so far. (Who is assessed and goes on, has.) */
  private double chanceOfWaking() {
    if (assessed.isEmpty()) {
      return 1;
    }
    long upToDate = servicings.values().stream()
        .filter(other -> other.state() == ServicingState.UP_TO_DATE && assessed.contains(other.id())).count();
    return 1 - (double) upToDate / assessed.size();
  }

  /** How much longer than expected those took that were woken and have ended well, the median; empty if none has. */
  private Optional<Double> ratio() {
    List<Double> ratios = servicings.values().stream()
        .filter(servicing -> servicing.state() == ServicingState.SUCCEEDED && servicing.ended().isPresent()
            && placed.containsKey(servicing.id()))
        .map(servicing -> Math.max(0.001, Duration.between(placed.get(servicing.id()), servicing.ended().get())
            .toMillis() / 1000.0 / expected(servicing))).sorted().toList();
    return ratios.isEmpty() ? Optional.empty() : Optional.of(ratios.get(ratios.size() / 2));
  }
}
