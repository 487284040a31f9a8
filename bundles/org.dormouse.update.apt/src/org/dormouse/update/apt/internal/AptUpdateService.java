package org.dormouse.update.apt.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.CommandJournal;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.Finding;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Secrets;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService;
import org.dormouse.update.apt.internal.guest.GuestWork;
import org.dormouse.update.apt.internal.index.IndexCache;
import org.dormouse.update.apt.internal.index.OtherRelease;
import org.dormouse.update.apt.internal.index.PackageIndex;
import org.dormouse.update.apt.internal.index.SnapshotFolder;
import org.dormouse.update.apt.internal.pending.GuestDatabase;
import org.dormouse.update.apt.internal.pending.PendingList;

/**
 * Updates from an APT repository, in closed mode: the guest never reaches the repository; its own apt reads the signed
 * index from a read-only disk and says what it needs, and is given exactly that, checked against the index.
 */
public final class AptUpdateService implements UpdateService {
  private static final int OS_RELEASE = 64 << 10;
  private static final Duration OLD = Duration.ofDays(180);
  private static final Duration SOON = Duration.ofHours(12);
  private final InstantSource clock;
  private final Secrets secrets;
  private final IndexCache indexes;
  private final GuestWork work;

  /** As a declarative service. */
  public AptUpdateService(Secrets secrets, CommandJournal journal) {
    this(InstantSource.system(), secrets, journal);
  }

  /** Outside an engine, for services that ask nobody for a password. */
  public AptUpdateService(InstantSource clock) {
    this(clock, Secrets.none(), CommandJournal.none());
  }

  /** @param clock tells whether indexes and keys have expired */
  public AptUpdateService(InstantSource clock, Secrets secrets, CommandJournal journal) {
    this.clock = clock;
    this.secrets = secrets;
    indexes = new IndexCache(clock);
    work = new GuestWork(indexes, clock, journal);
  }

  @Override
  public String type() {
    return "apt";
  }

  @Override
  public Result<Snapshot> refresh(BackendSpec service, Path cache) {
    return told(service, AptSettings.of(service, secrets).then(settings -> indexes.refresh(settings, cache)));
  }

  @Override
  public Assessment assess(BackendSpec service, Snapshot snapshot, DiskReader.GuestFiles files) {
    return switch (GuestDatabase.read(files)) {
      case Result.Failed<GuestDatabase>(Trouble trouble) ->
          new Assessment.CannotTell(trouble.code(), trouble.message());
      case Result.Ok<GuestDatabase>(GuestDatabase database) -> {
        try {
          PackageIndex index = indexes.index(snapshot.folder());
          Optional<String> other = OtherRelease.of(index, osRelease(files));
          yield other.isPresent() ? new Assessment.CannotTell("other-release", other.get())
              : PendingList.of(index, database);
        } catch (IOException e) {
          yield new Assessment.CannotTell(Thread.currentThread().isInterrupted() ? "interrupted"
              : "snapshot-unreadable", "The index in the cache cannot be read: "
              + e.getMessage() + ".");
        }
      }
    };
  }

  private static String osRelease(DiskReader.GuestFiles files) {
    return files.read("/etc/os-release", OS_RELEASE).toOptional().flatMap(found -> found)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
  }

  @Override
  public Result<List<InstalledPackage>> installed(DiskReader.GuestFiles files) {
    return GuestDatabase.status(files).map(status -> status.packages().stream()
        .map(found -> new InstalledPackage(found.name(), found.architecture(), found.version()))
        .sorted(Comparator.comparing(InstalledPackage::name).thenComparing(InstalledPackage::architecture))
        .toList());
  }

  @Override
  public Result<ServiceReport> check(BackendSpec service) {
    return told(service, AptSettings.of(service, secrets).then(settings -> {
      try {
        Path scratch = Files.createTempDirectory("dormouse-apt-check");
        try {
          return indexes.refresh(settings, scratch).map(snapshot -> report(service, settings, snapshot));
        } finally {
          SnapshotFolder.delete(scratch);
        }
      } catch (IOException e) {
        return Result.failed(Trouble.passing("cache-not-writable", "Checking update service " + service.name()
            + " needs a temporary folder: " + e.getMessage() + ".", "Check permissions and free space."));
      }
    }));
  }

  private ServiceReport report(BackendSpec service, AptSettings settings, Snapshot snapshot) {
    List<Finding> findings = new ArrayList<>();
    AptSettings.unknown(service).forEach(key -> findings.add(Finding.warn("setting-unknown", service.name(),
        "The setting " + key + " means nothing to an APT service.", "Correct its name or remove it.")));
    if (!service.credential().isEmpty() && settings.sources().getFirst().uri().getScheme().equals("http")) {
      findings.add(Finding.warn("credential-in-clear", service.name(), "The password of credential "
          + service.credential() + " goes over http, where others on the way can read it.", "Use https."));
    }
    Instant now = clock.instant();
    for (IndexFacts index : snapshot.indexes()) {
      Duration age = Duration.between(index.date(), now);
      String message = "The index of " + index.name() + " was made " + age.toDays() + " days and "
          + age.toHoursPart() + " hours ago.";
      findings.add(age.compareTo(OLD) > 0 && index.validUntil().equals(Instant.MAX)
          ? Finding.warn("index-old", service.name(), message, "Is the mirror still kept up to date?")
          : Finding.info("index-age", service.name(), message));
      if (index.validUntil().isBefore(now.plus(SOON))) {
        findings.add(Finding.warn("index-expires-soon", service.name(), "The index of " + index.name()
            + " expires on " + index.validUntil() + ".", "Refresh it before a long run."));
      }
    }
    return new ServiceReport("APT: " + settings.description(), snapshot.indexes(), findings);
  }

  @Override
  public Result<ClientReport> checkClient(Guest guest) {
    return told(guest.service(),
        AptSettings.of(guest.service(), secrets).then(settings -> work.checkClient(guest, settings)));
  }

  @Override
  public Progress<Scan> scan(Guest guest, String ticket) {
    return with(guest, settings -> work.scan(guest, settings, ticket));
  }

  @Override
  public Progress<Installed> install(Guest guest, Scan scan, String ticket) {
    return with(guest, settings -> work.install(guest, settings, scan, ticket));
  }

  @Override
  public Progress<Proof> verify(Guest guest, List<PackageChange> changes, String ticket) {
    return with(guest, settings -> work.verify(guest, settings, changes, ticket));
  }

  @Override
  public Result<Result.Nothing> leave(Guest guest) {
    return told(guest.service(), work.leave(guest));
  }

  private <T> Progress<T> with(Guest guest, Function<AptSettings, Progress<T>> call) {
    Progress<T> progress = switch (AptSettings.of(guest.service(), secrets)) {
      case Result.Failed<AptSettings>(Trouble trouble) -> Progress.failed(trouble);
      case Result.Ok<AptSettings>(AptSettings settings) -> call.apply(settings);
    };
    return progress instanceof Progress.Failed && Thread.currentThread().isInterrupted()
        ? Progress.failed(interrupted(guest.service())) : progress;
  }

  /** An interrupted thread cannot read files, so what failed under it has failed because of that. */
  private static <T> Result<T> told(BackendSpec service, Result<T> result) {
    return !result.isOk() && Thread.currentThread().isInterrupted() ? Result.failed(interrupted(service)) : result;
  }

  private static Trouble interrupted(BackendSpec service) {
    return Trouble.passing("interrupted", "Work for update service " + service.name() + " was interrupted.", "");
  }
}
