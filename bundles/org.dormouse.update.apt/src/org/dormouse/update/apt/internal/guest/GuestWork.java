package org.dormouse.update.apt.internal.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dormouse.spi.CommandJournal;
import org.dormouse.spi.Finding;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.ClientReport;
import org.dormouse.spi.UpdateService.Guest;
import org.dormouse.spi.UpdateService.IndexFacts;
import org.dormouse.spi.UpdateService.Installed;
import org.dormouse.spi.UpdateService.Proof;
import org.dormouse.spi.UpdateService.Scan;
import org.dormouse.update.apt.internal.AptSettings;
import org.dormouse.update.apt.internal.index.Hashes;
import org.dormouse.update.apt.internal.index.IndexCache;
import org.dormouse.update.apt.internal.index.OtherRelease;
import org.dormouse.update.apt.internal.index.SnapshotFolder;

/**
 * What is done in woken guests: scan, install, verify, leave. Each is a detached job that leaves its answers in files
 * of our folder in the guest; nothing of a guest is kept here but the downloads under way. Thread-safe.
 */
public final class GuestWork {
  private static final int OS_RELEASE = 64 << 10;
  private static final String SCAN = "scan";
  private static final String SUPPLY = "supply";
  private static final String INSTALL = "install";
  private static final String VERIFY = "verify";
  private static final String BUSY = "update-client-busy";
  private final IndexCache indexes;
  private final InstantSource clock;
  private final Media media;
  private final Supply supply;
  private final InstallDetails details = new InstallDetails();

  /** @param clock tells whether a snapshot has expired since it was fetched */
  public GuestWork(IndexCache indexes, InstantSource clock, CommandJournal journal) {
    this.indexes = indexes;
    this.clock = clock;
    this.media = new Media(journal);
    this.supply = new Supply(journal);
  }

  public Result<ClientReport> checkClient(Guest guest, AptSettings settings) {
    return new ClientCheck(guest, settings, new GuestPlace(guest.key())).check().then(report -> {
      try {
        return Result.ok(withRelease(guest, report));
      } catch (IOException e) {
        return Result.failed(unreadable(e));
      }
    });
  }

  private ClientReport withRelease(Guest guest, ClientReport report) throws IOException {
    String told = guest.session().read("/etc/os-release", OS_RELEASE).toOptional()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    List<Finding> findings = new ArrayList<>(report.findings());
    OtherRelease.of(indexes.index(guest.snapshot().folder()), told).ifPresent(other -> findings.add(Finding.block(
        "other-release", guest.key(), "The update service is not for this VM: " + other + ".",
        "Give the VM a job with an update service of its own release.")));
    return new ClientReport(report.client(), report.version(), findings);
  }

  public Progress<Scan> scan(Guest guest, AptSettings settings, String ticket) {
    return attempt(() -> {
      GuestPlace place = new GuestPlace(guest.key());
      Stage stage = new Stage(guest, place, SCAN);
      SnapshotFolder snapshot = SnapshotFolder.read(guest.snapshot());
      if (ticket.isEmpty()) {
        stage.forget();
        return begin(stage, media.insertIndex(guest, snapshot).map(index ->
            place.script(SCAN, settings, index, Optional.empty())), "showing the index to the VM");
      }
      ScanStage judge = scans(guest, settings, place, snapshot);
      return stage.poll(Stage.Detail.of("the VM's apt reads the index"), output ->
          new IndexProof(guest.session(), place, snapshot).check(output, "lists")
              .<Result<Scan>>map(Result::failed).orElseGet(() -> judge.judge(output)));
    });
  }

  private ScanStage scans(Guest guest, AptSettings settings, GuestPlace place, SnapshotFolder snapshot)
      throws IOException {
    return new ScanStage(settings, indexes.index(snapshot.folder()), guest.snapshot().id(), place);
  }

  public Progress<Installed> install(Guest guest, AptSettings settings, Scan scan, String ticket) {
    return attempt(() -> {
      GuestPlace place = new GuestPlace(guest.key());
      Stage stage = new Stage(guest, place, INSTALL);
      String cycle = Hashes.of(scan.toString()).substring(0, 16);
      SnapshotFolder snapshot = SnapshotFolder.read(guest.snapshot());
      if (ticket.equals(INSTALL)) {
        Progress<Installed> progress = stage.poll(() -> details.now(guest, place),
            new InstallStage(scan.changes(), scans(guest, settings, place, snapshot))::judge);
        // what has ended is left to be asked again; only what is worth a repetition is forgotten
        if (progress instanceof Progress.Failed<Installed>(Trouble trouble) && trouble.code().equals(BUSY)) {
          stage.forget();
        }
        return progress;
      }
      if (ticket.isEmpty()) {
        if (isOfAnotherCycle(guest, place, cycle)) {
          stage.forget();
        }
        Optional<Trouble> noRoom =
            new GuestSpace(guest.session(), place, indexes.index(snapshot.folder())).check(scan.changes());
        if (noRoom.isPresent()) {
          return Progress.failed(noRoom.get());
        }
      }
      Progress<Result.Nothing> supplied = supply.poll(guest.key(), settings.repository(),
          new PackageStore(snapshot.packages()), scan.items());
      return switch (supplied) {
        case Progress.Failed<Result.Nothing>(Trouble trouble) -> Progress.failed(trouble);
        case Progress.Running<Result.Nothing>(var t, var detail, var fraction, var after) ->
            new Progress.Running<>(SUPPLY, detail, fraction, after);
        case Progress.Done<Result.Nothing> done -> begin(stage, media.insertIndex(guest, snapshot).then(index ->
            media.insertPackages(guest, snapshot, scan.items()).map(packages ->
                place.install(cycle, settings, index, packages))), "installing");
      };
    });
  }

  public Progress<Proof> verify(Guest guest, AptSettings settings, List<PackageChange> changes, String ticket) {
    return attempt(() -> {
      GuestPlace place = new GuestPlace(guest.key());
      Stage stage = new Stage(guest, place, VERIFY);
      SnapshotFolder snapshot = SnapshotFolder.read(guest.snapshot());
      if (ticket.isEmpty()) {
        stage.forget();
        return begin(stage, media.insertIndex(guest, snapshot).map(index ->
            place.script(VERIFY, settings, index, Optional.empty())), "proving the VM");
      }
      return stage.poll(Stage.Detail.of("the VM's apt reads the index once more"), output ->
          new IndexProof(guest.session(), place, snapshot).check(output, "proof")
              .<Result<Proof>>map(Result::failed)
              .orElseGet(() -> new VerifyStage(guest.snapshot(), changes).judge(output)));
    });
  }

  /** Everything is tried, whatever fails before; the first failure is told. */
  public Result<Result.Nothing> leave(Guest guest) {
    GuestPlace place = new GuestPlace(guest.key());
    supply.stop(guest.key());
    details.forget(guest.key());
    List<Result<Result.Nothing>> results = new ArrayList<>();
    results.add(guest.session().endJobs(Stream.of(SCAN, INSTALL, VERIFY).map(place::job).toList()));
    results.add(guest.session().run(List.of("/bin/sh", "-c", "OUT=/dev/null\n" + place.script("leave")), new byte[0],
        Duration.ofSeconds(60)).then(result -> result.exitCode() == 0 ? Result.ok()
            : Result.failed(Trouble.passing("guest-not-cleared", "Removing our files from the VM ended with "
                + result.exitCode() + ": " + AptFailure.tail(new String(result.errors(), StandardCharsets.UTF_8)),
                ""))));
    results.add(Media.removeAll(guest));
    return results.stream().filter(result -> !result.isOk()).findFirst().orElse(Result.ok());
  }

  private <T> Progress<T> begin(Stage stage, Result<String> script, String detail) {
    for (IndexFacts index : stage.guest().snapshot().indexes()) {
      if (index.validUntil().isBefore(clock.instant())) {
        return Progress.failed(Trouble.lasting("index-expired", "The index of " + index.name() + " expired on "
            + index.validUntil() + ", after it was fetched; the VM's apt would refuse it.",
            "Refresh the update service and begin again."));
      }
    }
    return switch (script) {
      case Result.Failed<String>(Trouble trouble) -> Progress.failed(trouble);
      case Result.Ok<String>(String text) -> stage.start(text, detail);
    };
  }

  private static boolean isOfAnotherCycle(Guest guest, GuestPlace place, String cycle) {
    return guest.session().read(place.file(INSTALL, "cycle"), 1000).toOptional()
        .filter(found -> !new String(found, StandardCharsets.UTF_8).strip().equals(cycle)).isPresent();
  }

  private interface Step<T> {
    Progress<T> take() throws IOException;
  }

  private static <T> Progress<T> attempt(Step<T> step) {
    try {
      return step.take();
    } catch (IOException e) {
      return Progress.failed(unreadable(e));
    }
  }

  private static Trouble unreadable(IOException e) {
    return Trouble.lasting("snapshot-unreadable", "The snapshot of the update service cannot be read: "
        + e.getMessage() + ".", "Refresh the update service and begin again.");
  }
}
