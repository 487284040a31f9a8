package org.dormouse.ui.graph.internal.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;

/**
 * One VM of a run.
 *
 * @param cells what is shown of each step: its newest attempt in its newest life; by ordinal
 * @param attempts all of them, by ordinal, life and attempt
 */
public record Lane(Servicing servicing, List<Cell> cells, List<Step> attempts) {

  /**
   * @param tries how often it was begun, over attempts and lives
   * @param cycles of an install that goes over several; else 0
   */
  public record Cell(Step step, int tries, int cycles) {}

  /** As the engine says it of an install under way, e.g. {@code restarting (cycle 2)}. */
  private static final Pattern CYCLE = Pattern.compile("\\bcycle (\\d{1,3})\\b");

  public Lane {
    cells = List.copyOf(cells);
    attempts = List.copyOf(attempts);
  }

  /** @param attempts in any order */
  public static Lane of(Servicing servicing, List<Step> attempts) {
    List<Step> ordered = new ArrayList<>(attempts);
    ordered.sort((a, b) -> a.ordinal() != b.ordinal() ? Integer.compare(a.ordinal(), b.ordinal())
        : a.life() != b.life() ? Integer.compare(a.life(), b.life()) : Integer.compare(a.attempt(), b.attempt()));
    Map<Integer, Integer> begun = new HashMap<>();
    Map<Integer, Step> newest = new LinkedHashMap<>();
    for (Step step : ordered) {
      newest.put(step.ordinal(), step);
      if (step.started().isPresent()) {
        begun.merge(step.ordinal(), 1, Integer::sum);
      }
    }
    List<Cell> cells = newest.values().stream()
        .map(step -> new Cell(step, begun.getOrDefault(step.ordinal(), 0), cycles(step))).toList();
    return new Lane(servicing, cells, ordered);
  }

  static int cycles(Step step) {
    Matcher cycle = CYCLE.matcher(step.detail());
    return cycle.find() ? Integer.parseInt(cycle.group(1)) : 0;
  }

  public String id() {
    return servicing.id();
  }

  public Optional<Cell> cell(String kind) {
    return cells.stream().filter(cell -> cell.step().kind().equals(kind)).findFirst();
  }

  /** The step that is under way, asks, or failed; the first such. */
  public Optional<Step> current() {
    return cells.stream().map(Cell::step).filter(step -> switch (step.state()) {
      case "STARTING", "RUNNING", "NEEDS_OPERATOR", "FAILED", "CLEANUP_OWED" -> true;
      default -> false;
    }).findFirst();
  }

  /** How long it has been or was under way. */
  public Duration lasted(Instant now) {
    return servicing.started().map(from -> Duration.between(from, servicing.ended().orElse(now)))
        .filter(time -> !time.isNegative()).orElse(Duration.ZERO);
  }
}
