package org.dormouse.server.internal.connection;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request being worked on, on a thread of its own. Cancelling the future interrupts the thread, which the
 * contracts of all back ends understand.
 */
final class Work<T> extends CompletableFuture<T> {

  private final AtomicReference<Thread> worker = new AtomicReference<>();

  static <T> Work<T> start(String name, Callable<T> request) {
    Work<T> work = new Work<>();
    Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> work.run(request));
    work.worker.set(thread);
    thread.start();
    return work;
  }

  private void run(Callable<T> request) {
    try {
      complete(request.call());
    } catch (Throwable e) {
      // Also errors: a request that ends without an answer would leave its client waiting.
      completeExceptionally(e instanceof InterruptedException ? new CancellationException() : e);
    } finally {
      worker.set(null);
    }
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    Thread thread = worker.get();
    boolean cancelled = super.cancel(mayInterrupt);
    if (cancelled && thread != null) {
      thread.interrupt();
    }
    return cancelled;
  }
}
