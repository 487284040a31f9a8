package org.dormouse.servicing.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Backends;
import org.dormouse.spi.Generation;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * Always run, whatever happened, in a fixed idempotent order: guest stopped with its media and overlays gone, that of
 * the boot test first, media files removed, local scripts ended, what was prepared in the library removed. The engine
 * frees the leases afterwards.
 */
final class ReleaseStep extends ShortStep {

  private final StoredNote note;
  private final StoreRoom room;

  ReleaseStep(Backends backends, StoredNote note, StoreRoom room) {
    super(StepKind.RELEASE, backends);
    this.note = note;
    this.room = room;
  }

  @Override
  Outcome run(Work work) {
    room.leave(work.key());
    // without a host nothing was ever deployed
    Result<Result.Nothing> host = work.host().isOk()
        ? work.onHost((hypervisor, spec) -> hypervisor.release(spec, Work.trialKey(work.key()))
            .then(nothing -> hypervisor.release(spec, work.key())))
        : Result.ok();
    Result<Result.Nothing> all = host
        .then(nothing -> removeTree(work.mediaFolder()))
        .then(nothing -> endScripts(work))
        .then(nothing -> work.library())
        .then(library -> library.abandon(work.libraryFolder(), work.machine(), work.key()));
    // whatever the trouble, it is worth another attempt: the policy and then the sweep bound it
    return switch (all.then(nothing -> note.unsaid(work))) {
      case Result.Failed<Optional<Generation>>(Trouble trouble) ->
          new Outcome.Retry(Outcomes.trouble(trouble), java.time.Duration.ZERO);
      case Result.Ok<Optional<Generation>>(Optional<Generation> stored) -> {
        stored.ifPresent(generation -> note.note(work, generation));
        yield Outcomes.done(new Outputs.Released(Optional.empty(), stored));
      }
    };
  }

  /** That they ran has to be known in the next life, if there is one. */
  private static Result<Result.Nothing> endScripts(Work work) {
    Path scripts = work.scriptsFolder();
    if (!Files.exists(scripts)) {
      return Result.ok();
    }
    try {
      LocalProcess.endBelow(scripts);
    } catch (IOException e) {
      return Result.failed(Trouble.passing("scripts-not-ended", "Cannot end the local scripts of " + work.machine().id()
          + ": " + e.getMessage(), "End them by hand."));
    }
    return work.context().startingOverFrom().isPresent() ? Result.ok() : removeTree(scripts);
  }

  private static Result<Result.Nothing> removeTree(Path folder) {
    if (!Files.exists(folder)) {
      return Result.ok();
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
      return Result.ok();
    } catch (IOException e) {
      return Result.failed(Trouble.passing("media-not-removed", "Cannot remove " + folder + ": " + e.getMessage(),
          "Remove it by hand."));
    }
  }
}
