package org.dormouse.update.apt.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.Finding;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService;
import org.dormouse.update.apt.internal.index.IndexCache;
import org.dormouse.update.apt.internal.pending.GuestDatabase;
import org.dormouse.update.apt.internal.pending.PendingList;

/**
 * Updates from an APT repository, in closed mode: the guest never reaches the repository; its own apt reads the signed
 * index from a read-only disk and says what it needs, and is given exactly that, checked against the index.
 */
public final class AptUpdateService implements UpdateService {
  private final IndexCache indexes;

  /** As a declarative service. */
  public AptUpdateService() {
    this(InstantSource.system());
  }

  /** @param clock tells whether indexes and keys have expired */
  public AptUpdateService(InstantSource clock) {
    indexes = new IndexCache(clock);
  }

  @Override
  public String type() {
    return "apt";
  }

  @Override
  public Result<Snapshot> refresh(BackendSpec service, Path cache) {
    return AptSettings.of(service).then(settings -> indexes.refresh(settings, cache));
  }

  @Override
  public Assessment assess(BackendSpec service, Snapshot snapshot, DiskReader.GuestFiles files) {
    return switch (GuestDatabase.read(files)) {
      case Result.Failed<GuestDatabase>(Trouble trouble) ->
          new Assessment.CannotTell(trouble.code(), trouble.message());
      case Result.Ok<GuestDatabase>(GuestDatabase database) -> {
        try {
          yield PendingList.of(indexes.index(snapshot.folder()), database);
        } catch (IOException e) {
          yield new Assessment.CannotTell("snapshot-unreadable", "The index in the cache cannot be read: "
              + e.getMessage() + ".");
        }
      }
    };
  }

  @Override
  public Result<List<InstalledPackage>> installed(DiskReader.GuestFiles files) {
    return GuestDatabase.status(files).map(status -> status.packages().stream()
        .map(found -> new InstalledPackage(found.name(), found.architecture(), found.version()))
        .sorted(Comparator.comparing(InstalledPackage::name).thenComparing(InstalledPackage::architecture))
        .toList());
  }

  @Override
  public Result<ServiceReport> check(BackendSpec service) { return null; }
  @Override
  public Result<ClientReport> checkClient(Guest guest) { return null; }
  @Override
  public Progress<Scan> scan(Guest guest, String ticket) { return null; }
  @Override
  public Progress<Installed> install(Guest guest, Scan scan, String ticket) { return null; }
  @Override
  public Progress<Proof> verify(Guest guest, List<PackageChange> changes, String ticket) { return null; }
  @Override
  public Result<Result.Nothing> leave(Guest guest) { return null; }
}
