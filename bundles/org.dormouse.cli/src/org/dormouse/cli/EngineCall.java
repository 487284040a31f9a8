package org.dormouse.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dormouse.api.ApiError;
import org.dormouse.api.ClientApi;
import org.dormouse.api.EngineApi;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.api.client.EngineStarter;
import org.dormouse.api.client.EngineStarter.Reached;
import org.dormouse.api.client.Failures;

/** A connection for the time of one command; whatever goes wrong with it ends the command with a message. */
final class EngineCall implements AutoCloseable {

  /** For what is answered from memory or the store. */
  private static final Duration LIMIT = Duration.ofMinutes(3);
  /** Long enough for the longest thing that is not a run: assessing a whole library. */
  private static final Duration LONG_LIMIT = Duration.ofHours(12);

  private final EngineConnection connection;

  private EngineCall(EngineConnection connection) {
    this.connection = connection;
  }

  /** Starts the engine if need be. */
  static EngineCall open(Context context, ClientApi client) {
    return of(context.starter().reach(client));
  }

  static EngineCall open(Context context) {
    return open(context, new Progress(context.terminal()));
  }

  /** Only if it is running already. */
  static EngineCall find(Context context) {
    return of(context.starter().find(new Progress(context.terminal())));
  }

  static EngineCall of(EngineStarter.Reached reached) {
    return switch (reached) {
      case Reached.Connected(EngineConnection connection, boolean started) -> new EngineCall(connection);
      case Reached.Unreachable(ApiError error) -> throw new CommandFailed(error);
    };
  }

  EngineConnection connection() {
    return connection;
  }

  <T> T ask(Function<EngineApi, CompletableFuture<T>> request) {
    return ask(request, LIMIT);
  }

  /** For what looks at images, hosts or repositories. */
  <T> T askLong(Function<EngineApi, CompletableFuture<T>> request) {
    return ask(request, LONG_LIMIT);
  }

  private <T> T ask(Function<EngineApi, CompletableFuture<T>> request, Duration limit) {
    try {
      return connection.ask(request, limit);
    } catch (IOException | RuntimeException e) {
      throw new CommandFailed(Failures.reason(e));
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
