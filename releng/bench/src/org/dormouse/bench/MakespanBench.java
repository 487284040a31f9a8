package org.dormouse.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.dormouse.engine.PlannedStep.Alternative;
import org.dormouse.servicing.plan.Makespan;
import org.dormouse.servicing.plan.Makespan.Task;

/**
 * How much earlier a night ends when the VMs that are expected to take longest are begun first, against the order of
 * their names: durations from a log-normal distribution (median 5 minutes, some take an hour), expected with an error,
 * on equal slots. Arguments: VMs, slots, error of the expectation in percent, rounds.
 */
public final class MakespanBench {

  private static final double MEDIAN_SECONDS = 300;
  private static final double SPREAD = 0.8;
  private static final List<Alternative> SLOT = List.of(new Alternative("host", Map.of("slot", 1L)));

  private record Machine(Task task, double expected) {}

  private MakespanBench() {}

  public static void main(String[] arguments) {
    int machines = Integer.parseInt(arguments[0]);
    int slots = Integer.parseInt(arguments[1]);
    double error = Integer.parseInt(arguments[2]) / 100.0;
    int rounds = Integer.parseInt(arguments[3]);
    List<Double> ratios = new ArrayList<>();
    List<Double> overBound = new ArrayList<>();
    List<Double> namesOverBound = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      List<Machine> night = night(new Random(round), machines, error);
      List<Task> byName = night.stream().map(Machine::task).toList();
      List<Task> longestFirst = night.stream().sorted(Comparator.comparingDouble(Machine::expected).reversed())
          .map(Machine::task).toList();
      double bound = Makespan.lowerBound(byName, slots);
      long begin = System.nanoTime();
      double first = seconds(longestFirst, slots);
      millis.add((System.nanoTime() - begin) / 1e6);
      double names = seconds(byName, slots);
      ratios.add(first / names);
      overBound.add(first / bound);
      namesOverBound.add(names / bound);
    }
    System.out.printf(Locale.ROOT, "%6d VMs on %3d slots, expected to within %2.0f %%: longest first / by name %.3f,"
        + " longest first / bound %.3f, by name / bound %.3f, worst %.3f; %.1f ms to schedule%n", machines, slots,
        error * 100, median(ratios), median(overBound), median(namesOverBound),
        overBound.stream().mapToDouble(Double::doubleValue).max().orElseThrow(), median(millis));
  }

  private static List<Machine> night(Random random, int machines, double error) {
    List<Machine> night = new ArrayList<>();
    for (int i = 0; i < machines; i++) {
      double seconds = MEDIAN_SECONDS * Math.exp(SPREAD * random.nextGaussian());
      night.add(new Machine(new Task("vm" + i, Math.round(seconds), SLOT),
          seconds * (1 + error * random.nextGaussian())));
    }
    return night;
  }

  private static double seconds(List<Task> order, long slots) {
    return Makespan.of(order, Map.of("slot", slots)).seconds();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
