package org.dormouse.engine.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.dormouse.engine.EngineSettings;
import org.dormouse.engine.RunState;
import org.dormouse.engine.StepHandler;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepTrouble;
import org.dormouse.engine.store.Course;
import org.dormouse.engine.store.RunStore;

/** Makes transitions: the row of the table, what is written for it, and its action. Nothing else sets a state. */
final class Machine {

  final Ledger ledger;
  final Admission admission;
  final Agenda agenda;
  final Calls calls;
  final EngineSettings settings;
  final Progress progress;
  private final String installation;
  private final StoredTexts texts;
  private final Map<String, StepHandler> handlers;
  private final Consumer<Transition> observer;

  Machine(RunStore store, Map<String, StepHandler> handlers, EngineSettings settings, Ledger ledger, Calls calls,
      Consumer<Transition> observer) {
    installation = store.installation();
    texts = new StoredTexts(store);
    this.handlers = handlers;
    this.settings = settings;
    this.ledger = ledger;
    this.calls = calls;
    this.observer = observer;
    admission = new Admission(settings.overtakes());
    agenda = new Agenda();
    progress = new Progress(this);
  }

  Instant now() {
    return ledger.now();
  }

  boolean knows(String kind) {
    return handler(kind).isPresent();
  }

  /** The one of exactly this kind, else the one of its family. */
  private Optional<StepHandler> handler(String kind) {
    int colon = kind.indexOf(':');
    return Optional.ofNullable(handlers.get(kind))
        .or(() -> colon < 0 ? Optional.empty() : Optional.ofNullable(handlers.get(kind.substring(0, colon))));
  }

  void fire(Step step, Event event) {
    fire(step, event, Ledger.ENGINE, "");
  }

  /**
   * @param by whose doing it is, for the journal
   * @param note added to the journal's line
   */
  void fire(Step step, Event event, String by, String note) {
    Transition row = Transitions.find(step.state, event).orElseThrow(() -> impossible(step, event));
    if (step.state == StepState.READY) {
      admission.remove(step);
    }
    agenda.clear(step);
    step.servicing.run.owed += owed(row.next()) - owed(step.state);
    step.state = row.next();
    if (row.next().isFinal()) {
      step.ended = now();
      progress.freeOf(step);
    }
    ledger.changed(step);
    journal(step, row, by, note);
    observer.accept(row);
    act(step, row);
    progress.refresh(step.servicing);
  }

  private IllegalStateException impossible(Step step, Event event) {
    return new IllegalStateException(event + " may not happen to " + step + " in state " + step.state
        + ". Its history: " + ledger.history(step));
  }

  private static int owed(StepState state) {
    return state == StepState.CLEANUP_OWED ? 1 : 0;
  }

  private void journal(Step step, Transition row, String by, String note) {
    switch (row.event()) {
      case UNBLOCK, PASS_OVER, PROGRESS -> {
        // nothing was done to anything
      }
      case CLAIM, REPEAT, STARTED, DONE, NOTHING_PENDING, ASK, APPROVE, SKIP, CANCEL -> ledger.journal(step, by,
          row.event().words() + (note.isEmpty() ? "" : ": " + note));
      case RETRY, FAIL, START_OVER, OWE -> ledger.journal(step, by, row.event().words()
          + (step.trouble == null ? "" : ": " + step.trouble.code() + ": " + step.trouble.message()));
    }
  }

  private void act(Step step, Transition row) {
    switch (row.action()) {
      case NONE -> {
        // the servicing's progress goes on from where it was
      }
      case QUEUE -> enqueue(step);
      case CALL_START -> call(step, Call.Kind.START);
      case POLL_LATER -> pollLater(step);
      case AWAIT_DECISION -> agenda.set(step, step.due);
      case PROCEED -> progress.proceed(step.servicing);
      case FINISH_EARLY -> progress.turn(step.servicing, Course.NOTHING_PENDING, Optional.empty());
      case WIND_UP -> progress.turn(step.servicing,
          row.next() == StepState.CANCELLED ? Course.CANCELLING : Course.FAILING, Optional.ofNullable(step.trouble));
      case TRY_AGAIN -> tryAgain(step);
      case BEGIN_AGAIN -> progress.turn(step.servicing, Course.STARTING_OVER, Optional.ofNullable(step.trouble));
      case SWEEP_LATER -> {
        step.ticket = "";
        agenda.set(step, now().plus(settings.sweepEvery()));
        progress.owed(step.servicing);
      }
      case SETTLE -> progress.settle(step.servicing);
    }
  }

  /** A READY step waits for its back-off, for its run to be resumed, or to be claimed. */
  void enqueue(Step step) {
    if (step.plan.always() && step.servicing.stuck()) {
      // nothing may be released beside a call that may still be making something
      step.trouble = new StepTrouble("handler-stuck", "A call for " + step.servicing.subject
          + " that was given up may still be at work.", "It is released when the call is over; restart the engine.");
      fire(step, Event.OWE);
    } else if (step.due != null && step.due.isAfter(now())) {
      agenda.set(step, step.due);
    } else if (step.atGate() && step.servicing.run.state == RunState.STOPPED) {
      progress.cancelUnstarted(step.servicing);
    } else if (!step.atGate() || step.servicing.run.state != RunState.PAUSED) {
      admission.add(step);
    }
  }

  void pollLater(Step step) {
    Instant next = now().plus(step.delay);
    agenda.set(step, next.isBefore(step.deadline) ? next : step.deadline);
  }

  private void tryAgain(Step failed) {
    Step next = Step.planned(failed.servicing, ledger.nextStep(), failed.ordinal, failed.attempt + 1, failed.plan);
    next.due = now().plus(failed.delay);
    failed.servicing.add(next);
    fire(next, Event.UNBLOCK);
  }

  /** Decides a call; it is made once everything this turn has changed is durable. */
  void call(Step step, Call.Kind kind) {
    StepHandler handler = handler(step.plan.kind()).orElseThrow();
    Call call = new Call(step, kind, handler, new Context(step, installation, texts), step.ticket);
    step.call = call;
    calls.reserve(call);
    ledger.afterCommit(() -> calls.begin(call));
    Instant patience = now().plus(kind == Call.Kind.STOP ? settings.stopLimit() : settings.shortestCall());
    boolean deadlineCounts = kind != Call.Kind.STOP && step.deadline != null && step.deadline.isAfter(patience);
    agenda.set(step, deadlineCounts ? step.deadline : patience);
  }

  /** The step is not wanted any more: a call under way may end by itself for a moment, then it is interrupted. */
  void hurry(Step step) {
    Instant soon = now().plus(settings.cancelPatience());
    if (step.call != null && !step.call.interrupted && step.call.yieldsToCancel() && soon.isBefore(step.alarm)) {
      agenda.set(step, soon);
    }
  }
}
