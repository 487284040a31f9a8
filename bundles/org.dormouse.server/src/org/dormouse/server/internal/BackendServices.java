package org.dormouse.server.internal;

import java.nio.file.Path;
import java.time.Clock;
import org.dormouse.secrets.Keystore;

/** What the engine offers to back ends: one of each for the whole process. */
record BackendServices(Keystore secrets, CommandFiles commands) {

  /** @param state the engine's state folder */
  static BackendServices in(Path state) {
    return new BackendServices(new Keystore(state.resolve("secrets"), System.getenv(), Clock.systemUTC()),
        new CommandFiles(state.resolve("commands"), Clock.systemUTC()));
  }
}
