package org.dormouse.server.internal.request;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.engine.RunState;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.dormouse.servicing.Observed;
import org.dormouse.servicing.Observed.AssessmentNote;

/**
 * The state of each VM in one word, from what was observed of it and from the runs: of the runs that go on and the
 * newest few in which something failed, the newest one that concerns a VM counts. What runs said that have ended is
 * kept until they are retried, because reading a run of thousands of VMs takes its time. Thread-safe.
 */
final class MachineStates {

  private static final int RUNS = 20;

  private final Runs runs;
  private Map<String, Kept> kept = Map.of();

  /** The servicings of one run, by VM, as they were when the run was like that. */
  private record Kept(RunView run, Map<String, ServicingView> servicings) {}

  MachineStates(Runs runs) {
    this.runs = runs;
  }

  /** As of now; not to be kept. */
  final class Now {
    private final List<Kept> newest;

    private Now(List<Kept> newest) {
      this.newest = newest;
    }

    private Optional<ServicingView> servicing(String id) {
      return newest.stream().flatMap(run -> Optional.ofNullable(run.servicings().get(id)).stream()).findFirst();
    }

    String of(String id, Observed observed) {
      Optional<ServicingView> servicing = servicing(id);
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

  synchronized Now now() {
    List<RunView> concerned = runs.list(RUNS).stream()
        .filter(run -> run.state() != RunState.ENDED || run.counts().containsKey(ServicingState.FAILED)).toList();
    Map<String, Kept> present = new HashMap<>();
    concerned.forEach(run -> present.put(run.id(), Optional.ofNullable(kept.get(run.id()))
        .filter(before -> run.state() == RunState.ENDED && before.run().equals(run)).orElseGet(() -> read(run))));
    kept = present;
    return new Now(concerned.stream().map(run -> present.get(run.id())).toList());
  }

  private Kept read(RunView run) {
    return new Kept(run, runs.snapshot(run.id()).map(snapshot -> snapshot.servicings().stream()
        .collect(Collectors.toMap(ServicingView::subject, servicing -> servicing, (one, other) -> other)))
        .orElse(Map.of()));
  }
}
