package org.dormouse.cli;

import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.api.client.EngineCommand;
import org.dormouse.api.client.EngineStarter;
import org.dormouse.api.client.StatePlace;

/** What every command works with. */
record Context(Terminal terminal, StatePlace state, Optional<EngineCommand> command, Map<String, String> environment) {

  static Context ofProcess() {
    return new Context(Terminal.ofProcess(System.getenv()), StatePlace.ofEnvironment(),
        EngineCommand.ofSystemProperties(), System.getenv());
  }

  EngineStarter starter() {
    String version = Dormouse.Version.text().orElse("");
    return new EngineStarter(state, command,
        new Engine.Hello(EngineApi.PROTOCOL, "cli", version, System.getProperty("user.name", "")));
  }
}
