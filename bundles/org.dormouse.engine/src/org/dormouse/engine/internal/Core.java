package org.dormouse.engine.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.dormouse.engine.Activity;
import org.dormouse.engine.Change;
import org.dormouse.engine.EngineSettings;
import org.dormouse.engine.RunControl;
import org.dormouse.engine.RunControl.Answer;
import org.dormouse.engine.RunState;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.StepHandler;
import org.dormouse.engine.store.RunStore;

/**
 * The engine without a thread of its own. A {@link #turn} takes what has happened since the last one, decides, writes
 * one batch, tells and calls. Everything else that touches the state does so under the same lock, between two turns,
 * and so sees only what is durable.
 */
public final class Core {

  private static final Logger LOG = System.getLogger(Core.class.getName());
  private static final int LONGEST_TURN = 1000;

  final ReentrantLock lock = new ReentrantLock(true);
  final Ledger ledger;
  final RunStore store;
  private final InstantSource clock;
  private final SetClock setClock;
  private final Runnable waker;
  private final Calls calls;
  private final Machine machine;
  private final Outcomes outcomes;
  private final Alarms alarms;
  private final Dispatcher dispatcher;
  private final Recovery recovery;
  private final Verbs verbs;
  private final Questions questions;
  private final Reads reads;
  private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final List<CompletableFuture<Void>> drains = new ArrayList<>();
  private boolean closed;

  /**
   * @param nanos as {@link System#nanoTime}
   * @param waker told, on any thread, that a turn would find something to do
   */
  public Core(RunStore store, Map<String, StepHandler> handlers, InstantSource clock, LongSupplier nanos,
      EngineSettings settings, CallRunner runner, Runnable waker, Consumer<Transition> observer) {
    this.store = store;
    this.clock = clock;
    this.setClock = new SetClock(nanos);
    this.waker = waker;
    ledger = new Ledger(store);
    questions = new Questions(ledger);
    calls = new Calls(runner, settings.calls(), this::returned);
    machine = new Machine(store, handlers, settings, ledger, calls, observer);
    outcomes = new Outcomes(machine);
    dispatcher = new Dispatcher(machine);
    alarms = new Alarms(machine, outcomes);
    recovery = new Recovery(store, machine, outcomes, alarms);
    verbs = new Verbs(this, machine, outcomes, alarms, ledger);
    reads = new Reads(this);
  }

  Machine machine() {
    return machine;
  }

  public RunControl control() {
    return verbs;
  }

  public Runs runs() {
    return reads;
  }

  private void returned(Call call, Call.Result result) {
    inbox.add(() -> cameBack(call, result));
    waker.run();
  }

  private void cameBack(Call call, Call.Result result) {
    long before = ledger.seq();
    try {
      if (!alarms.cameBackLate(call)) {
        outcomes.returned(call, result);
      }
    } catch (RuntimeException e) {
      if (ledger.seq() != before) {
        throw e;
      }
      outcomes.unusable(call.step, e);
    }
  }

  /** Takes up what an earlier engine left; before the first turn. */
  public void recover() {
    lock.lock();
    try {
      ledger.begin(now());
      setClock.moved(ledger.now());
      recovery.recover();
      dispatcher.dispatch();
      ledger.commit();
    } finally {
      lock.unlock();
    }
  }

  private Instant now() {
    // stores keep milliseconds
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Answers whether anything happened. A failure leaves the engine unusable: its memory is ahead of the store. */
  public boolean turn() {
    lock.lock();
    try {
      if (closed) {
        inbox.clear();
        return false;
      }
      ledger.begin(now());
      follow(setClock.moved(ledger.now()));
      int taken = 0;
      for (Runnable event = inbox.poll(); event != null; event = ++taken < LONGEST_TURN ? inbox.poll() : null) {
        take(event);
      }
      List<Step> due = machine.agenda.due(ledger.now());
      due.forEach(alarms::alarm);
      dispatcher.dispatch();
      ledger.commit();
      tellDrained();
      return taken > 0 || !due.isEmpty();
    } catch (RuntimeException | Error e) {
      closed = true;
      questions.fail(e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** A clock that was set takes no time from any step, and gives none. */
  private void follow(Duration moved) {
    if (moved.isZero()) {
      return;
    }
    LOG.log(Level.WARNING, "The clock was set by " + moved + ", or the machine slept; time limits of steps that are"
        + " under way are moved by as much.");
    machine.agenda.shift(moved);
    ledger.runs().stream().flatMap(run -> run.servicings.stream()).flatMap(servicing -> servicing.current.stream())
        .filter(step -> !step.state.isFinal() && (step.due != null || step.deadline != null)).forEach(step -> {
          step.due = step.due == null ? null : step.due.plus(moved);
          step.deadline = step.deadline == null ? null : step.deadline.plus(moved);
          ledger.changed(step);
        });
  }

  /** An event that fails before it has changed anything concerns nobody but its step. */
  private void take(Runnable event) {
    long before = ledger.seq();
    try {
      event.run();
    } catch (RuntimeException e) {
      if (ledger.seq() != before) {
        throw e;
      }
      LOG.log(Level.ERROR, "An event could not be taken; it is left out.", e);
    }
  }

  private void tellDrained() {
    if (!drains.isEmpty() && calls.underWay() == 0 && !dispatcher.hasWorkLeft()) {
      drains.forEach(drain -> drain.complete(null));
      drains.clear();
    }
  }

  private int underWay() {
    return ledger.runs().stream().mapToInt(run -> run.count(ServicingState.RUNNING)).sum();
  }

  /** Whether a turn would find something at once. */
  public boolean hasNews() {
    return !inbox.isEmpty();
  }

  /** When the next turn is due even if nothing happens. */
  public Optional<Instant> nextAlarm() {
    return locked(machine.agenda::next);
  }

  <T> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  /** Has a verb decided in a turn and waits until that turn is durable. */
  Answer ask(Supplier<Answer> verb) {
    CompletableFuture<Answer> answer = locked(() -> questions.open(closed));
    inbox.add(() -> questions.decide(verb, answer));
    waker.run();
    return Questions.await(answer);
  }

  /** The run in memory, or taken from the store. */
  Optional<Run> find(String runId) {
    return number(runId).flatMap(number -> ledger.run(number).or(() -> recovery.load(number)));
  }

  /** State of a run, read without reading all of it. */
  Optional<RunState> state(String runId) {
    return number(runId).flatMap(number -> ledger.run(number).map(run -> run.state)
        .or(() -> store.run(number).map(stored -> stored.run().state())));
  }

  static Optional<Long> number(String runId) {
    return runId.matches("run-[1-9][0-9]{0,17}") ? Optional.of(Long.parseLong(runId.substring(4))) : Optional.empty();
  }

  boolean draining() {
    return dispatcher.draining();
  }

  /** Begins no further servicing. Completes when none is under way but those that wait for a person. */
  public CompletableFuture<Void> drain() {
    CompletableFuture<Void> drained = new CompletableFuture<>();
    locked(() -> {
      dispatcher.drain();
      return drains.add(drained);
    });
    waker.run();
    return drained;
  }

  public Activity activity() {
    return locked(() -> new Activity(ledger.runs().stream().mapToInt(run -> run.count(ServicingState.WAITING)).sum(),
        underWay(), ledger.runs().stream().mapToInt(run -> run.count(ServicingState.NEEDS_OPERATOR)).sum(),
        ledger.runs().stream().mapToInt(run -> run.owed).sum(), calls.underWay(), ledger.transitions()));
  }

  /** Archives runs that ended before then; answers how many. */
  public int archive(Instant endedBefore) {
    int archived = 0;
    // one at a time, so that the engine's turns are not held up for long
    while (!locked(() -> closed ? List.of() : store.archive(endedBefore, 1)).isEmpty()) {
      archived++;
    }
    return archived;
  }

  /** Leaves every step as it is: interrupts calls and takes no notice of what they answer. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      calls.interruptAll();
      questions.stop();
      drains.forEach(drain -> drain.cancel(false));
    } finally {
      lock.unlock();
    }
  }

  public void subscribe(Consumer<Change> listener) {
    lock.lock();
    try {
      ledger.subscriptions.addToAll(listener);
    } finally {
      lock.unlock();
    }
  }
}
