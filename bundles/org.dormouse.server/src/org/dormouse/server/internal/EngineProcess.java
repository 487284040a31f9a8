package org.dormouse.server.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dormouse.api.Engine;
import org.dormouse.api.client.EngineCommand;
import org.dormouse.api.client.EngineStarter;
import org.dormouse.api.client.StatePlace;
import org.dormouse.server.internal.connection.Alterations;
import org.dormouse.server.internal.connection.Connections;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Durations;
import org.dormouse.servicing.LastResults;
import org.dormouse.servicing.Retention;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of the engine process: takes the lock of the state folder, opens the store, recovers, serves clients, and
 * leaves. Ready is who answers at the socket: it is opened last, and closed first.
 */
public final class EngineProcess {

  private static final Logger LOG = LoggerFactory.getLogger(EngineProcess.class);
  private static final Duration LOCK_WAIT = Duration.ofSeconds(20);
  private static final Duration RETENTION = Duration.ofDays(365);
  private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(15);

  private final StatePlace state;
  private final Plugged plugged;
  private final Connections.Limits limits;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Optional<Leaving> leaving = Optional.empty();

  /** What is plugged in from outside. */
  public record Plugged(Backends backends, Supplier<List<Engine.Backend>> described,
      Function<Path, Stores> stores, Function<Path, BackendServices> services, String version) {

    /** With services that no back end was given. */
    public Plugged(Backends backends, Supplier<List<Engine.Backend>> described, Function<Path, Stores> stores,
        String version) {
      this(backends, described, stores, BackendServices::in, version);
    }
  }

  public EngineProcess(StatePlace state, Plugged plugged, Connections.Limits limits) {
    this.state = state;
    this.plugged = plugged;
    this.limits = limits;
  }

  /**
   * Serves until it is time to leave. Answers the exit code of the process.
   *
   * @throws IOException if the folders cannot be used or the socket cannot be opened; the message says which
   */
  public int run() throws IOException {
    Folders.prepare(state);
    Optional<StateLock> lock = StateLock.take(state, LOCK_WAIT);
    if (lock.isEmpty()) {
      LOG.info("another engine serves {}", state.folder());
      return EngineStarter.ALREADY_RUNNING;
    }
    try (StateLock held = lock.get(); Stores stores = plugged.stores().apply(state.folder())) {
      serve(stores);
      return 0;
    } finally {
      ended.countDown();
    }
  }

  private void serve(Stores stores) throws IOException {
    Instant started = Instant.now();
    LOG.info("engine {} begins, process {}, state {}", plugged.version(), ProcessHandle.current().pid(),
        state.folder());
    BackendServices services = plugged.services().apply(state.folder());
    Wiring wiring = new Wiring(state, new Wiring.Parts(plugged.backends(), plugged.described(), stores, services,
        plugged.version()));
    try (Alterations alterations = wiring.alterations(); LastResults results = wiring.results();
        Durations durations = wiring.durations();
        org.dormouse.engine.Engine engine = wiring.engine();
        Retention retention = wiring.retention()) {
      Leaving life = new Leaving(engine);
      Connections connections = Connections.open(state.socket(), wiring.areas(life, started), limits);
      life.serve(connections);
      leaving = Optional.of(life);
      Folders.writeAddress(state);
      LOG.info("serving at {}", state.socket());
      archive(engine);
      services.commands().removeBefore(Instant.now().minus(RETENTION));
      Thread.ofPlatform().daemon().name("sweep").start(wiring::sweep);
      FrameworkCaches.removeOthers(state, EngineCommand.ofSystemProperties());
      connections.awaitLeave(() -> life.isBusy() || retention.isActive());
      LOG.info("engine ends");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.info("interrupted: engine ends");
    } finally {
      Files.deleteIfExists(state.address());
      Files.deleteIfExists(state.socket());
      Files.deleteIfExists(state.runtime());
    }
  }

  /** Old runs leave the store for its archive; nothing of today waits for it. */
  private static void archive(org.dormouse.engine.Engine engine) {
    Thread.ofPlatform().daemon().name("archive").start(() -> {
      try {
        int archived = engine.archive(Instant.now().minus(RETENTION));
        if (archived > 0) {
          LOG.info("archived {} old runs", archived);
        }
      } catch (RuntimeException e) {
        LOG.warn("old runs were not archived; the next engine tries again", e);
      }
    });
  }

  /** A signal wants the process to end: the state is left as it is, the next engine goes on. Waits for the end. */
  void signalled() {
    leaving.ifPresent(life -> life.leave("the process was told to end"));
    try {
      ended.await(SIGNAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
