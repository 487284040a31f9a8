package org.dormouse.ui.engine;

import java.util.concurrent.CompletableFuture;
import org.dormouse.api.ApiError;
import org.dormouse.api.ClientApi;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.api.client.EngineCommand;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.api.client.EngineStarter.Reached;
import org.dormouse.api.client.EngineStarter;
import org.dormouse.api.client.StatePlace;

/** The engine of this process's state folder, started by this installation's own command. */
public final class StarterDialer implements Dialer {

  private final StatePlace state;
  private final EngineStarter starter;

  /** @param version of the workbench */
  public StarterDialer(StatePlace state, String version) {
    this.state = state;
    this.starter = new EngineStarter(state, EngineCommand.ofSystemProperties(), new Engine.Hello(EngineApi.PROTOCOL,
        "workbench", version, System.getProperty("user.name", "?")));
  }

  @Override
  public StatePlace state() {
    return state;
  }

  @Override
  public Dialed dial(ClientApi client, boolean mayStart) {
    return switch (mayStart ? starter.reach(client) : starter.find(client)) {
      case Reached.Connected there -> new Dialed.Answered(new Open(there.connection()));
      case Reached.Unreachable(ApiError error) -> new Dialed.Unanswered(error);
    };
  }

  private record Open(EngineConnection connection) implements Conversation {
    @Override
    public EngineApi engine() {
      return connection.engine();
    }

    @Override
    public Engine.Welcome welcome() {
      return connection.welcome();
    }

    @Override
    public CompletableFuture<Void> ended() {
      return connection.ended();
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
