package org.dormouse.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.dormouse.engine.RunControl;
import org.dormouse.engine.RunControl.Answer;

/**
 * What verbs ask of the engine. A verb is decided in a turn and answered once that turn is durable; who asks waits for
 * that, no longer than {@value #PATIENCE_SECONDS} s. All but {@link #await} under the engine's lock.
 */
final class Questions {

  private static final Answer STOPPED = new RunControl.Refused("engine-stopped", "The engine has stopped.");
  private static final long PATIENCE_SECONDS = 120;

  private final Ledger ledger;
  private final List<CompletableFuture<Answer>> asked = new ArrayList<>();

  Questions(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A place for an answer; one of an engine that is closed has it already. */
  CompletableFuture<Answer> open(boolean closed) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    if (closed) {
      answer.complete(STOPPED);
    } else {
      asked.add(answer);
    }
    return answer;
  }

  /** In a turn. */
  void decide(Supplier<Answer> verb, CompletableFuture<Answer> place) {
    try {
      Answer answer = verb.get();
      ledger.afterCommit(() -> {
        asked.remove(place);
        place.complete(answer);
      });
    } catch (RuntimeException e) {
      asked.remove(place);
      place.completeExceptionally(e);
      throw e;
    }
  }

  void fail(Throwable why) {
    asked.forEach(place -> place.completeExceptionally(why));
  }

  void stop() {
    asked.forEach(place -> place.complete(STOPPED));
  }

  /** On the thread that asked, without the lock. */
  static Answer await(CompletableFuture<Answer> answer) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RunControl.Refused("interrupted", "The wait for the engine was interrupted; it may still be done.");
    } catch (TimeoutException e) {
      return new RunControl.Refused("engine-slow", "The engine did not answer within " + PATIENCE_SECONDS
          + " s; it may still be done.");
    } catch (ExecutionException e) {
      return new RunControl.Refused("engine-failed", "The engine has failed: " + e.getCause().getMessage());
    }
  }
}
