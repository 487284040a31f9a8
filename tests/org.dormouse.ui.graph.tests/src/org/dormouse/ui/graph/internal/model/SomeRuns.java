package org.dormouse.ui.graph.internal.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.api.RunsApi.TroubleInfo;

/** A run to look at, which is altered by hand. */
public final class SomeRuns implements LaneModel.Source {

  public static final Instant BEGIN = Instant.parse("2026-11-20T22:00:00Z");

  private final Map<String, Servicing> servicings = new LinkedHashMap<>();
  private final Map<String, List<Step>> steps = new LinkedHashMap<>();
  private long ids;

  /** @param startedAfter seconds after the beginning; negative: not started */
  public SomeRuns servicing(String subject, String state, int startedAfter) {
    String id = subject.substring(subject.indexOf('/') + 1);
    Servicing known = servicings.get(id);
    boolean ended = !List.of("WAITING", "RUNNING", "NEEDS_OPERATOR").contains(state);
    servicings.put(id, new Servicing("run-1", id, subject, known == null ? servicings.size() : known.position(), state,
        startedAfter < 0 ? Optional.empty() : Optional.of(BEGIN.plusSeconds(startedAfter)),
        ended ? Optional.of(BEGIN.plusSeconds(startedAfter + 60)) : Optional.empty(),
        state.equals("FAILED") ? Optional.of(new TroubleInfo("no-answer", "The guest did not answer.",
            "Look at its console.")) : Optional.empty()));
    steps.computeIfAbsent(id, key -> new ArrayList<>());
    return this;
  }

  public SomeRuns step(String servicing, String kind, int ordinal, String state) {
    return step(servicing, kind, ordinal, 1, 1, state, "");
  }

  public SomeRuns step(String servicing, String kind, int ordinal, int attempt, int life, String state,
      String detail) {
    steps.get(servicing).add(made(++ids, servicing, kind, ordinal, attempt, life, state, detail));
    return this;
  }

  public static Step made(long id, String servicing, String kind, int ordinal, int attempt, int life, String state,
      String detail) {
    boolean begun = !List.of("PENDING", "READY", "SKIPPED").contains(state);
    boolean ended = List.of("SUCCEEDED", "FAILED", "CANCELLED").contains(state);
    Instant from = BEGIN.plusSeconds(ordinal * 60L);
    return new Step(id, id, "run-1", servicing, kind, ordinal, attempt, life, state, detail, -1,
        begun ? Optional.of(from) : Optional.empty(), ended ? Optional.of(from.plusSeconds(30)) : Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public List<Servicing> servicings() {
    return List.copyOf(servicings.values());
  }

  @Override
  public List<Step> attempts(String servicingId) {
    return List.copyOf(steps.get(servicingId));
  }

  public LaneModel model() {
    LaneModel model = new LaneModel(this, () -> BEGIN.plusSeconds(3600));
    model.apply(true, Set.of());
    return model;
  }

  public static List<String> names(LaneModel model) {
    return model.rows().stream().map(row -> switch (row) {
      case Row.LaneRow(Lane lane) -> lane.id();
      case Row.FoldRow fold -> fold.state() + "*" + fold.lanes().size();
    }).toList();
  }
}
