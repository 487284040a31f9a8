package org.dormouse.backend.simulated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dormouse.backend.simulated.internal.Catalogue;
import org.dormouse.backend.simulated.internal.Chance;
import org.dormouse.backend.simulated.internal.ClientState;
import org.dormouse.backend.simulated.internal.InstallJob;
import org.dormouse.backend.simulated.internal.ServiceSettings;
import org.dormouse.backend.simulated.internal.SimulatedState;
import org.dormouse.backend.simulated.internal.Timer;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.GuestSession.JobResult;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService;

/**
 * Update service type {@code simulated}, for guests of simulated hosts.
 *
 * <p>Settings: {@code level} (1 to 1000, default 1; raise it and every VM has something pending again),
 * {@code scanSeconds} (2), {@code installSeconds} (12), {@code verifySeconds} (2), {@code jitter} (30, percent),
 * {@code restartPercent} (15, VMs that have to restart), {@code seed} (1), {@code failEvery} (none; every Nth VM's
 * installation fails), {@code faults} (see {@link org.dormouse.backend.simulated.internal.Faults}; with the service's
 * name for those of the index): {@code index-fails}, {@code index-expired}, {@code cannot-tell} without waking,
 * {@code client-broken}, {@code scan-fails}, {@code install-fails}, {@code two-cycles} until nothing is pending,
 * {@code comes-back} after it was installed, {@code verify-fails}.
 */
public final class SimulatedUpdateService implements UpdateService {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private final SimulatedState state;

  public SimulatedUpdateService(SimulatedWorld world) {
    state = world.state();
  }

  @Override
  public String type() {
    return "simulated";
  }

  @Override
  public Result<ServiceReport> check(BackendSpec service) {
    return usable(service).map(settings -> new ServiceReport("Simulated updates of level " + settings.level(),
        List.of(index(settings)), List.of()));
  }

  private Result<ServiceSettings> usable(BackendSpec service) {
    return ServiceSettings.of(state, service).then(settings -> {
      if (settings.faults().strike(state, service.name(), "index-fails", service.name(), 1)) {
        return Result.failed(Trouble.passing("index-missing", "The index of " + service.name()
            + " could not be fetched (simulated).", "See to the service."));
      }
      if (settings.faults().strike(state, service.name(), "index-expired", service.name(), 1)) {
        return Result.failed(Trouble.lasting("index-expired", "The index of " + service.name()
            + " is no longer valid (simulated).", "Have the service make a new one."));
      }
      return Result.ok(settings);
    });
  }

  private static String id(ServiceSettings settings) {
    return "simulated-" + settings.level();
  }

  private static IndexFacts index(ServiceSettings settings) {
    return new IndexFacts("simulated main", Chance.digest(id(settings)), FIRST.plus(Duration.ofHours(
        settings.level())), Instant.MAX, "Simulated Archive Key", 50);
  }

  @Override
  public Result<Snapshot> refresh(BackendSpec service, Path cache) {
    return usable(service).then(settings -> {
      Path folder = cache.resolve(id(settings));
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        return Result.failed(Trouble.lasting("cache-unusable", "The folder " + folder + " cannot be made.",
            "See to its file system."));
      }
      return Result.ok(new Snapshot(service.name(), id(settings), folder, List.of(index(settings))));
    });
  }

  @Override
  public Assessment assess(BackendSpec service, Snapshot snapshot, GuestFiles files) {
    Result<ServiceSettings> settings = ServiceSettings.of(state, service);
    Result<ClientState> client = ClientState.stored(files);
    if (settings instanceof Result.Failed<ServiceSettings>(var trouble)) {
      return new Assessment.CannotTell(trouble.code(), trouble.message());
    }
    return switch (client) {
      case Result.Failed<ClientState>(var trouble) -> new Assessment.CannotTell(trouble.code(), trouble.message());
      case Result.Ok<ClientState>(var guest) when settings.orThrow().faults().has("cannot-tell", guest.name(),
          guest.index()) -> new Assessment.CannotTell("cannot-tell", guest.name()
              + " cannot be told without waking it (simulated).");
      case Result.Ok<ClientState>(var guest) -> new Assessment.Pending(
          Catalogue.changes(guest.index(), guest.step(), Math.max(guest.step(), settings.orThrow().step())));
    };
  }

  /** The settings and the state of the guest's client, both needed by every call for a running guest. */
  private record Talk(ServiceSettings settings, ClientState client) {
    int target() {
      return Math.max(client.step(), settings.step());
    }

    boolean has(String fault) {
      return settings.faults().has(fault, client.name(), client.index());
    }
  }

  private Result<Talk> talk(Guest guest) {
    return ServiceSettings.of(state, guest.service())
        .then(settings -> ClientState.running(guest.session()).map(client -> new Talk(settings, client)));
  }

  private boolean strikes(Guest guest, Talk talk, String fault) {
    return talk.settings().faults().strike(state, guest.service().name(), fault, talk.client().name(),
        talk.client().index());
  }

  private static Trouble fails(String code, Talk talk, String what) {
    return Trouble.lasting(code, "VM " + talk.client().name() + ": " + what + " (simulated).",
        "Take this fault out of the service's settings.");
  }

  private static <T> Progress<T> progress(Result<Progress<T>> result) {
    return switch (result) {
      case Result.Ok<Progress<T>>(var progress) -> progress;
      case Result.Failed<Progress<T>>(var trouble) -> Progress.failed(trouble);
    };
  }

  @Override
  public Result<ClientReport> checkClient(Guest guest) {
    return talk(guest).then(talk -> strikes(guest, talk, "client-broken")
        ? Result.failed(fails("client-broken", talk, "its update client is broken"))
        : Result.ok(new ClientReport("simulated-updates", "1", List.of())));
  }

  /** Lets the time pass, then asks. */
  private <T> Progress<T> timed(Guest guest, String what, Duration usual, String ticket,
      Function<Talk, Progress<T>> then) {
    Instant now = state.now();
    Result<Timer> timer = ticket.isEmpty() ? talk(guest).map(talk -> Timer.starting(what, now, Chance.around(usual,
        talk.settings().jitter(), talk.settings().seed(), what, talk.client().index()))) : Timer.of(what, ticket);
    return progress(timer.then(found -> {
      Optional<Progress<Object>> running = found.running(now, what + " is under way");
      return running.isPresent() ? Result.ok(running.get().<T>map(nothing -> {
        throw new IllegalStateException("a running operation has no value");
      })) : talk(guest).map(then);
    }));
  }

  private Duration duration(Guest guest, Function<ServiceSettings, Duration> which) {
    return ServiceSettings.of(state, guest.service()).map(which).toOptional().orElse(Duration.ZERO);
  }

  @Override
  public Progress<Scan> scan(Guest guest, String ticket) {
    return timed(guest, "scan", duration(guest, ServiceSettings::scan), ticket, talk -> {
      if (strikes(guest, talk, "scan-fails")) {
        return Progress.failed(fails("scan-failed", talk, "the client could not read the index"));
      }
      List<PackageChange> changes = pending(talk);
      return Progress.done(new Scan(id(talk.settings()), changes, Catalogue.items(changes)));
    });
  }

  private static List<PackageChange> pending(Talk talk) {
    ClientState client = talk.client();
    boolean again = talk.has("comes-back") && client.step() >= talk.target();
    return Catalogue.changes(client.index(), again ? talk.target() - 2 : client.step(), talk.target());
  }

  @Override
  public Progress<Installed> install(Guest guest, Scan scan, String ticket) {
    Result<InstallJob> job = ticket.isEmpty() ? talk(guest).then(talk -> begin(guest, talk)) : InstallJob.of(ticket);
    return progress(job.map(begun -> switch (guest.session().pollJob(begun.key())) {
      case Progress.Running<?> running -> new Progress.Running<Installed>(begun.ticket(), "installing packages", -1,
          running.pollAfter());
      case Progress.Failed<?>(var trouble) -> Progress.failed(trouble);
      case Progress.Done<JobResult>(var result) when result.exitCode() != 0 ->
          Progress.failed(Trouble.lasting("package-script-failed", "A package's script failed in the guest "
              + "(simulated).", "Take this fault out of the service's settings."));
      case Progress.Done<JobResult>(var result) ->
          progress(talk(guest).map(talk -> installed(guest, talk, begun, result.log())));
    }));
  }

  private Result<InstallJob> begin(Guest guest, Talk talk) {
    ClientState client = talk.client();
    boolean half = talk.has("two-cycles") && client.step() < talk.target() - 1;
    var job = InstallJob.of(guest.key(), client.step(), half ? talk.target() - 1 : talk.target());
    Duration takes = Chance.around(talk.settings().install(), talk.settings().jitter(), talk.settings().seed(),
        "install", client.index());
    return guest.session().startJob(job.key(), job.script(takes, strikes(guest, talk, "install-fails")))
        .map(nothing -> job);
  }

  private Progress<Installed> installed(Guest guest, Talk talk, InstallJob job, String log) {
    guest.session().endJob(job.key());
    boolean restart = Chance.percent(talk.settings().seed(), "restart", talk.client().index())
        < talk.settings().restarts();
    return Progress.done(new Installed(
        Catalogue.changes(talk.client().index(), job.from(), talk.client().step()), restart, log, Optional.empty()));
  }

  @Override
  public Progress<Proof> verify(Guest guest, List<PackageChange> changes, String ticket) {
    return timed(guest, "verify", duration(guest, ServiceSettings::verify), ticket, talk -> {
      var installed = Catalogue.installed(talk.client().index(), talk.client().step());
      boolean there = changes.stream().filter(change -> !change.candidateVersion().isEmpty())
          .allMatch(change -> installed.stream().anyMatch(p -> p.name().equals(change.name())
              && p.version().equals(change.candidateVersion())));
      if (!pending(talk).isEmpty() || !there) {
        return Progress.failed(Trouble.lasting("not-proven", "VM " + talk.client().name()
            + " still has updates pending, or not those that were installed.", "Service it again."));
      }
      if (strikes(guest, talk, "verify-fails")) {
        return Progress.failed(fails("not-proven", talk, "the proof failed"));
      }
      return Progress.done(new Proof(id(talk.settings()), List.of("The guest's client read the index "
          + id(talk.settings()) + " once more.", "Nothing is pending."), installed));
    });
  }

  @Override
  public Result<Result.Nothing> leave(Guest guest) {
    return Result.ok();
  }

  @Override
  public Result<List<InstalledPackage>> installed(GuestFiles files) {
    return ClientState.stored(files).map(client -> Catalogue.installed(client.index(), client.step()));
  }
}
