package org.dormouse.backend.simulated;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Generation;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Scan;
import org.dormouse.spi.UpdateService.Snapshot;

/** One servicing as the engine would make it, in a straight line; answers how it ended in a word. */
final class Cycle {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private final Simulation simulation;
  private final Path cache;
  private final String key;

  Cycle(Simulation simulation, Path cache, String key) {
    this.simulation = simulation;
    this.cache = cache;
    this.key = key;
  }

  /** Carries the code of a trouble out. */
  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended(String code) {
      super(code, null, false, false);
    }
  }

  String run(StoredMachine machine) {
    try {
      return serve(machine);
    } catch (Ended e) {
      return e.getMessage();
    } finally {
      get(simulation.hypervisor().release(simulation.host, key));
      get(simulation.libraries().abandon(simulation.library, machine, key));
    }
  }

  private static <T> T get(Result<T> result) {
    return switch (result) {
      case Result.Ok<T>(T value) -> value;
      case Result.Failed<T>(Trouble trouble) -> throw new Ended(trouble.code());
    };
  }

  private <T> T done(Function<String, Progress<T>> operation) {
    Progress<T> progress = operation.apply("");
    while (progress instanceof Progress.Running<T> running) {
      simulation.pass(running.pollAfter());
      progress = operation.apply(running.ticket());
    }
    return switch (progress) {
      case Progress.Done<T>(T value) -> value;
      case Progress.Failed<T>(Trouble trouble) -> throw new Ended(trouble.code());
      case Progress.Running<T> running -> throw new IllegalStateException();
    };
  }

  private String serve(StoredMachine machine) {
    var library = simulation.libraries();
    var hypervisor = simulation.hypervisor();
    var updates = simulation.updates();
    List<FileIdentity> claimed = get(library.identify(simulation.library, machine));
    Snapshot snapshot = get(updates.refresh(simulation.service, cache));
    get(hypervisor.deploy(simulation.host, key, machine, org.dormouse.spi.Hypervisor.Isolation.LINK_DOWN));
    get(hypervisor.start(simulation.host, key));
    GuestSession session = awake();
    var guest = simulation.guest(simulation.service, snapshot, key, session, cache);
    get(updates.checkClient(guest));
    Scan scan = done(ticket -> updates.scan(guest, ticket));
    for (int cycle = 1; !scan.changes().isEmpty(); cycle++) {
      if (cycle > 3) {
        return "too-many-cycles";
      }
      Scan wanted = scan;
      if (done(ticket -> updates.install(guest, wanted, ticket)).restartNeeded()) {
        get(session.leave(GuestSession.Leave.RESTART));
        session = awake();
      }
      scan = done(ticket -> updates.scan(guest, ticket));
    }
    done(ticket -> updates.verify(guest, List.of(), ticket));
    get(session.leave(GuestSession.Leave.POWER_OFF));
    simulation.pass(Duration.ofMinutes(1));
    if (power() == Power.RUNNING) {
      get(hypervisor.pressPowerButton(simulation.host, key));
      simulation.pass(Duration.ofMinutes(1));
    }
    if (power() != Power.STOPPED) {
      return "guest-ignores-shutdown";
    }
    List<Path> paths = get(library.prepare(simulation.library, machine, key));
    var exported = done(ticket -> hypervisor.export(simulation.host, key, paths, ticket));
    Generation made = get(library.commit(simulation.library, machine, key, claimed, exported.sha256()));
    return "generation " + made.number();
  }

  private Power power() {
    return get(simulation.hypervisor().power(simulation.host, key));
  }

  private GuestSession awake() {
    for (Duration waited = Duration.ZERO;; waited = waited.plusSeconds(1)) {
      if (power() != Power.RUNNING) {
        throw new Ended("power-" + power());
      }
      var session = simulation.hypervisor().address(simulation.host, key).then(simulation.channel()::open);
      if (session instanceof Result.Ok<GuestSession>(var open)) {
        return open;
      }
      if (waited.compareTo(PATIENCE) > 0) {
        throw new Ended(session.failure().orElseThrow().code());
      }
      simulation.pass(Duration.ofSeconds(1));
    }
  }
}
