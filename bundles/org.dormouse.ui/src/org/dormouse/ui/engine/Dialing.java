package org.dormouse.ui.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dormouse.api.ApiError;
import org.dormouse.api.ClientApi;
import org.dormouse.ui.engine.Dialer.Conversation;
import org.dormouse.ui.engine.Dialer.Dialed;

/**
 * The thread that keeps a conversation going: dials, waits for the end, dials again after 1 s, 2 s, 4 s … 15 s. An
 * engine that crashed or was killed is started again; one that somebody stopped is only looked for, until
 * {@link #start()}.
 */
final class Dialing {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** Told on the dialing thread. */
  interface Listener {
    void connecting(String what);

    void connected(Conversation conversation);

    void lost(ApiError error, Instant since);
  }

  private final Dialer dialer;
  private final ClientApi client;
  private final Listener listener;
  private final Semaphore hurry = new Semaphore(0);
  private volatile boolean closed;
  private volatile ApiError goodBye;
  private volatile Conversation current;

  Dialing(Dialer dialer, ClientApi client, Listener listener) {
    this.dialer = dialer;
    this.client = client;
    this.listener = listener;
  }

  void begin() {
    Thread.ofPlatform().daemon().name("engine-dialing").start(this::untilClosed);
  }

  /** Somebody asked the engine to stop: it is not started again unasked. */
  void stopped() {
    goodBye = new ApiError("unreachable", "engine-stopped", "The engine was stopped.",
        "Start it again by Servicing > Start the Engine.");
  }

  /** Dials at once, and starts the engine if it is not there. */
  void start() {
    goodBye = null;
    hurry.release();
  }

  void close() {
    closed = true;
    hurry.release();
    Conversation open = current;
    if (open != null) {
      open.close();
    }
  }

  private void untilClosed() {
    try {
      dial();
    } catch (LinkageError e) {
      // The application has ended in the midst of a dial: classes not used before cannot be had any more.
      if (!closed) {
        throw e;
      }
    }
  }

  private void dial() {
    Duration pause = FIRST_PAUSE;
    Instant since = null;
    listener.connecting("Connecting to the engine");
    while (!closed) {
      ApiError stopped = goodBye;
      switch (stopped == null ? reach() : dialer.dial(client, false)) {
        case Dialed.Answered(Conversation conversation) -> {
          talk(conversation);
          pause = FIRST_PAUSE;
          since = Instant.now();
          listener.lost(goodBye == null ? crashed() : goodBye, since);
        }
        case Dialed.Unanswered(ApiError error) -> {
          since = since == null ? Instant.now() : since;
          listener.lost(stopped == null ? error : stopped, since);
        }
      }
      rest(pause);
      pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }
  }

  /** Looks first, so that it can be told when the engine is not there and has to be started, which takes longer. */
  private Dialed reach() {
    Dialed found = dialer.dial(client, false);
    boolean there = found instanceof Dialed.Answered answered && !answered.conversation().welcome().restartNeeded();
    if (there || closed) {
      return found;
    }
    if (found instanceof Dialed.Answered(Conversation older)) {
      older.close();
      listener.connecting("Replacing an older engine");
    } else {
      listener.connecting("Starting the engine");
    }
    return dialer.dial(client, true);
  }

  private void talk(Conversation conversation) {
    try (conversation) {
      current = conversation;
      goodBye = null;
      if (!closed) {
        listener.connected(conversation);
        conversation.ended().get();
      }
    } catch (InterruptedException | ExecutionException e) {
      // However it ended: it has.
    } finally {
      current = null;
    }
  }

  private static ApiError crashed() {
    return new ApiError("unreachable", "connection-lost", "The connection to the engine was lost.",
        "Runs go on or are taken up again. The workbench connects again by itself.");
  }

  private void rest(Duration pause) {
    try {
      if (!closed && hurry.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        hurry.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }
}
