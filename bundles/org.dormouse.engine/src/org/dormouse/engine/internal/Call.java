package org.dormouse.engine.internal;

import java.util.Objects;
import java.util.Optional;

import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepContext;
import org.dormouse.engine.StepHandler;

/**
 * One call to a handler: made under the engine's lock, run on a thread of its own, handed back as an event. Holds
 * nothing of the engine's state.
 */
final class Call {

  enum Kind { START, POLL, STOP, FIND }

  sealed interface Result {}

  record Answered(Outcome outcome) implements Result {}

  /** A stop has returned, or a find knows nothing. */
  record Nothing() implements Result {}

  record Threw(Throwable problem) implements Result {}

  final Step step;
  final Kind kind;
  private final StepHandler handler;
  private final StepContext context;
  private final String ticket;
  /** Set under the engine's lock when the thread is started. */
  CallRunner.Running running;
  boolean interrupted;

  Call(Step step, Kind kind, StepHandler handler, StepContext context, String ticket) {
    this.step = step;
    this.kind = kind;
    this.handler = handler;
    this.context = context;
    this.ticket = ticket;
  }

  /** Calls the handler; whatever it throws is a result. */
  Result make() {
    try {
      return switch (kind) {
        case START -> answered(handler.start(context));
        case POLL -> answered(handler.poll(context, ticket));
        case STOP -> {
          handler.stop(context, ticket);
          yield new Nothing();
        }
        case FIND -> found(handler.find(context));
      };
    } catch (Throwable problem) {
      return new Threw(problem);
    }
  }

  private static Result answered(Outcome outcome) {
    return new Answered(whole(outcome));
  }

  private static Result found(Optional<Outcome> outcome) {
    return outcome.map(Call::answered).orElseGet(Nothing::new);
  }

  /** An answer that lacks a part is the handler's fault and must not become the engine's. */
  private static Outcome whole(Outcome outcome) {
    switch (Objects.requireNonNull(outcome, "the handler's answer")) {
      case Outcome.Done done -> whole(done.output());
      case Outcome.NothingPending done -> whole(done.output());
      case Outcome.Running running -> whole(running.ticket(), running.detail(), running.pollAfter());
      case Outcome.Retry retry -> whole(retry.trouble(), retry.notBefore());
      case Outcome.StartOver again -> whole(again.fromKind(), again.trouble());
      case Outcome.NeedsOperator asks -> whole(asks.question(), asks.deadline(), asks.byDefault());
      case Outcome.Cancelled cancelled -> whole();
      case Outcome.Failed failed -> whole(failed.trouble());
    }
    return outcome;
  }

  private static void whole(Object... parts) {
    for (Object part : parts) {
      Objects.requireNonNull(part, "a part of the handler's answer");
    }
  }

  /** A stop is never cut off: it is what a cancel asks for. */
  boolean yieldsToCancel() {
    return kind != Kind.STOP && handler.yieldsToCancel();
  }

  void interrupt() {
    interrupted = true;
    if (running != null) {
      running.interrupt();
    }
  }

  String name() {
    return step.plan.kind() + " " + step.servicing.run.id + "/" + step.servicing.id;
  }
}
