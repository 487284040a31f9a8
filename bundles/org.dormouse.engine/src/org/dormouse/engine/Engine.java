package org.dormouse.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.dormouse.engine.internal.CallRunner;
import org.dormouse.engine.internal.Core;
import org.dormouse.engine.store.RunStore;

/**
 * The step engine as a running thing: one thread that decides and writes, others for the handlers. It is
 * opened on a store, takes up what an earlier engine left there, and goes on until it is closed or its store fails.
 *
 * <p>{@link #close} leaves every step as it is, as a crash would; the next engine on the store goes on from there. To
 * end in good order, {@link #drain} first. The store is not closed.
 */
public final class Engine implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Engine.class.getName());
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration LEAVING = Duration.ofSeconds(5);

  private final Core core;
  private final InstantSource clock;
  private final Thread thread;
  /**
   * Permits for further turns. Not the thread's own park permit: the core's lock takes that one when it has to wait,
   * and then news that came meanwhile would be slept over.
   */
  private final Semaphore news = new Semaphore(0);
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private volatile boolean closed;

  private Engine(RunStore store, Collection<? extends StepHandler> handlers, InstantSource clock,
      EngineSettings settings) {
    this.clock = clock;
    thread = Thread.ofPlatform().name("dormouse-engine").unstarted(this::work);
    core = new Core(store, handlers.stream().collect(Collectors.toUnmodifiableMap(StepHandler::kind,
        Function.identity())), clock, System::nanoTime, settings, CallRunner.threads(), news::release,
        transition -> { });
  }

  /**
   * Recovers, then goes on.
   *
   * @param handlers one for each kind of step; a step of another kind fails when its turn comes
   * @throws IllegalStateException if two handlers are of the same kind
   */
  public static Engine open(RunStore store, Collection<? extends StepHandler> handlers, InstantSource clock,
      EngineSettings settings) {
    Engine engine = new Engine(store, handlers, clock, settings);
    engine.core.recover();
    engine.thread.start();
    return engine;
  }

  public Runs runs() {
    return core.runs();
  }

  public RunControl control() {
    return core.control();
  }

  /** Tells of the changes of all runs from now on, on the engine's thread. */
  public void subscribe(Consumer<Change> listener) {
    core.subscribe(listener);
  }

  public Activity activity() {
    return core.activity();
  }

  /**
   * Takes no new work and begins no further servicing; those under way go on to their ends. Completes when none is
   * left but those that wait for a person, who may decide after the next start.
   */
  public CompletableFuture<Void> drain() {
    return core.drain();
  }

  /** Archives runs that ended before then and answers how many; the work is done on the caller's thread. */
  public int archive(Instant endedBefore) {
    return core.archive(endedBefore);
  }

  /** Completes with what made the engine stop by itself, such as a store that fails: the process should end then. */
  public CompletableFuture<Throwable> failure() {
    return failure;
  }

  private void work() {
    try {
      while (!closed) {
        // taken before the turn, so that whatever comes after it leaves one
        news.drainPermits();
        if (!core.turn()) {
          rest(core.nextAlarm());
        }
      }
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "The engine stops: what it has in memory is not what is stored. After a restart it goes on"
          + " from what is stored.", e);
      failure.complete(e);
    }
  }

  private void rest(Optional<Instant> until) {
    // a wall clock may be set while we wait, so even a far alarm is looked at again now and then
    Duration wait = until.map(alarm -> Duration.between(clock.instant(), alarm))
        .filter(left -> left.compareTo(LONGEST_WAIT) < 0).orElse(LONGEST_WAIT);
    try {
      if (wait.isPositive()) {
        news.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      // nobody but close ends this thread, and that is looked at next
      LOG.log(Level.DEBUG, "interrupted while resting");
    }
  }

  /** Interrupts the calls under way, takes no notice of their answers and waits a few seconds for them to leave. */
  @Override
  public void close() {
    closed = true;
    core.close();
    news.release();
    try {
      if (Thread.currentThread() != thread) {
        thread.join(LEAVING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
