package org.dormouse.backend.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.dormouse.engine.Decision;
import org.dormouse.engine.EngineSettings;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.Plan;
import org.dormouse.engine.RunControl.Accepted;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepView;
import org.dormouse.engine.Stepper;
import org.dormouse.engine.memory.MemoryRunStore;
import org.dormouse.inventory.memory.MemoryInventory;
import org.dormouse.model.HealthCheck;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.servicing.HookSpec;
import org.dormouse.servicing.Observations;
import org.dormouse.servicing.RunPayload;
import org.dormouse.servicing.ServicingPayload;
import org.dormouse.servicing.plan.HostCapacity;
import org.dormouse.servicing.plan.Planner;
import org.dormouse.servicing.plan.Policies;
import org.dormouse.servicing.preflight.LibraryOverviews;
import org.dormouse.servicing.preflight.Preflight;
import org.dormouse.servicing.steps.StepHandlers;
import org.dormouse.spi.Hypervisor.Isolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks and boot tests in whole servicings, in simulated time; local scripts are real. */
class HookRunTest {
  private static final long LOOK_EVERY_NANOS = 5_000_000;

  @TempDir
  Path folder;
  private final MemoryRunStore store = new MemoryRunStore("00000001");
  private Simulation simulation = three(new Simulation());
  private Stepper stepper;
  private String run;

  /** Three VMs with something pending. */
  private static Simulation three(Simulation plain) {
    return new Simulation(plain.world, Simulation.with(plain.library, "vms", "3"), plain.host, plain.service);
  }

  private static HookSpec hook(String name, Juncture juncture, HookKind kind, String text) {
    return new HookSpec(name, juncture, kind, text, HealthCheck.EXIT_CODE, text, text, Duration.ofMinutes(10), 3,
        false, false);
  }

  private static HookSpec mayFail(HookSpec hook) {
    return new HookSpec(hook.name(), hook.juncture(), hook.kind(), hook.script(), hook.check(), hook.target(),
        hook.question(), hook.timeout(), hook.attempts(), hook.repeatable(), true);
  }

  private static HookSpec repeatable(HookSpec hook) {
    return new HookSpec(hook.name(), hook.juncture(), hook.kind(), hook.script(), hook.check(), hook.target(),
        hook.question(), hook.timeout(), hook.attempts(), true, hook.mayFail());
  }

  private static HookSpec within(HookSpec hook, Duration timeout) {
    return new HookSpec(hook.name(), hook.juncture(), hook.kind(), hook.script(), hook.check(), hook.target(),
        hook.question(), timeout, hook.attempts(), hook.repeatable(), hook.mayFail());
  }

  /** An engine on the store, as after a start of the process. */
  private void boot() {
    Instant begin = stepper == null ? simulation.now : stepper.now();
    InstantSource clock = () -> stepper == null ? begin : stepper.now();
    simulation.world.setClock(clock);
    simulation.libraries().recover(simulation.library).orThrow();
    var backends = new WorldBackends(simulation);
    var handlers = StepHandlers.all(backends, new Observations(new MemoryInventory(clock), clock),
        new Preflight(backends, new LibraryOverviews(backends, clock), new SimulatedRunTest.Nowhere()), clock);
    stepper = new Stepper(store, handlers, EngineSettings.DEFAULT, begin);
  }

  private Plan plan(boolean bootTest, HookSpec... hooks) {
    var snapshot = simulation.updates().refresh(simulation.service, folder).orThrow();
    var payload = new RunPayload("nightly", simulation.service, snapshot, Map.of("host", simulation.host),
        Isolation.LINK_DOWN, 3, new RunPayload.Keep(1, Duration.ofDays(14)), Duration.ofMinutes(5), stepper.now(),
        folder.resolve("work").toString())
        .with(List.of(hooks), bootTest ? Optional.of(Duration.ofMinutes(10)) : Optional.empty());
    var policies = new Policies(Duration.ofMinutes(10), Duration.ofHours(2), 3, Duration.ofMinutes(5));
    var candidates = simulation.machines().stream().map(machine -> new Planner.Candidate(new ServicingPayload(machine,
        simulation.library, simulation.libraries().identify(simulation.library, machine).orThrow(), false), 1 << 20, 0))
        .toList();
    return new Planner(payload, List.of(new HostCapacity(simulation.host, 16_384, 32, 8, "kvm", List.of())),
        Planner.Placement.BALANCE, policies, new Planner.Limits(0, 0, 4, Map.of("lib", 1L << 50),
            new FailureBudget(0, 0))).plan(candidates, "me");
  }

  private void submit(boolean bootTest, HookSpec... hooks) {
    boot();
    run = assertInstanceOf(Accepted.class, stepper.control().submit(plan(bootTest, hooks))).id();
  }

  private Runs.Snapshot snapshot() {
    return stepper.runs().snapshot(run).orElseThrow();
  }

  private void finish() throws IOException {
    stepper.finish(Duration.ofDays(2));
    assertTrue(snapshot().run().ended().isPresent(), () -> snapshot().steps().stream()
        .filter(step -> !step.state().isFinal()).toList().toString());
    assertEquals(List.of(), stepper.runs().leases());
    assertEquals(List.of(), simulation.hypervisor().deployments(simulation.host).orThrow());
    assertEquals(List.of(), files(), "local scripts leave nothing");
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(folder.resolve("work"))) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(folder.resolve("work"))) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  private List<StepView> steps(String kind) {
    return snapshot().steps().stream().filter(step -> step.kind().equals(kind)).toList();
  }

  private void assertAll(ServicingState state) {
    assertEquals(3, snapshot().servicings().stream().filter(servicing -> servicing.state() == state).count(),
        () -> snapshot().servicings().toString());
  }

  private void assertAllFailed(String code) {
    assertAll(ServicingState.FAILED);
    snapshot().servicings().forEach(servicing -> assertEquals(code, servicing.trouble().orElseThrow().code(),
        servicing::toString));
    simulation.machines().forEach(machine -> assertEquals("", simulation.libraries()
        .generations(simulation.library, machine).orThrow().getFirst().key(), "the library is untouched"));
  }

  private String output(StepView step) {
    return stepper.runs().output(step.id()).orElse("");
  }

  /** Real processes take real time, which simulated time does not wait for. */
  private void await(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < limit, what);
      // the processes that are waited for need the processor
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  @Test
  void everyJunctureIsReachedInItsOrder() throws IOException {
    submit(false, Stream.of(Juncture.values()).map(juncture -> hook("at-" + juncture.getLiteral(), juncture,
        HookKind.APPROVAL, "Go on?")).toArray(HookSpec[]::new));
    for (int i = 0; i < Juncture.values().length; i++) {
      stepper.advance(Duration.ofMinutes(8));
      snapshot().steps().stream().filter(step -> step.state() == StepState.NEEDS_OPERATOR)
          .forEach(step -> stepper.control().decide(snapshot().run().id(), step.id(), Decision.APPROVE, "me"));
    }
    finish();
    assertAll(ServicingState.SUCCEEDED);
    List<String> kinds = snapshot().steps().stream().filter(step -> step.servicingId().equals("vm-1"))
        .sorted(Comparator.comparing(step -> step.started().orElseThrow())).map(StepView::kind).toList();
    assertEquals(List.of("claim", "assess", "place", "hook:beforeDeploy:at-beforeDeploy", "deploy",
        "hook:afterDeploy:at-afterDeploy", "start", "wait-for-guest", "check-client", "scan",
        "hook:beforeInstall:at-beforeInstall", "install", "hook:afterInstall:at-afterInstall", "verify",
        "hook:beforeShutDown:at-beforeShutDown", "shut-down", "hook:afterShutDown:at-afterShutDown",
        "hook:beforeStore:at-beforeStore", "store", "hook:afterStore:at-afterStore", "release"), kinds);
  }

  @Test
  void aVmWithNothingPendingReachesNoHook() throws IOException {
    submit(false);
    finish();
    run = assertInstanceOf(Accepted.class, stepper.control().submit(plan(true, hook("agree", Juncture.BEFORE_DEPLOY,
        HookKind.APPROVAL, "Wake it?")))).id();
    finish();
    assertAll(ServicingState.UP_TO_DATE);
    steps("hook:beforeDeploy:agree").forEach(step -> assertEquals(StepState.SKIPPED, step.state()));
  }

  @Test
  void scriptsInTheGuestRunAndLeaveTheirOutput() throws IOException {
    submit(false, hook("prepare", Juncture.BEFORE_INSTALL, HookKind.GUEST_SCRIPT, "#!/bin/sh\nsleep 20\necho ready\n"));
    finish();
    assertAll(ServicingState.SUCCEEDED);
    steps("hook:beforeInstall:prepare").forEach(step -> {
      assertTrue(output(step).contains("ready"), output(step));
      assertTrue(Duration.between(step.started().orElseThrow(), step.ended().orElseThrow()).toSeconds() >= 20);
    });
  }

  @Test
  void aScriptThatFailsFailsItsVmAndLeavesTheImage() throws IOException {
    submit(false, hook("prepare", Juncture.BEFORE_INSTALL, HookKind.GUEST_SCRIPT, "echo no room >&2\nexit 3"));
    finish();
    assertAllFailed("hook-failed");
    String message = snapshot().servicings().getFirst().trouble().orElseThrow().message();
    assertTrue(message.contains("prepare") && message.contains("exit code 3") && message.contains("no room"), message);
  }

  @Test
  void whatMayFailIsWrittenDownAndTheWorkflowGoesOn() throws IOException {
    submit(false, mayFail(hook("prepare", Juncture.BEFORE_INSTALL, HookKind.GUEST_SCRIPT, "exit 3")),
        mayFail(within(hook("slow", Juncture.AFTER_INSTALL, HookKind.GUEST_SCRIPT, "sleep 4000"),
            Duration.ofSeconds(30))));
    finish();
    assertAll(ServicingState.SUCCEEDED);
    assertTrue(output(steps("hook:beforeInstall:prepare").getFirst()).contains("exit code 3"));
    assertTrue(output(steps("hook:afterInstall:slow").getFirst()).contains("not over after 30 s"));
  }

  @Test
  void aHealthCheckLooksAsOftenAsItMay() throws IOException {
    submit(false, hook("web", Juncture.AFTER_INSTALL, HookKind.HEALTH_CHECK, "test -e /tmp/never"));
    finish();
    assertAllFailed("health-check-failed");
    String message = snapshot().servicings().getFirst().trouble().orElseThrow().message();
    assertTrue(message.contains("in 3 looks"), message);
    StepView step = steps("hook:afterInstall:web").getFirst();
    assertTrue(Duration.between(step.started().orElseThrow(), step.ended().orElseThrow()).toSeconds() >= 120);
  }

  @Test
  void nobodyAnsweringIsNo() throws IOException {
    submit(false, within(hook("agree", Juncture.BEFORE_STORE, HookKind.APPROVAL, "Store it?"), Duration.ofHours(3)));
    stepper.advance(Duration.ofHours(1));
    steps("hook:beforeStore:agree").forEach(step -> assertEquals("Store it?", step.detail()));
    assertAll(ServicingState.NEEDS_OPERATOR);
    finish();
    assertAllFailed("not-approved");
  }

  @Test
  void aLocalScriptKnowsWhatItIsAboutAndNothingElse() throws IOException {
    Path said = folder.resolve("said");
    submit(false, hook("tell", Juncture.AFTER_STORE, HookKind.LOCAL_SCRIPT,
        "#!/bin/sh\nenv >> " + said + "\necho told $DORMOUSE_VM\n"));
    finish();
    assertAll(ServicingState.SUCCEEDED);
    List<String> lines = Files.readAllLines(said);
    assertTrue(lines.contains("DORMOUSE_VM=" + snapshot().servicings().getFirst().subject()), lines::toString);
    assertTrue(lines.containsAll(List.of("DORMOUSE_RUN=" + run, "DORMOUSE_JOB=nightly",
        "DORMOUSE_JUNCTURE=afterStore", "DORMOUSE_HOST=host")), lines::toString);
    List<String> known = List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR", "PWD", "OLDPWD", "SHLVL",
        "_");
    lines.stream().map(line -> line.substring(0, line.indexOf('='))).filter(name -> !name.startsWith("DORMOUSE_"))
        .forEach(name -> assertTrue(known.contains(name), name));
    assertTrue(output(steps("hook:afterStore:tell").getFirst()).contains("told lib/"));
  }

  @Test
  void aLocalScriptThatTakesTooLongIsEndedWithItsChildren() throws IOException {
    Path pids = folder.resolve("pids");
    submit(false, within(hook("hang", Juncture.BEFORE_DEPLOY, HookKind.LOCAL_SCRIPT,
        "sleep 1000 & echo $! >> " + pids + "; echo $$ >> " + pids + "; wait"), Duration.ofMinutes(5)));
    stepper.advance(Duration.ofSeconds(5));
    await("the scripts run", () -> lines(pids).size() == 6);
    finish();
    assertAllFailed("hook-late");
    lines(pids).forEach(pid -> await(pid + " has ended",
        () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty()));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path counting(String name) {
    return folder.resolve(name);
  }

  /** Begins a script on this machine for each VM, and waits until all have noted that they run. */
  private Path beginLocal(HookSpec hook, Path count) {
    submit(false, hook);
    stepper.advance(Duration.ofSeconds(5));
    await("the scripts run", () -> lines(count).size() == 3);
    return count;
  }

  @Test
  void aLocalScriptOutlivesTheEngineAndIsNotCarriedOutAgain() throws IOException {
    Path count = counting("count");
    Path gate = folder.resolve("gate");
    beginLocal(hook("once", Juncture.BEFORE_DEPLOY, HookKind.LOCAL_SCRIPT, "echo x >> " + count
        + "\nwhile [ ! -e " + gate + " ]; do sleep 0.1; done\necho done\n"), count);
    boot();
    Files.createFile(gate);
    await("the scripts end", () -> {
      stepper.advance(Duration.ofSeconds(1));
      return steps("hook:beforeDeploy:once").stream().allMatch(step -> step.state() == StepState.SUCCEEDED);
    });
    finish();
    assertAll(ServicingState.SUCCEEDED);
    assertEquals(3, lines(count).size());
  }

  private void kill(Path count) {
    lines(count).forEach(pid -> {
      ProcessHandle script = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      // the leader of its session, too, as when the machine stops
      script.parent().flatMap(ProcessHandle::parent).ifPresent(ProcessHandle::destroyForcibly);
      script.parent().ifPresent(ProcessHandle::destroyForcibly);
      script.destroyForcibly();
    });
    lines(count).forEach(pid -> await(pid + " has ended",
        () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty()));
  }

  @Test
  void whetherAScriptThatWasCutOffIsCarriedOutAgainIsAskedAndNoIsTheDefault() throws IOException {
    Path pids = counting("pids");
    beginLocal(hook("once", Juncture.BEFORE_DEPLOY, HookKind.LOCAL_SCRIPT, "echo $$ >> " + pids + "\nread -r x < "
        + fifo() + "\n"), pids);
    kill(pids);
    boot();
    stepper.advance(Duration.ofSeconds(5));
    assertAll(ServicingState.NEEDS_OPERATOR);
    List<StepView> asking = steps("hook:beforeDeploy:once");
    assertTrue(asking.getFirst().detail().contains("once"), asking.getFirst()::detail);
    stepper.control().decide(snapshot().run().id(), asking.get(0).id(), Decision.APPROVE, "me");
    finish();
    List<ServicingState> states = snapshot().servicings().stream().map(ServicingView::state).toList();
    assertEquals(List.of(ServicingState.SUCCEEDED, ServicingState.FAILED, ServicingState.FAILED), states);
    assertEquals(3, lines(pids).size(), "nothing was carried out again");
  }

  @Test
  void aRepeatableScriptThatWasCutOffIsCarriedOutAgain() throws IOException {
    Path pids = counting("pids");
    Path gate = folder.resolve("gate");
    beginLocal(repeatable(hook("again", Juncture.BEFORE_DEPLOY, HookKind.LOCAL_SCRIPT, "echo $$ >> " + pids
        + "\nwhile [ ! -e " + gate + " ]; do sleep 0.1; done\n")), pids);
    kill(pids);
    Files.createFile(gate);
    boot();
    await("the scripts end", () -> {
      stepper.advance(Duration.ofSeconds(1));
      return steps("hook:beforeDeploy:again").stream().allMatch(step -> step.state() == StepState.SUCCEEDED);
    });
    finish();
    assertAll(ServicingState.SUCCEEDED);
    assertEquals(6, lines(pids).size());
  }

  @Test
  void aScriptIsNotCarriedOutAgainUnaskedWhenTheServicingBeginsAgain() throws IOException {
    Path count = counting("count");
    submit(false, hook("once", Juncture.AFTER_DEPLOY, HookKind.LOCAL_SCRIPT, "echo x >> " + count));
    await("the scripts end", () -> {
      stepper.advance(Duration.ofSeconds(1));
      return steps("hook:afterDeploy:once").stream().allMatch(step -> step.state() == StepState.SUCCEEDED);
    });
    stepper.advance(Duration.ofSeconds(2));
    simulation.hypervisor().deployments(simulation.host).orThrow()
        .forEach(key -> simulation.hypervisor().kill(simulation.host, key).orThrow());
    stepper.advance(Duration.ofMinutes(1));
    assertAll(ServicingState.NEEDS_OPERATOR);
    List<StepView> asking = steps("hook:afterDeploy:once").stream()
        .filter(step -> step.state() == StepState.NEEDS_OPERATOR).toList();
    assertTrue(asking.getFirst().detail().contains("before the servicing began again"), asking.getFirst()::detail);
    stepper.control().decide(snapshot().run().id(), asking.get(0).id(), Decision.APPROVE, "me");
    stepper.control().decide(snapshot().run().id(), asking.get(1).id(), Decision.RETRY, "me");
    await("the script was carried out once more", () -> {
      stepper.advance(Duration.ofSeconds(1));
      return steps("hook:afterDeploy:once").stream().filter(step -> step.state() == StepState.SUCCEEDED).count() == 5;
    });
    finish();
    List<ServicingState> states = snapshot().servicings().stream().map(ServicingView::state).toList();
    assertEquals(List.of(ServicingState.SUCCEEDED, ServicingState.SUCCEEDED, ServicingState.FAILED), states);
    assertEquals(4, lines(count).size());
  }

  /** Something that never answers. */
  private Path fifo() throws IOException {
    Path fifo = folder.resolve("never");
    try {
      new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return fifo;
  }

  @Test
  void theNewGenerationIsStartedOnceMoreCheckedAndStored() throws IOException {
    submit(true, hook("well", Juncture.AFTER_INSTALL, HookKind.HEALTH_CHECK, "true"));
    finish();
    assertAll(ServicingState.SUCCEEDED);
    steps("boot-test").forEach(step -> {
      assertEquals(StepState.SUCCEEDED, step.state());
      assertTrue(output(step).contains("health check well passed in the new generation"), output(step));
    });
    simulation.machines().forEach(machine -> assertFalse(simulation.libraries()
        .generations(simulation.library, machine).orThrow().getFirst().key().isEmpty()));
  }

  @Test
  void aGenerationThatIsNotWellAfterItsSecondStartIsNotStored() throws IOException {
    // what is under /tmp is gone after a start
    submit(true, hook("flag", Juncture.AFTER_INSTALL, HookKind.GUEST_SCRIPT, "echo x > /tmp/flag"),
        hook("well", Juncture.AFTER_INSTALL, HookKind.HEALTH_CHECK, "test -e /tmp/flag"));
    finish();
    assertAllFailed("boot-test-failed");
    steps("hook:afterInstall:well").forEach(step -> assertEquals(StepState.SUCCEEDED, step.state()));
  }

  @Test
  void anEngineThatCrashesDuringTheBootTestGoesOnAndLeavesNothing() throws IOException {
    submit(true, hook("well", Juncture.AFTER_INSTALL, HookKind.HEALTH_CHECK, "true"));
    while (steps("boot-test").stream().noneMatch(step -> step.state() == StepState.RUNNING)) {
      stepper.advance(Duration.ofSeconds(2));
    }
    for (int i = 0; i < 12 && snapshot().run().ended().isEmpty(); i++) {
      boot();
      stepper.advance(Duration.ofSeconds(3));
    }
    finish();
    assertAll(ServicingState.SUCCEEDED);
  }
}
