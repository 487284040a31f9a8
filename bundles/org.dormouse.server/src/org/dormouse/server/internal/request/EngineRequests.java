package org.dormouse.server.internal.request;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Reports;
import org.dormouse.api.client.Failures;
import org.dormouse.api.client.StatePlace;

/** Handshake, status, doctor and stop of the engine process. */
public final class EngineRequests {

  private final Identity identity;
  private final StatePlace state;
  private final Life life;
  private final Supplier<List<Engine.Backend>> backends;
  private final Doctor doctor;

  /** @param installation names the store, eight hexadecimal digits */
  public record Identity(String version, String installation, Instant started) {}

  public EngineRequests(Identity identity, StatePlace state, Life life, Supplier<List<Engine.Backend>> backends,
      Doctor doctor) {
    this.identity = identity;
    this.state = state;
    this.life = life;
    this.backends = backends;
    this.doctor = doctor;
  }

  public Engine.Welcome welcome(boolean restartNeeded) {
    return new Engine.Welcome(EngineApi.PROTOCOL, identity.version(), ProcessHandle.current().pid(),
        identity.installation(), restartNeeded);
  }

  public Engine.Status status() {
    Runtime runtime = Runtime.getRuntime();
    return new Engine.Status(identity.version(), ProcessHandle.current().pid(), identity.started(),
        state.folder().toString(), state.log().toString(), life.clients(), life.activeRuns(), life.activeSteps(),
        life.leases(), life.isLeaving(), runtime.totalMemory() - runtime.freeMemory(), backends.get());
  }

  public Reports.CheckReport doctor() {
    return doctor.examine();
  }

  public Engine.Status stop(Engine.Stop stop) {
    Life.Stop how = switch (stop.mode()) {
      case "idle" -> Life.Stop.IDLE;
      case "drain" -> Life.Stop.DRAIN;
      case "now" -> Life.Stop.NOW;
      default -> throw Failures.usage("unknown-mode", "There is no way to stop called \""
          + DefinitionRequests.printable(stop.mode()) + "\".", "Known are idle, drain and now.");
    };
    int active = life.activeRuns();
    if (how == Life.Stop.IDLE && active > 0) {
      throw Failures.state("runs-active", active + (active == 1 ? " run is" : " runs are") + " going on.",
          "End what is under way first: dormouse engine stop --drain; or leave it as it is, to be continued by the "
              + "next engine: dormouse engine stop --now");
    }
    life.stop(how);
    return status();
  }

  /** See {@link Life#proceed}. */
  public void proceed() {
    life.proceed();
  }
}
