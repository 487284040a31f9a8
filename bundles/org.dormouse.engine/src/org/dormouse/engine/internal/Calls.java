package org.dormouse.engine.internal;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/**
 * The calls under way. Starts are bounded by the dispatcher, which claims no more steps than there is room for; all
 * others wait their turn on their own threads.
 */
final class Calls {

  private final CallRunner runner;
  private final BiConsumer<Call, Call.Result> returned;
  private final int most;
  private final Semaphore others;
  private final Set<Call> underWay = new HashSet<>();
  private int starts;

  /** @param returned told on the call's thread */
  Calls(CallRunner runner, int most, BiConsumer<Call, Call.Result> returned) {
    this.runner = runner;
    this.most = most;
    this.others = new Semaphore(most);
    this.returned = returned;
  }

  int room() {
    return most - starts;
  }

  int underWay() {
    return underWay.size();
  }

  /** Counts from now on; the thread is started later, when what led to the call is durable. */
  void reserve(Call call) {
    underWay.add(call);
    if (call.kind == Call.Kind.START) {
      starts++;
    }
  }

  void begin(Call call) {
    if (underWay.contains(call)) {
      call.running = runner.run(call.name(), () -> returned.accept(call, bounded(call)));
    }
  }

  private Call.Result bounded(Call call) {
    if (call.kind == Call.Kind.START) {
      return call.make();
    }
    try {
      others.acquire();
    } catch (InterruptedException e) {
      return new Call.Threw(e);
    }
    try {
      return call.make();
    } finally {
      others.release();
    }
  }

  /** It has returned or was given up: does not count any more. */
  void over(Call call) {
    if (underWay.remove(call) && call.kind == Call.Kind.START) {
      starts--;
    }
  }

  void interruptAll() {
    underWay.forEach(Call::interrupt);
  }
}
