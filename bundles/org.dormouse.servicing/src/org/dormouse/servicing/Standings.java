package org.dormouse.servicing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingView;
import org.dormouse.model.VirtualMachine;
import org.dormouse.servicing.Observed.AssessmentNote;
import org.dormouse.servicing.Observed.ResultNote;
import org.dormouse.servicing.steps.StepKind;

/**
 * How VMs stand, in the words that lists show: from what was observed of them, what people declared, how their last
 * servicing ended, and the runs that go on. Thread-safe.
 */
public final class Standings {

  /** The words for how a VM stands. */
  public static final List<String> STATES =
      List.of("servicing", "blocked", "failed", "up-to-date", "stale", "cannot-tell", "never-assessed");

  private final Definitions definitions;
  private final LastResults results;
  private final Runs runs;

  public Standings(Definitions definitions, LastResults results, Runs runs) {
    this.definitions = definitions;
    this.results = results;
    this.runs = runs;
  }

  /** As of now, for any number of VMs; not to be kept. */
  public Now now() {
    return new Now(definitions.machines(), results,
        runs.unended().stream().map(ServicingView::subject).collect(Collectors.toSet()),
        runs.held(StepKind.PLACE.kind()));
  }

  /** How VMs stand at one moment. */
  public static final class Now {
    private final Map<String, VirtualMachine> declared;
    private final LastResults results;
    private final Set<String> inService;
    private final Map<String, String> places;

    /** @param places host by VM, of those that have been placed on one */
    Now(Map<String, VirtualMachine> declared, LastResults results, Set<String> inService, Map<String, String> places) {
      this.declared = declared;
      this.results = results;
      this.inService = inService;
      this.places = places;
    }

    /**
     * {@code servicing}, {@code blocked}, {@code failed}, {@code up-to-date}, {@code stale}, {@code cannot-tell} or
     * {@code never-assessed}: the first that holds. Who failed and was assessed since is as the assessment says.
     */
    public String state(Observed observed) {
      if (inService.contains(observed.machine().id())) {
        return "servicing";
      }
      if (observed.scan().blocked()) {
        return "blocked";
      }
      Instant assessed = observed.assessment().map(AssessmentNote::at).orElse(Instant.MIN);
      if (result(observed).filter(last -> last.result().equals(ResultNote.FAILED))
          .filter(last -> last.at().isAfter(assessed)).isPresent()) {
        return "failed";
      }
      return observed.assessment().map(note -> switch (note.result()) {
        case AssessmentNote.UP_TO_DATE -> "up-to-date";
        case AssessmentNote.PENDING -> "stale";
        default -> "cannot-tell";
      }).orElse("never-assessed");
    }

    public List<String> tags(Observed observed) {
      return Optional.ofNullable(declared.get(observed.machine().id())).map(machine -> List.copyOf(machine.getTags()))
          .orElse(List.of());
    }

    public boolean isExcluded(Observed observed) {
      return Optional.ofNullable(declared.get(observed.machine().id())).filter(VirtualMachine::isExcluded).isPresent();
    }

    /** Where it is serviced now, or was last; empty if never, and while it waits for a place. */
    public Optional<String> host(Observed observed) {
      return inService.contains(observed.machine().id()) ? Optional.ofNullable(places.get(observed.machine().id()))
          : result(observed).map(ResultNote::host);
    }

    public Optional<ResultNote> result(Observed observed) {
      return results.of(observed.machine().id());
    }
  }
}
