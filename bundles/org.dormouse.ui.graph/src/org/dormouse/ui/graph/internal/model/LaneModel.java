package org.dormouse.ui.graph.internal.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;

/**
 * The lines of the graph of a run, kept up to date from what changed: 1,000 VMs are looked at again only where a
 * change says so; putting the lines in order costs one sort. Not thread-safe: used on the UI thread.
 */
public final class LaneModel {

  /** Where servicings and their steps are read from. */
  public interface Source {
    List<Servicing> servicings();

    List<Step> attempts(String servicingId);
  }

  /** States in the order in which chips and folded lines show them. */
  public static final List<String> STATES =
      List.of("NEEDS_OPERATOR", "FAILED", "RUNNING", "WAITING", "SUCCEEDED", "UP_TO_DATE", "CANCELLED");

  private final Source source;
  private final Supplier<Instant> now;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final Set<String> folded = new TreeSet<>();
  private StepColumns columns = StepColumns.NONE;
  private LaneOrder order = LaneOrder.PLAN;
  private Predicate<Servicing> filter = servicing -> true;
  private List<Row> rows = List.of();
  private Map<String, Integer> rowById = Map.of();
  private Map<String, Integer> counts = Map.of();
  private String library = "";

  public LaneModel(Source source, Supplier<Instant> now) {
    this.source = source;
    this.now = now;
  }

  /**
   * Reads again what changed.
   *
   * @param all everything
   * @param servicings that changed themselves or have a changed step
   */
  public void apply(boolean all, Set<String> servicings) {
    if (all) {
      lanes.clear();
      columns = StepColumns.NONE;
    }
    for (Servicing servicing : source.servicings()) {
      if (servicings.contains(servicing.id()) || !lanes.containsKey(servicing.id())) {
        Lane lane = Lane.of(servicing, source.attempts(servicing.id()));
        lanes.put(servicing.id(), lane);
        columns = columns.with(lane.attempts());
      }
    }
    library = common(lanes.values());
    arrange();
  }

  private static String common(Collection<Lane> lanes) {
    String first = "";
    for (Lane lane : lanes) {
      String subject = lane.servicing().subject();
      String own = subject.substring(0, subject.indexOf('/') + 1);
      if (!first.isEmpty() && !first.equals(own)) {
        return "";
      }
      first = own;
    }
    return first;
  }

  /** With what every name begins, {@code fleet/} where all VMs are in the library fleet; else empty. */
  public String library() {
    return library;
  }

  public void setOrder(LaneOrder order) {
    this.order = order;
    arrange();
  }

  public LaneOrder order() {
    return order;
  }

  public void setFilter(Predicate<Servicing> filter) {
    this.filter = filter;
    arrange();
  }

  /** States whose lanes are shown as one line. */
  public Set<String> folded() {
    return Set.copyOf(folded);
  }

  public void setFolded(String state, boolean fold) {
    if (fold ? folded.add(state) : folded.remove(state)) {
      arrange();
    }
  }

  private void arrange() {
    List<Lane> ordered = new ArrayList<>();
    Map<String, Integer> seen = new LinkedHashMap<>();
    STATES.forEach(state -> seen.put(state, 0));
    for (Lane lane : lanes.values()) {
      if (filter.test(lane.servicing())) {
        seen.merge(lane.servicing().state(), 1, Integer::sum);
        ordered.add(lane);
      }
    }
    seen.values().removeIf(count -> count == 0);
    counts = seen;
    ordered.sort(order.comparator(now.get()));
    Map<String, List<Lane>> folds = new LinkedHashMap<>();
    counts.keySet().stream().filter(folded::contains).forEach(state -> folds.put(state, new ArrayList<>()));
    List<Row> arranged = new ArrayList<>(ordered.size());
    for (Lane lane : ordered) {
      List<Lane> fold = folds.get(lane.servicing().state());
      if (fold == null) {
        arranged.add(new Row.LaneRow(lane));
      } else {
        fold.add(lane);
      }
    }
    folds.forEach((state, members) -> arranged.add(new Row.FoldRow(state, members)));
    rows = List.copyOf(arranged);
    rowById = index(rows);
  }

  private static Map<String, Integer> index(List<Row> rows) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i) instanceof Row.LaneRow(Lane lane)) {
        index.put(lane.id(), i);
      }
    }
    return index;
  }

  /** Immutable; another list after every change. */
  public List<Row> rows() {
    return rows;
  }

  /** -1 if it is folded, filtered out or unknown. */
  public int rowOf(String servicingId) {
    return rowById.getOrDefault(servicingId, -1);
  }

  /** Of all servicings that pass the filter: how many are in each state; in the order for people, none with 0. */
  public Map<String, Integer> counts() {
    return counts;
  }

  public StepColumns columns() {
    return columns;
  }

  /** Folded and filtered ones included. */
  public Collection<Lane> lanes() {
    return Collections.unmodifiableCollection(lanes.values());
  }

  public Optional<Lane> lane(String servicingId) {
    return Optional.ofNullable(lanes.get(servicingId));
  }

  /** Whether anything still moves, so that times go on. */
  public boolean isLive() {
    return lanes.values().stream().anyMatch(lane -> switch (lane.servicing().state()) {
      case "WAITING", "RUNNING", "NEEDS_OPERATOR" -> true;
      default -> false;
    });
  }
}
