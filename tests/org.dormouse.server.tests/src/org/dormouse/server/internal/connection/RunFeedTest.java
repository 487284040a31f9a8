package org.dormouse.server.internal.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.dormouse.api.RunsApi;
import org.dormouse.api.RunsApi.RunRef;
import org.dormouse.api.RunsApi.RunSnapshot;
import org.dormouse.api.RunsApi.ServicingRef;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.api.client.Failures;
import org.dormouse.api.client.StatePlace;
import org.dormouse.engine.Change;
import org.dormouse.engine.Engine;
import org.dormouse.engine.EngineSettings;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.Plan;
import org.dormouse.engine.PlannedServicing;
import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.RunControl;
import org.dormouse.engine.RunState;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.StepContext;
import org.dormouse.engine.StepHandler;
import org.dormouse.engine.StepPolicy;
import org.dormouse.engine.StepTrouble;
import org.dormouse.engine.memory.MemoryRunStore;
import org.dormouse.server.internal.Await;
import org.dormouse.server.internal.TestProcess;
import org.dormouse.server.internal.request.Doctor;
import org.dormouse.server.internal.request.EngineRequests;
import org.dormouse.server.internal.request.Life;
import org.dormouse.server.internal.request.RunRequests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that follow runs: a snapshot and then every change, over a real socket. */
class RunFeedTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int MACHINES = 200;

  private final CountDownLatch go = new CountDownLatch(1);
  private Path folder;
  private Engine engine;
  private Connections connections;

  /** Succeeds once the test lets it; the third machine's fails. */
  private final class Work implements StepHandler {
    private final String kind;

    Work(String kind) {
      this.kind = kind;
    }

    @Override
    public String kind() {
      return kind;
    }

    @Override
    public Outcome start(StepContext context) {
      try {
        go.await();
      } catch (InterruptedException e) {
        return new Outcome.Cancelled();
      }
      return kind.equals("install") && context.subject().equals("lib/vm3")
          ? new Outcome.Failed(new StepTrouble("broken", "It broke.", "")) : new Outcome.Done("");
    }

    @Override
    public Outcome poll(StepContext context, String ticket) {
      return new Outcome.Done("");
    }

    @Override
    public void stop(StepContext context, String ticket) {
      // Starts do not leave anything running.
    }
  }

  private record Quiet() implements Life {
    @Override
    public boolean isLeaving() {
      return false;
    }

    @Override
    public int activeRuns() {
      return 0;
    }

    @Override
    public int activeSteps() {
      return 0;
    }

    @Override
    public int leases() {
      return 0;
    }

    @Override
    public int clients() {
      return 0;
    }

    @Override
    public void stop(Stop how) {
      throw new AssertionError("nobody stops it");
    }

    @Override
    public void proceed() {
      throw new AssertionError("nobody stops it");
    }
  }

  @BeforeEach
  void begin() throws IOException {
    folder = Files.createTempDirectory("dmf");
    engine = Engine.open(new MemoryRunStore("0badcafe"),
        List.of(new Work("claim"), new Work("install"), new Work("release")), Clock.systemUTC(),
        EngineSettings.DEFAULT);
    StatePlace state = new StatePlace(folder, folder);
    EngineRequests requests = new EngineRequests(new EngineRequests.Identity("1", "0badcafe", Instant.now()), state,
        new Quiet(), List::of, new Doctor(state, List::of));
    connections = Connections.open(folder.resolve("s"), new Areas(requests, null, null, null,
        new RunRequests(engine.runs(), engine.control()), engine.runs(), null, null, null, new Alterations()),
        new Connections.Limits(TestProcess.NEVER, Duration.ofSeconds(10)));
  }

  @AfterEach
  void end() throws IOException {
    go.countDown();
    connections.leave("the test is over");
    engine.close();
    Files.deleteIfExists(folder);
  }

  private String submit(int machines) {
    StepPolicy policy = StepPolicy.once(Duration.ofMinutes(5));
    List<PlannedServicing> servicings = IntStream.range(0, machines).mapToObj(i -> new PlannedServicing("vm-" + i,
        "lib/vm" + i, "{}", List.of(PlannedStep.of("claim", policy), PlannedStep.of("install", policy),
            new PlannedStep("release", policy, List.of(), PlannedStep.Hold.STEP, true)))).toList();
    return switch (engine.control().submit(new Plan("job", "tester", "{}", servicings, Map.of(),
        FailureBudget.NONE))) {
      case RunControl.Accepted(String id) -> id;
      case RunControl.Refused refused -> throw new AssertionError(refused);
    };
  }

  /** Keeps everything it is told, and what it adds up to. */
  private static final class Follower extends TestProcess.Deaf {
    private final List<Changes> told = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> servicings = Collections.synchronizedMap(new TreeMap<>());
    private final Map<Long, RunsApi.Step> steps = Collections.synchronizedMap(new TreeMap<>());
    private volatile String runState = "";

    void snapshot(RunSnapshot snapshot) {
      snapshot.servicings().forEach(servicing -> servicings.put(servicing.id(), servicing.state()));
      snapshot.steps().forEach(step -> steps.put(step.id(), step));
      runState = snapshot.run().state();
    }

    @Override
    public void changed(Changes changes) {
      told.add(changes);
      changes.servicings().forEach(servicing -> servicings.put(servicing.id(), servicing.state()));
      changes.steps().forEach(step -> steps.put(step.id(), step));
      changes.runs().forEach(run -> runState = run.state());
    }
  }

  private EngineConnection connect(Follower follower) throws IOException {
    return EngineConnection.open(folder.resolve("s"), TestProcess.hello(1), follower);
  }

  @Test
  void aFollowerSeesTheRunToItsEndWhereverItBegan() throws IOException {
    String run = submit(MACHINES);
    Follower early = new Follower();
    Follower late = new Follower();
    try (EngineConnection one = connect(early); EngineConnection two = connect(late)) {
      early.snapshot(one.ask(api -> api.open(new RunRef(run)), SOON));
      go.countDown();
      Await.until("something happened", () -> !early.told.isEmpty());
      RunSnapshot middle = two.ask(api -> api.open(new RunRef(run)), SOON);
      Await.until("both saw the end", () -> early.runState.equals("ENDED")
          && (late.runState.equals("ENDED") || middle.run().state().equals("ENDED")));
      RunSnapshot last = two.ask(api -> api.open(new RunRef(run)), SOON);
      Map<String, String> expected = new TreeMap<>();
      last.servicings().forEach(servicing -> expected.put(servicing.id(), servicing.state()));
      assertEquals("FAILED", expected.get("vm-3"));
      assertEquals("SUCCEEDED", expected.get("vm-4"));
      Await.until("the early one has everything", () -> early.servicings.equals(expected));
      assertEquals(last.steps().size(), early.steps.size());
      last.steps().forEach(step -> assertEquals(step, early.steps.get(step.id())));
      assertTrue(late.told.stream().allMatch(changes -> changes.seq() > middle.seq()),
          "nothing that the snapshot had already");
    }
  }

  @Test
  void whatIsToldOnlyEverGoesForward() throws IOException {
    String run = submit(MACHINES);
    Follower follower = new Follower();
    try (EngineConnection client = connect(follower)) {
      RunSnapshot snapshot = client.ask(api -> api.open(new RunRef(run)), SOON);
      go.countDown();
      Await.until("the end", () -> follower.runState.equals("ENDED"));
      long seq = snapshot.seq();
      for (var changes : List.copyOf(follower.told)) {
        assertTrue(changes.seq() > seq, changes.seq() + " after " + seq);
        seq = changes.seq();
      }
      long transitions = follower.steps.values().stream().mapToLong(step -> step.seq()).max().orElseThrow();
      assertTrue(follower.told.size() < transitions, "coalesced: " + follower.told.size() + " of " + transitions);
    }
  }

  @Test
  void afterCloseNothingIsTold() throws IOException {
    String run = submit(3);
    Follower follower = new Follower();
    try (EngineConnection client = connect(follower)) {
      client.ask(api -> api.open(new RunRef(run)), SOON);
      client.ask(api -> api.close(new RunRef(run)), SOON);
      go.countDown();
      Await.until("the run has ended", () -> engine.runs().run(run).orElseThrow().ended().isPresent());
      client.ask(api -> api.status(), SOON);
      assertEquals(List.of(), follower.told);
    }
  }

  @Test
  void theVerbsReachTheRunAndUnknownNamesAreSaid() throws IOException {
    String run = submit(4);
    Follower follower = new Follower();
    try (EngineConnection client = connect(follower)) {
      client.ask(api -> api.open(new RunRef(run)), SOON);
      client.ask(api -> api.pause(new RunRef(run)), SOON);
      Await.until("it is paused", () -> follower.runState.equals("PAUSED"));
      client.ask(api -> api.resume(new RunRef(run)), SOON);
      Await.until("it goes on", () -> follower.runState.equals("RUNNING"));
      client.ask(api -> api.cancel(new ServicingRef(run, "lib/vm1")), SOON);
      assertEquals("unknown-servicing", refusal(client, new ServicingRef(run, "lib/vm99")));
      assertEquals("unknown-run", refusal(client, new ServicingRef("run-77", "")));
      go.countDown();
      Await.until("it ends", () -> follower.runState.equals("ENDED"));
      assertEquals("CANCELLED", follower.servicings.get("vm-1"));
    }
  }

  private static String refusal(EngineConnection client, ServicingRef what) {
    return Failures.reason(assertThrows(RuntimeException.class,
        () -> client.ask(api -> api.cancel(what), SOON))).code();
  }

  /** The engine tells changes while it holds its lock, which leaving takes as well. */
  @Test
  void whoLeavesWhileTheEngineTellsSomethingDoesNotStopIt() throws Exception {
    ReentrantLock engineLock = new ReentrantLock();
    CountDownLatch leaving = new CountDownLatch(1);
    RunView view = new RunView("run-1", "job", "anna", RunState.RUNNING, Instant.EPOCH, Optional.empty(), Map.of(), 1);
    RunFeed feed = new RunFeed("run-1", new RunRequests(engine.runs(), engine.control()).forecast(), changed -> { });
    feed.opened(new Runs.Opened(new Runs.Snapshot(1, view, List.of(), List.of()), () -> {
      leaving.countDown();
      engineLock.lock();
      engineLock.unlock();
    }));
    engineLock.lock();
    Thread client = Thread.ofPlatform().daemon().start(feed::close);
    leaving.await();
    Thread engine = Thread.ofPlatform().daemon().start(() -> feed.accept(new Change.RunChanged(2, view)));
    assertTrue(engine.join(Duration.ofSeconds(10)), "the engine waits for a client that waits for it");
    engineLock.unlock();
    assertTrue(client.join(Duration.ofSeconds(10)));
  }
}
