package org.dormouse.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.OperatingSystemMXBean;

import org.dormouse.engine.Change;
import org.dormouse.engine.Engine;
import org.dormouse.engine.EngineSettings;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.Plan;
import org.dormouse.engine.PlannedServicing;
import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.PlannedStep.Alternative;
import org.dormouse.engine.PlannedStep.Hold;
import org.dormouse.engine.RunControl;
import org.dormouse.engine.RunState;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.StepContext;
import org.dormouse.engine.StepHandler;
import org.dormouse.engine.StepPolicy;
import org.dormouse.engine.StepState;
import org.dormouse.engine.memory.MemoryRunStore;
import org.dormouse.engine.store.RunStore;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.memory.MemoryInventory;
import org.dormouse.store.derby.internal.DerbyStores;

/**
 * How many transitions the engine makes durable per second, on Derby with its default durability, when the steps take
 * no time: {@code handlers} that do nothing at all, or the product's own on {@code back-ends} that take no time.
 * {@code run} prints figures and halts the process as a crash would; {@code count} opens the database again and says
 * whether everything that was told is there. {@code memory} runs the same on a store that forgets, to tell what the
 * database costs from what the machine can do today.
 */
public final class EngineBench {

  private static final List<String> KINDS = List.of("claim", "assess", "place", "deploy", "start", "wait-for-guest",
      "check-client", "scan", "install", "verify", "shut-down", "store", "release");

  private record ZeroTime(String kind) implements StepHandler {
    @Override
    public Outcome start(StepContext context) {
      return new Outcome.Done("{}");
    }

    @Override
    public Outcome poll(StepContext context, String ticket) {
      throw new IllegalStateException("nothing is ever polled");
    }

    @Override
    public void stop(StepContext context, String ticket) {
      throw new IllegalStateException("nothing is ever stopped");
    }
  }

  private EngineBench() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path state = Path.of(arguments[1]);
    int servicings = Integer.parseInt(arguments[2]);
    boolean backEnds = switch (arguments[3]) {
      case "handlers" -> false;
      case "back-ends" -> true;
      default -> throw new IllegalArgumentException("handlers or back-ends, not " + arguments[3]);
    };
    InstantSource clock = InstantSource.system();
    switch (arguments[0]) {
      case "run" -> {
        DerbyStores stores = new DerbyStores();
        RunStore store = stores.open(state);
        run(store, backEnds ? backEnds(servicings, state, stores.open(state, clock)) : doNothing(servicings));
      }
      case "memory" -> run(new MemoryRunStore("0a1b2c3d"),
          backEnds ? backEnds(servicings, state, new MemoryInventory(clock)) : doNothing(servicings));
      case "count" -> count(state, servicings);
      default -> throw new IllegalArgumentException("run, memory or count, not " + arguments[0]);
    }
  }

  private record Load(List<StepHandler> handlers, Plan plan) {}

  private static Load doNothing(int servicings) {
    return new Load(KINDS.stream().<StepHandler>map(ZeroTime::new).toList(), plan(servicings));
  }

  private static Load backEnds(int servicings, Path state, Inventory inventory) {
    ZeroTimeBackEnds all = new ZeroTimeBackEnds(servicings, state);
    return new Load(all.handlers(inventory), all.plan());
  }

  private static Plan plan(int servicings) {
    StepPolicy policy = new StepPolicy(Duration.ofMinutes(10), 3, Duration.ofSeconds(10), Duration.ofMinutes(1),
        new StepPolicy.Recovery.Repeat(), false);
    List<Alternative> hosts = List.of(new Alternative("host-a", Map.of("host-a/memory", 2048L, "host-a/vms", 1L)),
        new Alternative("host-b", Map.of("host-b/memory", 2048L, "host-b/vms", 1L)));
    List<PlannedStep> steps = new ArrayList<>();
    for (String kind : KINDS) {
      boolean place = kind.equals("place");
      steps.add(new PlannedStep(kind, policy, place ? hosts : List.of(), place ? Hold.SERVICING : Hold.STEP,
          kind.equals("release")));
    }
    List<PlannedServicing> planned = new ArrayList<>();
    for (int i = 1; i <= servicings; i++) {
      planned.add(new PlannedServicing("vm" + i, "library/vm" + i, "{\"vm\":" + i + "}", steps));
    }
    return new Plan("bench", "bench", "{}", planned, Map.of("host-a/memory", 65536L, "host-a/vms", 32L,
        "host-b/memory", 65536L, "host-b/vms", 32L), FailureBudget.NONE);
  }

  private static void run(RunStore store, Load load) throws InterruptedException {
    Engine engine = Engine.open(store, load.handlers(), InstantSource.system(), EngineSettings.DEFAULT);
    CountDownLatch ended = new CountDownLatch(1);
    engine.subscribe(change -> {
      if (change instanceof Change.RunChanged(long seq, var run) && run.state() == RunState.ENDED) {
        ended.countDown();
      }
    });
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    int servicings = load.plan().servicings().size();
    AtomicLong heap = watchHeap();
    long start = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    if (!(engine.control().submit(load.plan()) instanceof RunControl.Accepted)) {
      throw new IllegalStateException("the plan was refused");
    }
    double submitted = (System.nanoTime() - start) / 1e9;
    if (!ended.await(30, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the run does not end");
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuMillis = (system.getProcessCpuTime() - cpu) / 1e6;
    long transitions = engine.activity().transitions();
    System.out.printf("servicings %d, steps %d, transitions %d%n", servicings, servicings * KINDS.size(),
        transitions);
    System.out.printf("seconds %.1f (submit %.1f), transitions/s %.0f, CPU ms per transition %.3f, peak heap MiB %d%n",
        seconds, submitted, transitions / seconds, cpuMillis / transitions, heap.get());
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** The pools have their peaks at different times, so their sum says nothing: the whole heap is looked at often. */
  private static AtomicLong watchHeap() {
    AtomicLong peak = new AtomicLong();
    Thread.ofPlatform().daemon().name("heap").start(() -> {
      while (true) {
        peak.accumulateAndGet(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20, Math::max);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    });
    return peak;
  }

  private static void count(Path state, int servicings) {
    try (RunStore store = new DerbyStores().open(state)) {
      long start = System.nanoTime();
      var run = store.run(1).orElseThrow();
      long steps = store.steps(1).stream().filter(step -> step.state() == StepState.SUCCEEDED).count();
      int ended = run.counts().getOrDefault(ServicingState.SUCCEEDED, 0);
      int leases = store.unfinished().leases().size();
      System.out.printf("after the kill: run %s, servicings succeeded %d, steps succeeded %d, leases %d (%.1f s)%n",
          run.run().state(), ended, steps, leases, (System.nanoTime() - start) / 1e9);
      if (run.run().state() != RunState.ENDED || ended != servicings || steps != (long) servicings * KINDS.size()
          || leases != 0) {
        System.out.println("ROWS ARE MISSING");
        System.exit(1);
      }
    }
  }
}
