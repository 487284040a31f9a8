package org.dormouse.ui.engine;

import java.util.concurrent.CompletableFuture;
import org.dormouse.api.ApiError;
import org.dormouse.api.ClientApi;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.api.client.StatePlace;

/** Opens conversations with an engine; may wait for as long as an engine takes to start. Never on the UI thread. */
public interface Dialer {

  /** @param mayStart false: only an engine that is running already */
  Dialed dial(ClientApi client, boolean mayStart);

  StatePlace state();

  /** What came of it. */
  sealed interface Dialed {
    record Answered(Conversation conversation) implements Dialed {}

    record Unanswered(ApiError error) implements Dialed {}
  }

  /** One conversation, until it ends by whichever side. Thread-safe. */
  interface Conversation extends AutoCloseable {
    EngineApi engine();

    Engine.Welcome welcome();

    /** Completes when it is over. */
    CompletableFuture<Void> ended();

    @Override
    void close();
  }
}
