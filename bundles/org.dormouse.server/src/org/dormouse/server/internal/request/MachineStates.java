package org.dormouse.server.internal.request;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dormouse.engine.RunState;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.dormouse.servicing.Observed;
import org.dormouse.servicing.Observed.AssessmentNote;

/**
 * The state of each VM in one word, from what was observed of it and from the runs: of the runs that go on and the
 * newest few that have ended, the newest one that concerns a VM counts.
 */
final class MachineStates {

  private static final int RUNS = 20;

  private final Map<String, ServicingView> newest = new HashMap<>();

  MachineStates(Runs runs) {
    for (RunView run : runs.list(RUNS)) {
      if (run.state() != RunState.ENDED || run.counts().containsKey(ServicingState.FAILED)) {
        runs.snapshot(run.id()).ifPresent(snapshot -> snapshot.servicings().forEach(servicing ->
            newest.putIfAbsent(servicing.subject(), servicing)));
      }
    }
  }

  String of(String id, Observed observed) {
    Optional<ServicingView> servicing = Optional.ofNullable(newest.get(id));
    if (servicing.filter(last -> !last.state().isFinal()).isPresent()) {
      return "servicing";
    }
    if (observed.scan().blocked()) {
      return "blocked";
    }
    Instant known = observed.assessment().map(AssessmentNote::at).orElse(Instant.MIN);
    if (servicing.filter(last -> last.state() == ServicingState.FAILED)
        .flatMap(ServicingView::ended).filter(ended -> ended.isAfter(known)).isPresent()) {
      return "failed";
    }
    return observed.assessment().map(note -> switch (note.result()) {
      case AssessmentNote.UP_TO_DATE -> "up-to-date";
      case AssessmentNote.PENDING -> "stale";
      default -> "cannot-tell";
    }).orElse("never-assessed");
  }
}
