package org.dormouse.ui.graph.internal.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.style.Words;

/**
 * The columns of a run: every kind of step that one of its servicings has, in the order in which they are carried out.
 * Immutable.
 */
public final class StepColumns {

  /** @param ordinal least of all servicings; {@code title} the built-in step's or the hook's name, for people */
  public record Column(String kind, int ordinal, String title, Phase phase) {}

  public static final StepColumns NONE = new StepColumns(List.of());

  private final List<Column> columns;
  private final Map<String, Integer> byKind = new HashMap<>();

  private StepColumns(List<Column> columns) {
    this.columns = List.copyOf(columns);
    for (int i = 0; i < columns.size(); i++) {
      byKind.put(columns.get(i).kind(), i);
    }
  }

  public List<Column> all() {
    return columns;
  }

  public int size() {
    return columns.size();
  }

  /** -1 if no column shows this kind. */
  public int indexOf(String kind) {
    return byKind.getOrDefault(kind, -1);
  }

  /** These and those of more steps; the same object if they bring nothing new. */
  public StepColumns with(Collection<Step> steps) {
    Map<String, Integer> fresh = new HashMap<>();
    for (Step step : steps) {
      if (!byKind.containsKey(step.kind())) {
        fresh.merge(step.kind(), step.ordinal(), Math::min);
      }
    }
    if (fresh.isEmpty()) {
      return this;
    }
    columns.forEach(column -> fresh.put(column.kind(), column.ordinal()));
    List<String> kinds = new ArrayList<>(fresh.keySet());
    kinds.sort(Comparator.<String>comparingInt(fresh::get).thenComparing(Comparator.naturalOrder()));
    List<Column> ordered = new ArrayList<>();
    Phase phase = Phase.IDENTIFY;
    for (String kind : kinds) {
      phase = BuiltInStep.of(kind).map(BuiltInStep::phase).orElse(phase);
      ordered.add(new Column(kind, fresh.get(kind), Words.stepKind(kind), phase));
    }
    return new StepColumns(ordered);
  }
}
