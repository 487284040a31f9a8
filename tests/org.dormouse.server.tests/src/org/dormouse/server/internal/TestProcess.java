package org.dormouse.server.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.dormouse.api.ClientApi;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.api.client.StatePlace;
import org.dormouse.engine.memory.MemoryRunStore;
import org.dormouse.engine.store.RunStore;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.memory.MemoryInventory;
import org.dormouse.server.internal.connection.Connections;
import org.dormouse.servicing.Backends;

/** An engine process in this process, with everything it keeps in memory and a state folder of its own. */
public final class TestProcess implements AutoCloseable {

  public static final Duration NEVER = Duration.ofHours(1);

  public final StatePlace state;
  public final FakeBackends backends = new FakeBackends();
  private final Backends installed;
  private final InMemory stores = new InMemory();
  private final Path root;
  private EngineProcess process;
  private CompletableFuture<Integer> exit;

  /** A client that takes no notice of what it is told. */
  public static class Deaf implements ClientApi {
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

  public TestProcess() throws IOException {
    installed = backends;
    // Short, because the socket lies below it.
    root = Files.createTempDirectory("dms");
    state = new StatePlace(root.resolve("state"), root.resolve("run/x"));
  }

  /** With other back ends than those that do nothing. */
  public TestProcess(Backends installed) throws IOException {
    this.installed = installed;
    root = Files.createTempDirectory("dms");
    state = new StatePlace(root.resolve("state"), root.resolve("run/x"));
  }

  EngineProcess create(Duration idle) {
    return new EngineProcess(state, new EngineProcess.Plugged(installed, this::described, folder -> stores,
        this::services, "0.1.0.test"), new Connections.Limits(idle, Duration.ofSeconds(5)));
  }

  private List<Engine.Backend> described() {
    return installed instanceof SimulatedBackends simulated ? simulated.described() : List.of();
  }

  private BackendServices services(Path folder) {
    BackendServices services = BackendServices.in(folder);
    if (installed instanceof SimulatedBackends simulated) {
      simulated.tell(services.commands());
    }
    return services;
  }

  private record InMemory(RunStore runs, Inventory inventory) implements Stores {
    InMemory() {
      this(new MemoryRunStore("0badcafe"), new MemoryInventory(Clock.systemUTC()));
    }

    @Override
    public void close() {
      // As files do, it outlives the engine.
    }
  }

  /** Begins, on what the one before has left, and waits until it serves, or has ended. */
  public TestProcess start(Duration idle) {
    process = create(idle);
    exit = new CompletableFuture<>();
    Thread.ofPlatform().name("engine-under-test").start(() -> {
      try {
        exit.complete(process.run());
      } catch (IOException | RuntimeException e) {
        exit.completeExceptionally(e);
      }
    });
    Await.until("the engine serves", () -> Files.exists(state.address()) || exit.isDone());
    return this;
  }

  public EngineConnection connect(ClientApi client) throws IOException {
    return EngineConnection.open(state.socket(), hello(EngineApi.PROTOCOL), client);
  }

  public EngineConnection connect() throws IOException {
    return connect(new Deaf());
  }

  public static Engine.Hello hello(int protocol) {
    return new Engine.Hello(protocol, "test", "0.1.0", "tester");
  }

  void signal() {
    process.signalled();
  }

  /** Whether the engine has ended, well or not. */
  public boolean hasEnded() {
    return exit.isDone();
  }

  public int awaitExit() {
    try {
      return exit.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the engine did not end well", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.signalled();
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
