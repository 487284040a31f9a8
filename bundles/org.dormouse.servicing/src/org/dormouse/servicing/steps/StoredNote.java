package org.dormouse.servicing.steps;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.dormouse.servicing.Looking;
import org.dormouse.servicing.Observations;
import org.dormouse.spi.Generation;
import org.dormouse.spi.Result;

/**
 * Notes that a VM has a new generation, for lists and assessments. Usually the step that stored it does so; where that
 * step ended in another way although the library had put the generation in place (it was cancelled, timed out or the
 * engine was killed in the middle of the commit), the release finds it by its key and does so.
 */
final class StoredNote {

  private static final Logger LOG = System.getLogger(StoredNote.class.getName());

  private final Observations observations;

  StoredNote(Observations observations) {
    this.observations = observations;
  }

  /** The generation is in place: that it could not be noted as well does not make the step fail. */
  void note(Work work, Generation generation) {
    try {
      observations.serviced(work.machine().id(), work.run(), generation,
          new Looking(work.backends()).images(work.machine()), work.context().runId());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The new generation of " + work.machine().id() + " is stored but was not noted; the next"
          + " scan will see it.", e);
    }
  }

  /** A generation that lies in the library although no step of this servicing says so; asked only where there may be. */
  Result<Optional<Generation>> unsaid(Work work) {
    boolean mayBe = work.find(StepKind.VERIFY, Outputs.Verified.class).isPresent()
        && work.find(StepKind.STORE, Outputs.Stored.class).isEmpty();
    return !mayBe ? Result.ok(Optional.empty())
        : work.library().then(library -> library.generations(work.libraryFolder(), work.machine()))
            .map((List<Generation> all) -> all.stream().filter(made -> made.key().equals(work.key())).findFirst());
  }
}
