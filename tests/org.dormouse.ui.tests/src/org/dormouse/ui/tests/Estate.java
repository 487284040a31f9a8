package org.dormouse.ui.tests;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.dormouse.api.Authoring.CredentialRef;
import org.dormouse.api.ClientApi;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Kind;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Machines;
import org.dormouse.api.RunsApi;
import org.dormouse.api.client.EngineCommand;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.api.client.EngineStarter;
import org.dormouse.api.client.EngineStarter.Reached;
import org.dormouse.api.client.StatePlace;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.tests.driver.Ui;
import org.eclipse.ui.PlatformUI;

/**
 * A second client of the workbench's engine, which makes what a test needs: simulated libraries, hosts, services, jobs
 * and runs. What it makes, the workbench has to notice by itself.
 */
public final class Estate implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> KINDS = List.of("job", "group", "vm", "service", "host", "library");

  private static final AtomicInteger LEVEL = new AtomicInteger(2);

  private final EngineConnection connection;

  private Estate(EngineConnection connection) {
    this.connection = connection;
  }

  /** Takes no notice of what it is told. */
  private static final class Deaf implements ClientApi {
    @Override
    public void changed(Changes changes) {
      // Not listening.
    }

    @Override
    public void progress(Progress progress) {
      // Not listening.
    }

    @Override
    public void leaving(Leaving leaving) {
      // Not listening.
    }
  }

  public static Estate connect() {
    EngineStarter starter = new EngineStarter(StatePlace.ofEnvironment(), EngineCommand.ofSystemProperties(),
        new Engine.Hello(EngineApi.PROTOCOL, "test", "0.1.0", "tester"));
    return switch (starter.reach(new Deaf())) {
      case Reached.Connected(EngineConnection there, boolean started) -> new Estate(there);
      case Reached.Unreachable(var error) -> throw new AssertionError(error.toString());
    };
  }

  public <T> T ask(Function<EngineApi, CompletableFuture<T>> question) {
    try {
      return question.apply(connection.engine()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the engine refused what the test needs: " + e.getMessage(), e);
    }
  }

  public Definition put(String kind, String name, Map<String, Object> attributes) {
    Map<String, Object> document = new LinkedHashMap<>(attributes);
    document.put("name", name);
    return ask(engine -> engine.put(new Put(kind, name, document, -1)));
  }

  /** A level of the updates at which every machine has something pending, whatever ran before. */
  public static String freshLevel() {
    return String.valueOf(LEVEL.incrementAndGet());
  }

  /** A library {@code fleet}, host {@code grid}, service {@code updates} and job {@code nightly}; all assessed. */
  public Estate fleet(int machines, Map<String, String> service) {
    put("library", "fleet", Map.of("type", "simulated", "settings", Map.of("vms", String.valueOf(machines))));
    put("host", "grid", Map.of("type", "simulated", "concurrentVms", 8L,
        "settings", Map.of("bootSeconds", "0.2", "shutdownSeconds", "0.2", "exportSeconds", "0.2")));
    Map<String, Object> settings = new LinkedHashMap<>(
        Map.of("scanSeconds", "0.2", "installSeconds", "0.5", "verifySeconds", "0.2"));
    settings.putAll(service);
    put("service", "updates", Map.of("type", "simulated", "settings", settings));
    put("job", "nightly", Map.of("virtualMachines", List.of("fleet/*"), "updateService", "updates"));
    ask(engine -> engine.scanLibrary(new Named("library", "fleet")));
    ask(engine -> engine.assess(new Machines.Assess(List.of("fleet/*"), "updates")));
    return this;
  }

  public String run(String job) {
    return ask(engine -> engine.run(new RunsApi.RunJob(job, List.of()))).runId();
  }

  public RunsApi.Run awaitEnd(String run) {
    await("the end of run " + run, () -> ofRun(run).ended().isPresent());
    return ofRun(run);
  }

  /** Waits until the workbench has noticed it as well: then what it tells of it has been told. */
  public Estate awaitEndKnown(String run) {
    awaitEnd(run);
    Ui.await("the workbench to know the end of run " + run, () -> data().runs().stream()
        .anyMatch(one -> one.id().equals(run) && one.ended().isPresent()));
    return this;
  }

  /** How a run stands. */
  public RunsApi.Run ofRun(String run) {
    return ask(engine -> engine.runs(new RunsApi.Limit(100))).stream().filter(one -> one.id().equals(run)).findFirst()
        .orElseThrow();
  }

  /** Asks the engine again and again, away from the thread that draws. */
  public void await(String what, BooleanSupplier seen) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!seen.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not so in the engine within " + PATIENCE.toSeconds() + " s: " + what);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public List<Definition> definitions(String kind) {
    return ask(engine -> engine.definitions(new Kind(kind)));
  }

  public List<Machines.Machine> machines() {
    return ask(engine -> engine.machines(new Machines.Filter("", "", "")));
  }

  /** The newest version of a definition. */
  public Definition definition(String kind, String name) {
    return ask(engine -> engine.definition(new Named(kind, name)));
  }

  /** All that is known of a run now. */
  public RunsApi.RunSnapshot snapshot(String run) {
    return ask(engine -> engine.open(new RunsApi.RunRef(run)));
  }

  /** Waits until the workbench has noticed a definition as it is now. */
  public Estate awaitKnown(String kind, String name) {
    long version = definition(kind, name).version();
    Ui.await("the workbench to know " + name, () -> data().definition(InventoryData.Kind.of(kind).orElseThrow(), name)
        .filter(known -> known.version() >= version).isPresent());
    return this;
  }

  /** Waits until the workbench has noticed a credential. */
  public Estate awaitCredential(String name) {
    Ui.await("the workbench to know the credential " + name, () -> data().credentials().stream()
        .anyMatch(known -> known.name().equals(name)));
    return this;
  }

  /** Waits until the workbench has noticed that nothing is defined. */
  public Estate awaitNothingKnown() {
    KINDS.forEach(this::awaitNoneKnown);
    return this;
  }

  public Estate awaitNoneKnown(String kind) {
    Ui.await("the workbench to know that no " + kind + " is defined", () -> data().isLoaded()
        && data().definitions(InventoryData.Kind.of(kind).orElseThrow()).isEmpty());
    return this;
  }

  private static InventoryData data() {
    return PlatformUI.getWorkbench().getService(InventoryData.class);
  }

  public void removeAll(String kind) {
    for (Definition definition : definitions(kind)) {
      ask(engine -> engine.remove(new Put(kind, definition.name(), Map.of(), -1)));
    }
  }

  /** Takes every definition away, in an order in which nothing refers to what is gone. */
  public Estate clear() {
    for (RunsApi.Run run : ask(engine -> engine.runs(new RunsApi.Limit(100)))) {
      if (run.ended().isEmpty()) {
        ask(engine -> engine.cancel(new RunsApi.ServicingRef(run.id(), "")));
        awaitEnd(run.id());
      }
    }
    for (String kind : KINDS) {
      removeAll(kind);
    }
    return this;
  }

  /** Forgets a credential that nothing refers to any more, if it is there. */
  public Estate forget(String credential) {
    if (ask(EngineApi::credentials).stream().anyMatch(one -> one.name().equals(credential))) {
      ask(engine -> engine.removeCredential(new CredentialRef(credential)));
    }
    return this;
  }

  @Override
  public void close() {
    connection.close();
  }
}
