package org.dormouse.servicing.plan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.dormouse.engine.PlannedStep.Alternative;

/**
 * How long it takes until the last of several servicings has ended, by carrying out in thought what the engine does:
 * list scheduling. Servicings wait in their order; whenever something ends, each that now fits one of its places (the
 * first that fits) is started, and may overtake those before it that do not fit. Slots are refilled at once.
 *
 * <p>With m equal slots the result is never less than {@link #lowerBound}, max(sum / m, longest), and never more than
 * sum / m + (1 - 1/m) longest; in the order of longest first it is at most 4/3 - 1/(3m) times the best possible
 * (Graham, Bounds on Multiprocessing Timing Anomalies, 1969). Pure; durations in seconds.
 *
 * <p>How often one may be overtaken is left out: it changes the order of a few, hardly the end.
 */
public final class Makespan {

  /** How many of those that wait are looked at when something has ended. */
  private static final int WINDOW = 100;

  /** @param places alternatives, best first, as in the plan; one without any needs nothing */
  public record Task(String name, long seconds, List<Alternative> places) {
    public Task {
      places = List.copyOf(places);
    }
  }

  /** @param seconds until the last has ended, {@code each} until that one has; those that fit nowhere end at once */
  public record Ends(long seconds, Map<String, Long> each) {
    public Ends {
      each = Map.copyOf(each);
    }
  }

  private record Busy(long end, Optional<Alternative> place) {}

  private final Map<String, Long> free;
  private final Map<String, Long> capacities;
  private final PriorityQueue<Busy> busy = new PriorityQueue<>(Comparator.comparingLong(Busy::end));
  private final Map<String, Long> ends = new HashMap<>();
  private long now;
  private long last;

  private Makespan(Map<String, Long> capacities) {
    this.capacities = capacities;
    this.free = new HashMap<>(capacities);
  }

  /** @param capacities by resource, as in the plan; what is not named there nobody has */
  public static Ends of(List<Task> waiting, Map<String, Long> capacities) {
    return of(List.of(), waiting, capacities);
  }

  /** @param running hold the first of their places already, with what is left of their time */
  public static Ends of(List<Task> running, List<Task> waiting, Map<String, Long> capacities) {
    Makespan makespan = new Makespan(capacities);
    running.forEach(task -> makespan.start(task, task.places().stream().findFirst()));
    makespan.carryOut(new LinkedList<>(waiting));
    return new Ends(makespan.last, makespan.ends);
  }

  /** What no schedule on that many equal slots can beat. */
  public static long lowerBound(List<Task> tasks, int slots) {
    long sum = tasks.stream().mapToLong(Task::seconds).sum();
    long longest = tasks.stream().mapToLong(Task::seconds).max().orElse(0);
    return Math.max((sum + slots - 1) / slots, longest);
  }

  private void carryOut(List<Task> waiting) {
    startWhatFits(waiting);
    while (!busy.isEmpty()) {
      now = busy.peek().end();
      while (!busy.isEmpty() && busy.peek().end() == now) {
        busy.poll().place().ifPresent(place -> place.amounts().forEach((resource, amount) ->
            free.merge(resource, amount, Long::sum)));
      }
      startWhatFits(waiting);
    }
  }

  private void startWhatFits(List<Task> waiting) {
    Iterator<Task> queue = waiting.iterator();
    List<Alternative> stuck = List.of();
    for (int seen = 0; seen < WINDOW && queue.hasNext();) {
      Task task = queue.next();
      if (task.places() == stuck && !stuck.isEmpty()) {
        // who needs the very same does not fit either
        seen++;
        continue;
      }
      Optional<Alternative> place = task.places().stream().filter(this::fits).findFirst();
      if (task.places().isEmpty() || place.isPresent()) {
        start(task, place);
        queue.remove();
      } else if (task.places().stream().noneMatch(this::everFits)) {
        ends.put(task.name(), now);
        queue.remove();
      } else {
        stuck = task.places();
        seen++;
      }
    }
  }

  private boolean fits(Alternative place) {
    return place.amounts().entrySet().stream()
        .allMatch(need -> need.getValue() <= free.getOrDefault(need.getKey(), 0L));
  }

  private boolean everFits(Alternative place) {
    return place.amounts().entrySet().stream()
        .allMatch(need -> need.getValue() <= capacities.getOrDefault(need.getKey(), 0L));
  }

  private void start(Task task, Optional<Alternative> place) {
    place.ifPresent(taken -> taken.amounts().forEach((resource, amount) -> free.merge(resource, -amount, Long::sum)));
    long end = now + Math.max(0, task.seconds());
    busy.add(new Busy(end, place));
    ends.put(task.name(), end);
    last = Math.max(last, end);
  }
}
