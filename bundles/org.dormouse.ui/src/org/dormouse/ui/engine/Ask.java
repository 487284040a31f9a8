package org.dormouse.ui.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dormouse.api.ApiError;
import org.dormouse.api.ClientApi;
import org.dormouse.api.EngineApi;
import org.dormouse.api.client.Failures;

/**
 * One question under way. It is answered once: by the engine, by its failure, by the end of the conversation, or, when
 * the asker has cancelled it, not at all. Thread-safe.
 *
 * @param <T> type of the answer
 */
final class Ask<T> implements EngineLink.Request, RunningAsk {

  private final String what;
  private final Function<EngineApi, CompletableFuture<T>> request;
  private final Consumer<T> onUi;
  private final Consumer<ApiError> failedOnUi;
  private final Hop hop;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);
  private final List<Future<?>> calls = new CopyOnWriteArrayList<>();
  private final List<String> methods = new CopyOnWriteArrayList<>();
  private volatile boolean silent;
  private volatile ClientApi.Progress progress = new ClientApi.Progress("", "", 0, 0);

  Ask(String what, Function<EngineApi, CompletableFuture<T>> request, Consumer<T> onUi,
      Consumer<ApiError> failedOnUi, Hop hop) {
    this.what = what;
    this.request = request;
    this.onUi = onUi;
    this.failedOnUi = failedOnUi;
    this.hop = hop;
  }

  /** Sends it; on a thread that may wait for the socket. */
  void send(EngineApi engine) {
    if (answered.get()) {
      return;
    }
    try {
      CompletableFuture<T> answer = request.apply(noting(engine));
      calls.add(answer);
      answer.whenComplete((value, thrown) -> {
        if (thrown == null) {
          answer(() -> onUi.accept(value));
        } else {
          fail(Failures.reason(thrown));
        }
      });
      if (answered.get()) {
        stop();
      }
    } catch (RuntimeException e) {
      fail(Failures.reason(e));
    }
  }

  /** Notes which requests it makes, for their progress, and so that cancelling reaches all of them. */
  private EngineApi noting(EngineApi engine) {
    return (EngineApi) Proxy.newProxyInstance(EngineApi.class.getClassLoader(), new Class<?>[] {EngineApi.class},
        (proxy, method, arguments) -> {
          try {
            methods.add(method.getName());
            Object result = method.invoke(engine, arguments);
            if (result instanceof Future<?> call) {
              calls.add(call);
            }
            return result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  void fail(ApiError error) {
    answer(() -> failedOnUi.accept(error));
  }

  private void answer(Runnable tell) {
    if (answered.compareAndSet(false, true)) {
      done.countDown();
      hop.run(() -> {
        if (!silent) {
          tell.run();
        }
      });
    }
  }

  /** Whether progress that the engine tells by this name may be meant for it. */
  boolean isAbout(String request) {
    return !answered.get() && methods.contains(request);
  }

  void progress(ClientApi.Progress told) {
    progress = told;
  }

  @Override
  public ClientApi.Progress progress() {
    return progress;
  }

  @Override
  public String what() {
    return what;
  }

  @Override
  public void cancel() {
    silent = true;
    // the engine of a question that has ended may be gone, and is not to be told anything
    if (answered.compareAndSet(false, true)) {
      done.countDown();
      stop();
    }
  }

  @Override
  public void cancelByUser() {
    fail(CancelledAsk.error(what, methods));
    stop();
  }

  private void stop() {
    calls.forEach(call -> call.cancel(true));
  }

  @Override
  public boolean isDone() {
    return answered.get();
  }

  @Override
  public boolean awaitDone(long millis) throws InterruptedException {
    return done.await(millis, TimeUnit.MILLISECONDS);
  }
}
