package org.dormouse.engine.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/** Where calls to handlers run: threads of their own, or the hand that steps the engine. */
public interface CallRunner {

  interface Running {
    void interrupt();
  }

  /** Runs the work some time, once; returns at once. */
  Running run(String name, Runnable work);

  /**
   * One platform thread for each call, used again for the next one. Never virtual threads: a handler may load a class,
   * run a class's initializer or call native code, each of which pins a virtual thread to one of as many carriers as
   * there are processors; two of them that wait for a third one that has no carrier stop the engine for good.
   */
  static CallRunner threads() {
    ThreadFactory daemons = Thread.ofPlatform().daemon().name("call-", 1).factory();
    ExecutorService pool = Executors.newCachedThreadPool(daemons);
    return (name, work) -> {
      Future<?> future = pool.submit(() -> named(name, work));
      return () -> future.cancel(true);
    };
  }

  private static void named(String name, Runnable work) {
    Thread thread = Thread.currentThread();
    String before = thread.getName();
    thread.setName(name);
    try {
      work.run();
    } finally {
      thread.setName(before);
    }
  }
}
