package org.dormouse.servicing.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.dormouse.engine.Outcome;
import org.dormouse.json.Json;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.preflight.Preflight;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Generation;
import org.dormouse.spi.Hypervisor.Exported;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.UpdateService.InstalledPackage;

/**
 * Writes the new generation beside the old one, reads it once more by a second way, and lets the library put it in
 * place. Repeatable at every instant: the library knows by the servicing's key whether it has happened already.
 */
final class StoreStep extends LongStep {

  private final Preflight preflight;
  private final StoredNote note;
  private final StoreRoom room;

  StoreStep(Backends backends, Preflight preflight, StoredNote note, StoreRoom room) {
    super(StepKind.STORE, backends);
    this.preflight = preflight;
    this.note = note;
    this.room = room;
  }

  @Override
  Outcome advance(Work work, String text) {
    return Outcomes.of(work.library(), library -> {
      Optional<Generation> already = work.committed();
      if (already.isPresent()) {
        return stored(work, library, already.get(), List.of("stored before the engine restarted"));
      }
      return Outcomes.of(work.power(), power -> switch (power) {
        case CRASHED, LOST, GONE -> work.died(power);
        case RUNNING -> Outcomes.failed("guest-still-running", work.machine().id()
            + " runs although it was shut down.", "Run the job again; the library image is untouched.");
        case STOPPED -> whole(work, library, text);
      });
    });
  }

  private Outcome whole(Work work, LibraryBackend library, String text) {
    Optional<Outputs.BootTested> tested = work.run().bootTest()
        .flatMap(wanted -> work.find(StepKind.BOOT_TEST, Outputs.BootTested.class));
    if (tested.isPresent()) {
      // the very images that were proven to start are stored
      return commit(work, library, tested.get().targets(), new Exported(tested.get().sha256()));
    }
    var images = new NewImages(room);
    BiFunction<List<Path>, Exported, Outcome> commit =
        (targets, exported) -> commit(work, library, targets, exported);
    return text.isEmpty() ? images.begin(work, library, Json::write, commit)
        : images.advance(work, Json.read(text, StoreTicket.class), Json::write, commit);
  }

  @Override
  void stop(Work work, String text) {
    if (!text.isEmpty()) {
      NewImages.stop(work, Json.read(text, StoreTicket.class));
    }
  }

  /** What is put in place is not cut off in its middle; before that a cancel is heeded. */
  @Override
  public boolean yieldsToCancel() {
    return false;
  }

  private Outcome commit(Work work, LibraryBackend library, List<Path> targets, Exported exported) {
    var claimed = work.output(StepKind.CLAIM, Outputs.Claimed.class).files();
    Result<List<String>> proven = proveStored(work, targets);
    if (proven.failure().isPresent() && isReplaced(work, library, claimed)) {
      return Outcomes.failed("image-replaced", "VM " + work.machine().id() + " was not stored: its images were "
          + "replaced since they were claimed, and with other ones below it what was serviced is not whole ("
          + proven.failure().get().message() + ").",
          "Somebody else's files were left as they are; service the VM again.");
    }
    if (work.context().cancelRequested()) {
      return new Outcome.Cancelled();
    }
    // since the claim somebody may have begun to use the old images in a way that does not change them
    return Outcomes.of(proven, proof -> Outcomes.of(
        preflight.replaceable(work.machine(), work.libraryFolder()).then(nothing ->
            library.commit(work.libraryFolder(), work.machine(), work.key(), claimed, exported.sha256())),
        generation -> stored(work, library, generation, proof)));
  }

  /** For a message only: the commit compares by itself, and more closely. */
  private static boolean isReplaced(Work work, LibraryBackend library, List<FileIdentity> claimed) {
    return library.identify(work.libraryFolder(), work.machine()).toOptional()
        .filter(now -> now.stream().anyMatch(file -> claimed.stream().noneMatch(before ->
            before.file().equals(file.file()) && before.inode() == file.inode() && before.size() == file.size()
                && before.modified() == file.modified()))).isPresent();
  }

  /** The second way: our own readers look into the new images, and must find what the guest's client reported. */
  private static Result<List<String>> proveStored(Work work, List<Path> images) {
    StoredMachine candidate = NewImages.in(work.machine(), images);
    List<InstalledPackage> expected = work.output(StepKind.VERIFY, Outputs.Verified.class).proof().packages();
    return new StoredProof(work.backends()).prove(work.machine(), candidate, work.run().service(), expected);
  }

  private Outcome stored(Work work, LibraryBackend library, Generation generation, List<String> proof) {
    room.leave(work.key());
    var keep = work.run().keep();
    List<String> expired = library.expire(work.libraryFolder(), work.machine(), keep.generations(), keep.age())
        .toOptional().orElse(List.of()).stream().map(old -> "generation " + old.number()).toList();
    note.note(work, generation);
    return Outcomes.done(new Outputs.Stored(generation, proof, expired));
  }
}
