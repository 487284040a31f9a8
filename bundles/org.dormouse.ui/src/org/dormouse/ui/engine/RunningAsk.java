package org.dormouse.ui.engine;

import org.dormouse.api.ClientApi;

/** A question that takes long, as the Progress view shows it. Thread-safe. */
public interface RunningAsk {

  String what();

  boolean isDone();

  /** The last that was told of it; {@code total} 0 where it is not known. */
  ClientApi.Progress progress();

  /** Whoever asked is told that it was cancelled. */
  void cancelByUser();

  /** @return whether it is done */
  boolean awaitDone(long millis) throws InterruptedException;
}
