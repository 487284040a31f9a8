package org.dormouse.server.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.dormouse.api.client.Failures;
import org.dormouse.api.client.StatePlace;
import org.dormouse.server.internal.connection.Connections;
import org.dormouse.spi.CommandJournal;
import org.dormouse.spi.Secrets;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.LoggerFactory;

/** The engine as an application of the product; its exit code is the process's. */
public final class EngineApplication implements IApplication {

  private static final int FAILED = 13;
  private static final String IDLE = "dormouse.engine.idleSeconds";
  private static final long USUAL_IDLE = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private volatile Optional<EngineProcess> process = Optional.empty();

  @Override
  public Object start(IApplicationContext context) {
    context.applicationRunning();
    Niceness.ofWholeSession();
    BundleContext bundles = FrameworkUtil.getBundle(EngineApplication.class).getBundleContext();
    StatePlace state = StatePlace.ofEnvironment();
    BackendServices services = BackendServices.in(state.folder());
    // Before any back end is made: they refer to these.
    bundles.registerService(Secrets.class, services.secrets(), null);
    bundles.registerService(CommandJournal.class, services.commands(), null);
    try (InstalledBackends backends = new InstalledBackends(bundles, services.commands())) {
      Folders.prepare(state);
      EngineLog.open(state.log());
      EngineProcess engine = new EngineProcess(state, new EngineProcess.Plugged(backends, backends::described,
          folder -> InstalledStores.open(bundles, folder), folder -> services,
          bundles.getBundle().getVersion().toString()),
          new Connections.Limits(Duration.ofSeconds(Long.getLong(IDLE, USUAL_IDLE)), PATIENCE));
      process = Optional.of(engine);
      Thread hook = Thread.ofPlatform().name("signal").unstarted(engine::signalled);
      Runtime.getRuntime().addShutdownHook(hook);
      return engine.run();
    } catch (Exception e) {
      LoggerFactory.getLogger(EngineApplication.class).error("the engine could not begin", e);
      // For whoever started it: the end of this output is shown there.
      System.out.println("The engine could not begin: " + message(e));
      return FAILED;
    }
  }

  /** The whole chain of causes on one line each: it has to explain itself without the log. */
  private static String message(Throwable failure) {
    StringBuilder message = new StringBuilder();
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 5; cause = cause.getCause(), depth++) {
      message.append(depth == 0 ? "" : "\n  because: ")
          .append(cause instanceof IOException file ? Failures.text(file)
              : cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }
    return message.toString();
  }

  @Override
  public void stop() {
    process.ifPresent(EngineProcess::signalled);
  }
}
