package org.dormouse.servicing.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dormouse.engine.PlannedStep.Alternative;
import org.dormouse.servicing.plan.Makespan.Ends;
import org.dormouse.servicing.plan.Makespan.Task;
import org.junit.jupiter.api.Test;

/** The simulated schedule keeps to the limits, and to the bounds that are proven for it. */
class MakespanTest {

  private static final List<Alternative> SLOT = List.of(new Alternative("here", Map.of("slot", 1L)));

  private static Task task(int number, long seconds) {
    return new Task("vm" + number, seconds, SLOT);
  }

  private static List<Task> tasks(long... seconds) {
    return IntStream.range(0, seconds.length).mapToObj(i -> task(i, seconds[i])).toList();
  }

  private static List<Task> longestFirst(List<Task> tasks) {
    return tasks.stream().sorted(Comparator.comparingLong(Task::seconds).reversed()).toList();
  }

  private static long seconds(List<Task> tasks, long slots) {
    return Makespan.of(tasks, Map.of("slot", slots)).seconds();
  }

  @Test
  void nothingTakesNoTime() {
    assertEquals(new Ends(0, Map.of()), Makespan.of(List.of(), Map.of()));
  }

  @Test
  void aSlotIsRefilledTheMomentItIsFree() {
    assertEquals(Map.of("vm0", 10L, "vm1", 3L, "vm2", 6L, "vm3", 8L),
        Makespan.of(tasks(10, 3, 3, 2), Map.of("slot", 2L)).each());
  }

  @Test
  void theLongestLastIsTheWorstOrder() {
    assertEquals(9, seconds(tasks(3, 3, 6), 2));
    assertEquals(6, seconds(longestFirst(tasks(3, 3, 6)), 2));
  }

  @Test
  void everyOrderStaysWithinGrahamsBounds() {
    Random random = new Random(11);
    for (int round = 0; round < 1000; round++) {
      int slots = 1 + random.nextInt(16);
      List<Task> tasks = new ArrayList<>();
      int count = 1 + random.nextInt(60);
      for (int i = 0; i < count; i++) {
        tasks.add(task(i, 1 + random.nextInt(random.nextBoolean() ? 20 : 2000)));
      }
      long sum = tasks.stream().mapToLong(Task::seconds).sum();
      long longest = tasks.stream().mapToLong(Task::seconds).max().orElseThrow();
      long bound = Makespan.lowerBound(tasks, slots);
      for (List<Task> order : List.of(tasks, longestFirst(tasks), longestFirst(tasks).reversed())) {
        long took = seconds(order, slots);
        assertTrue(took >= bound, took + " < " + bound);
        double most = (double) sum / slots + (1 - 1.0 / slots) * longest;
        assertTrue(took <= most + 1e-6, took + " > " + most);
      }
    }
  }

  @Test
  void noResourceIsEverGivenTwice() {
    Random random = new Random(7);
    Map<String, Long> capacities = Map.of("a/vms", 2L, "a/memory", 4096L, "b/vms", 3L, "b/memory", 2048L, "run", 4L);
    List<Task> tasks = new ArrayList<>();
    Map<String, Task> byName = new HashMap<>();
    for (int i = 0; i < 80; i++) {
      long memory = 256L << random.nextInt(4);
      Task task = new Task("vm" + i, 1 + random.nextInt(50), List.of(
          new Alternative("a", Map.of("a/vms", 1L, "a/memory", memory, "run", 1L)),
          new Alternative("b", Map.of("b/vms", 1L, "b/memory", memory, "run", 1L))));
      tasks.add(task);
      byName.put(task.name(), task);
    }
    Ends ends = Makespan.of(tasks, capacities);
    assertEquals(80, ends.each().size());
    for (long at = 0; at < ends.seconds(); at++) {
      long now = at;
      long together = ends.each().entrySet().stream()
          .filter(end -> end.getValue() > now && end.getValue() - byName.get(end.getKey()).seconds() <= now).count();
      assertTrue(together <= 4, together + " at " + at);
    }
    assertTrue(ends.seconds() >= Makespan.lowerBound(tasks, 4));
  }

  @Test
  void whatFitsNowhereEndsAtOnceAndHoldsNobodyUp() {
    Task giant = new Task("giant", 100, List.of(new Alternative("here", Map.of("slot", 9L))));
    Ends ends = Makespan.of(List.of(giant, task(1, 5)), Map.of("slot", 1L));
    assertEquals(5, ends.seconds());
    assertEquals(0, ends.each().get("giant"));
  }

  @Test
  void aSmallOneOvertakesOneThatDoesNotFitYet() {
    Task wide = new Task("wide", 10, List.of(new Alternative("here", Map.of("slot", 2L))));
    Ends ends = Makespan.of(List.of(task(0, 8)), List.of(wide, task(1, 3)), Map.of("slot", 2L));
    assertEquals(3, ends.each().get("vm1"));
    assertEquals(18, ends.each().get("wide"));
  }

  /** What there is, and how often somebody asked for it: whenever what waits does not fit. */
  private static final class Asked extends HashMap<String, Long> {
    private static final long serialVersionUID = 1;
    private int times;

    Asked(Map<String, Long> capacities) {
      super(capacities);
    }

    @Override
    public Long getOrDefault(Object resource, Long none) {
      times++;
      return super.getOrDefault(resource, none);
    }
  }

  @Test
  void ofTenThousandThatNeedTheSameOnlyOneIsLookedAtForEachThatEnds() {
    Random random = new Random(3);
    List<Task> tasks = IntStream.range(0, 10_000).mapToObj(i -> task(i, 60 + random.nextInt(900))).toList();
    Asked capacities = new Asked(Map.of("slot", 40L));
    long took = Makespan.of(longestFirst(tasks), capacities).seconds();
    long bound = Makespan.lowerBound(tasks, 40);
    assertTrue(took <= bound * 1.02, took + " of at least " + bound);
    assertTrue(capacities.times > 0 && capacities.times <= tasks.size(), capacities.times + " looks");
  }
}
