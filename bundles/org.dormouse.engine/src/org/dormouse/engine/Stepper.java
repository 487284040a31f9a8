package org.dormouse.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.dormouse.engine.internal.CallRunner;
import org.dormouse.engine.internal.Core;
import org.dormouse.engine.internal.Transition;
import org.dormouse.engine.store.RunStore;

/**
 * The step engine moved by hand, for tests: no thread, no time of its own. Verbs take effect at once; calls to
 * handlers wait until they are made with {@link #call}; time passes with {@link #advance}. To be used by one thread.
 * To crash it, drop it and make another on the same store.
 */
public final class Stepper {

  private static final int TOO_MANY_TURNS = 1_000_000;

  /** A call that the engine has decided and that has not been made. */
  private static final class Waiting implements CallRunner.Running {
    final String name;
    final Runnable work;
    boolean interrupted;

    Waiting(String name, Runnable work) {
      this.name = name;
      this.work = work;
    }

    @Override
    public void interrupt() {
      interrupted = true;
    }
  }

  private final Core core;
  private final List<Waiting> calls = new ArrayList<>();
  private final Instant begin;
  private Instant now;
  private Duration set = Duration.ZERO;
  private boolean turning;

  public Stepper(RunStore store, Collection<? extends StepHandler> handlers, EngineSettings settings, Instant now) {
    this(store, handlers, settings, now, transition -> { });
  }

  Stepper(RunStore store, Collection<? extends StepHandler> handlers, EngineSettings settings, Instant now,
      Consumer<Transition> observer) {
    this.begin = now;
    this.now = now;
    core = new Core(store, handlers.stream().collect(Collectors.toUnmodifiableMap(StepHandler::kind,
        Function.identity())), clock(), this::nanos, settings, this::wait, this::turn, observer);
    core.recover();
  }

  private CallRunner.Running wait(String name, Runnable work) {
    Waiting call = new Waiting(name, work);
    calls.add(call);
    return call;
  }

  public InstantSource clock() {
    return () -> now;
  }

  private long nanos() {
    return Duration.between(begin, now).minus(set).toNanos();
  }

  /** Sets the clock forward, or back, though no time passes. */
  public void setClock(Duration by) {
    set = set.plus(by);
    now = now.plus(by);
    turn();
  }

  public Instant now() {
    return now;
  }

  public Runs runs() {
    return core.runs();
  }

  public RunControl control() {
    return core.control();
  }

  public Activity activity() {
    return core.activity();
  }

  public CompletableFuture<Void> drain() {
    return core.drain();
  }

  public int archive(Instant endedBefore) {
    return core.archive(endedBefore);
  }

  /** Takes whatever has happened; calls that are decided wait. */
  public void turn() {
    if (turning) {
      return;
    }
    turning = true;
    try {
      while (core.turn() || core.hasNews()) {
        // until nothing happens any more
      }
    } finally {
      turning = false;
    }
  }

  /** The calls that wait to be made: kind of step, run and servicing. */
  public List<String> calls() {
    return calls.stream().map(call -> call.name).toList();
  }

  /** Makes one of the waiting calls, then takes its answer. */
  public void call(int index) {
    Waiting call = calls.remove(index);
    if (call.interrupted) {
      Thread.currentThread().interrupt();
    }
    try {
      call.work.run();
    } finally {
      // whether the handler noticed or not
      Thread.interrupted();
    }
    turn();
  }

  /** Makes calls, oldest first, until none waits; time stands still. */
  public void settle() {
    turn();
    for (int made = 0; !calls.isEmpty(); made++) {
      if (made > TOO_MANY_TURNS) {
        throw new IllegalStateException("The engine does not come to rest; waiting calls: " + calls());
      }
      call(0);
    }
  }

  /** Lets time pass in one leap, then takes what is due; calls wait. */
  public void pass(Duration time) {
    now = now.plus(time);
    turn();
  }

  /** Lets time pass from alarm to alarm, making every call on the way. */
  public void advance(Duration time) {
    Instant until = now.plus(time);
    settle();
    for (Optional<Instant> alarm = core.nextAlarm(); alarm.isPresent() && !alarm.get().isAfter(until);
        alarm = core.nextAlarm()) {
      now = alarm.get().isAfter(now) ? alarm.get() : now;
      settle();
    }
    now = until;
    settle();
  }

  /** Lets time pass until nothing is due any more, at most that long. */
  public void finish(Duration atMost) {
    Instant until = now.plus(atMost);
    settle();
    for (Optional<Instant> alarm = core.nextAlarm(); alarm.isPresent() && !alarm.get().isAfter(until);
        alarm = core.nextAlarm()) {
      now = alarm.get().isAfter(now) ? alarm.get() : now;
      settle();
    }
  }
}
