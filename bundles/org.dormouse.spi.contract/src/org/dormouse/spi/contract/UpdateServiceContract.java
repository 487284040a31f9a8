package org.dormouse.spi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Progress;
import org.dormouse.spi.UpdateService;
import org.dormouse.spi.UpdateService.Assessment;
import org.dormouse.spi.UpdateService.Guest;
import org.dormouse.spi.UpdateService.Proof;
import org.dormouse.spi.UpdateService.Scan;
import org.dormouse.spi.UpdateService.Snapshot;
import org.junit.jupiter.api.Test;

/** Contract of {@link UpdateService}: above all, that "nothing pending" is never said without proof. */
public abstract class UpdateServiceContract extends BackendContract {

  protected abstract UpdateService newService();

  /** A service that has updates for {@link #guest} and {@link #staleFiles}. */
  protected abstract BackendSpec service();

  /** Services of this type that cannot be used: unreachable, with a broken index, set up wrongly. */
  protected abstract List<BackendSpec> brokenServices();

  /** An empty folder; the same one throughout a test. */
  protected abstract Path cache();

  /** The files of a guest for which updates are pending. */
  protected abstract GuestFiles staleFiles();

  /** The files of a guest that this service knows nothing of. */
  protected abstract GuestFiles foreignFiles();

  /** A running guest for which updates are pending; the same one throughout a test. */
  protected abstract Guest guest(Snapshot snapshot);

  private Snapshot refresh() {
    return ok(newService().refresh(service(), cache()));
  }

  private Guest strange(GuestSession session) {
    Guest real = guest(refresh());
    return new Guest("contract-strange", real.service(), real.snapshot(), session, real.media(), real.workFolder());
  }

  private Scan scan(Guest guest) {
    return done(ticket -> newService().scan(guest, ticket));
  }

  private List<String> cached() {
    try (var files = Files.walk(cache())) {
      return files.map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  public void theTypeIsThatOfTheDefinition() {
    assertEquals(service().type(), newService().type());
  }

  @Test
  public void theCheckNamesEveryIndexItRead() {
    var report = ok(newService().check(service()));
    assertFalse(report.indexes().isEmpty());
    for (var index : report.indexes()) {
      assertFalse(index.name().isBlank());
      assertTrue(index.sha256().matches("[0-9a-f]{64}"));
      assertFalse(index.validUntil().isBefore(index.date()));
    }
  }

  @Test
  public void aServiceThatCannotBeUsedIsATroubleAndNeverAnEmptyIndex() {
    for (BackendSpec broken : brokenServices()) {
      trouble(newService().refresh(broken, cache()));
      assertTrue(newService().check(broken).toOptional().stream().allMatch(report -> report.findings().stream()
          .anyMatch(f -> f.severity() == org.dormouse.spi.Finding.Severity.BLOCK)), broken::toString);
    }
  }

  @Test
  public void aFailedRefreshLeavesTheCacheAsItWas() {
    Snapshot snapshot = refresh();
    List<String> before = cached();
    for (BackendSpec broken : brokenServices()) {
      trouble(newService().refresh(broken, cache()));
    }
    assertEquals(before, cached());
    assertEquals(snapshot.id(), refresh().id());
  }

  @Test
  public void anUnchangedServiceHasTheSameSnapshotId() {
    Snapshot one = refresh();
    Snapshot other = refresh();
    assertFalse(one.id().isBlank());
    assertEquals(one.id(), other.id());
    assertTrue(Files.isDirectory(one.folder()));
    assertEquals(service().name(), one.service());
    assertEquals(one.indexes().stream().map(i -> i.sha256()).toList(),
        other.indexes().stream().map(i -> i.sha256()).toList());
  }

  @Test
  public void whatIsPendingIsToldWithoutWaking() {
    Snapshot snapshot = refresh();
    try (GuestFiles files = staleFiles()) {
      Assessment assessment = newService().assess(service(), snapshot, files);
      assertTrue(assessment instanceof Assessment.Pending p && !p.changes().isEmpty(), assessment::toString);
      assertEquals(assessment, newService().assess(service(), snapshot, files));
    }
  }

  @Test
  public void aForeignGuestCannotBeToldAndIsNeverUpToDate() {
    try (GuestFiles files = foreignFiles()) {
      Assessment assessment = newService().assess(service(), refresh(), files);
      assertTrue(assessment instanceof Assessment.CannotTell c && !c.reason().isBlank() && !c.code().isBlank(),
          assessment::toString);
    }
  }

  @Test
  public void installedPackagesAreReadFromAStoredImageInOrder() {
    try (GuestFiles files = staleFiles()) {
      var installed = ok(newService().installed(files));
      assertFalse(installed.isEmpty());
      assertEquals(installed, ok(newService().installed(files)));
    }
  }

  @Test
  public void aStaleGuestIsScannedUpdatedAndProven() {
    Guest guest = guest(refresh());
    assertFalse(ok(newService().checkClient(guest)).client().isBlank());
    Scan scan = scan(guest);
    assertEquals(guest.snapshot().id(), scan.snapshotId());
    assertFalse(scan.changes().isEmpty());
    assertTrue(scan.items().stream().allMatch(item -> item.sha256().matches("[0-9a-f]{64}") && item.size() >= 0
        && !item.path().startsWith("/") && !item.path().contains("..")));
    var installed = done(ticket -> newService().install(guest, scan, ticket));
    assertEquals(names(scan.changes()), names(installed.changes()));
    Proof proof = done(ticket -> newService().verify(guest, installed.changes(), ticket));
    assertEquals(guest.snapshot().id(), proof.snapshotId());
    assertFalse(proof.statements().isEmpty());
    for (PackageChange change : installed.changes()) {
      if (!change.candidateVersion().isEmpty()) {
        assertTrue(proof.packages().stream().anyMatch(p -> p.name().equals(change.name())
            && p.version().equals(change.candidateVersion())), change::toString);
      }
    }
    assertEquals(List.of(), scan(guest).changes(), "nothing is pending any more");
    ok(newService().leave(guest));
    ok(newService().leave(guest));
  }

  private static List<String> names(List<PackageChange> changes) {
    return changes.stream().map(PackageChange::name).sorted().collect(Collectors.toList());
  }

  @Test
  public void aGuestWithPendingUpdatesIsNotProven() {
    Guest guest = guest(refresh());
    assertTrue(finish(ticket -> newService().verify(guest, List.of(), ticket)) instanceof Progress.Failed);
    ok(newService().leave(guest));
  }

  @Test
  public void aGuestThatFellSilentIsATrouble() {
    Guest guest = strange(new StrangeSessions.Silent());
    trouble(newService().checkClient(guest));
    assertTrue(finish(ticket -> newService().scan(guest, ticket)) instanceof Progress.Failed);
    assertTrue(finish(ticket -> newService().install(guest, new Scan(guest.snapshot().id(), List.of(), List.of()),
        ticket)) instanceof Progress.Failed);
    assertTrue(finish(ticket -> newService().verify(guest, List.of(), ticket)) instanceof Progress.Failed);
    newService().leave(guest).failure().ifPresent(BackendContract::assertActionable);
  }

  @Test
  public void aGuestThatTalksNonsenseIsNeverUpToDate() {
    for (int most : new int[] {0, 1, 100, 10_000}) {
      Guest guest = strange(new StrangeSessions.Babbling(most));
      newService().checkClient(guest).failure().ifPresent(BackendContract::assertActionable);
      assertTrue(finish(ticket -> newService().scan(guest, ticket)) instanceof Progress.Failed);
      assertTrue(finish(ticket -> newService().verify(guest, List.of(), ticket)) instanceof Progress.Failed);
    }
  }

  @Test
  public void leavingAGuestThatWasNeverTouchedIsNoTrouble() {
    ok(newService().leave(guest(refresh())));
  }

  @Test
  public void interruptedCallsEndAsValues() {
    assertInterruptible(() -> newService().check(service()));
    assertInterruptible(() -> newService().refresh(service(), cache()));
  }
}
