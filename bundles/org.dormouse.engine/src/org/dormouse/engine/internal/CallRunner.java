package org.dormouse.engine.internal;

/** Where calls to handlers run: virtual threads, or the hand that steps the engine. */
public interface CallRunner {

  interface Running {
    void interrupt();
  }

  /** Runs the work some time, once; returns at once. */
  Running run(String name, Runnable work);

  static CallRunner virtualThreads() {
    return (name, work) -> Thread.ofVirtual().name(name).start(work)::interrupt;
  }
}
