package org.dormouse.servicing.plan;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.dormouse.servicing.steps.StepKind;

/**
 * How long the servicing of a VM will take, from the moment it gets its place on a host, in seconds. The first of
 * these that can be told:
 *
 * <ol>
 * <li>the median of this VM's last servicings that succeeded (at most {@value #LAST}), each of which was about one more
 *     round of updates in the same machine;
 * <li>what the fleet took, scaled to this VM: awake - install - store, and install times the ratio of its pending
 *     packages to theirs, and store times the ratio of its image's size to theirs; all of these are medians over the
 *     newest servicing of each VM, and no ratio counts less than 1/4 or more than 4. Servicings on the same kinds of
 *     host and update service count; all of them where there are fewer than {@value #FEW};
 * <li>defaults for each kind of step, a guess for a small Linux guest with hardware acceleration.
 * </ol>
 *
 * Immutable, pure.
 */
public final class Expectations {

  static final int LAST = 5;
  static final int FEW = 3;
  private static final double MOST_RATIO = 4;
  private static final long BYTES_PER_SECOND = 64L << 20;
  private static final double SECONDS_PER_PACKAGE = 3;
  private static final int USUAL_PACKAGES = 10;

  /** Seconds of each kind; install and store besides grow with packages and bytes. */
  private static final Map<StepKind, Integer> DEFAULTS = Map.of(StepKind.DEPLOY, 2, StepKind.START, 2,
      StepKind.WAIT_FOR_GUEST, 45, StepKind.CHECK_CLIENT, 3, StepKind.SCAN, 20, StepKind.INSTALL, 20,
      StepKind.VERIFY, 10, StepKind.SHUT_DOWN, 15, StepKind.STORE, 10, StepKind.RELEASE, 2);

  /** @param packages pending, negative where not known; {@code imageBytes} of its images, 0 where not known */
  public record Load(int packages, long imageBytes) {}

  private final Map<String, List<Timing>> byMachine;
  private final Optional<Usual> fleet;

  /** Medians over the fleet. */
  private record Usual(double rest, double install, double store, double packages, double bytes) {
    static Usual of(List<Timing> timings) {
      double install = median(timings, timing -> timing.stepSeconds(StepKind.INSTALL.kind()));
      double store = median(timings, timing -> timing.stepSeconds(StepKind.STORE.kind()));
      double rest = Math.max(0, median(timings, Timing::awakeSeconds) - install - store);
      return new Usual(rest, install, store, median(timings, Timing::packages), median(timings, Timing::imageBytes));
    }

    double seconds(Load load) {
      return rest + install * ratio(load.packages(), packages)
          + store * ratio(load.imageBytes() == 0 ? -1 : load.imageBytes(), bytes);
    }
  }

  /** @param byMachine newest first */
  public Expectations(Map<String, List<Timing>> byMachine, Set<String> hypervisors, String service) {
    this.byMachine = byMachine;
    List<Timing> newest = byMachine.values().stream().filter(all -> !all.isEmpty()).map(List::getFirst).toList();
    List<Timing> alike = newest.stream()
        .filter(timing -> hypervisors.contains(timing.hypervisor()) && timing.service().equals(service)).toList();
    List<Timing> counted = alike.size() >= FEW ? alike : newest;
    this.fleet = counted.isEmpty() ? Optional.empty() : Optional.of(Usual.of(counted));
  }

  /** Whether anything is known of this VM or of others. */
  public boolean isKnown() {
    return fleet.isPresent();
  }

  public long seconds(String machine, Load load) {
    double seconds = own(machine).or(() -> fleet.map(usual -> usual.seconds(load))).orElseGet(() -> byDefault(load));
    return Math.max(1, Math.round(seconds));
  }

  private Optional<Double> own(String machine) {
    List<Timing> past = byMachine.getOrDefault(machine, List.of());
    return past.isEmpty() ? Optional.empty()
        : Optional.of(median(past.stream().limit(LAST).toList(), Timing::awakeSeconds));
  }

  /** 1 where either is not known. */
  private static double ratio(double own, double usual) {
    return own < 0 || usual <= 0 ? 1 : Math.clamp(own / usual, 1 / MOST_RATIO, MOST_RATIO);
  }

  private static double byDefault(Load load) {
    int packages = load.packages() < 0 ? USUAL_PACKAGES : load.packages();
    return DEFAULTS.values().stream().mapToInt(Integer::intValue).sum() + packages * SECONDS_PER_PACKAGE
        + (double) load.imageBytes() / BYTES_PER_SECOND;
  }

  static <T> double median(Collection<T> of, ToDoubleFunction<T> value) {
    double[] sorted = of.stream().mapToDouble(value).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
