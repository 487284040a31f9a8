package org.dormouse.engine;

import static org.dormouse.engine.Bench.POLICY;
import static org.dormouse.engine.Bench.needing;
import static org.dormouse.engine.Bench.plan;
import static org.dormouse.engine.Bench.release;
import static org.dormouse.engine.Script.running;
import static org.dormouse.engine.Script.trouble;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.dormouse.engine.PlannedStep.Alternative;
import org.dormouse.engine.PlannedStep.Hold;
import org.junit.jupiter.api.Test;

/** Who is granted what, and when. */
class AdmissionTest {

  private final Bench bench = new Bench();
  private final Script script = bench.script;

  private long underWay() {
    return bench.snapshot().run().counts().getOrDefault(ServicingState.RUNNING, 0);
  }

  @Test
  void aSlotIsFilledAgainTheMomentItIsFree() {
    for (int i = 0; i < 10; i++) {
      script.start("install", Script.running("t" + i));
    }
    // the first takes ten polls, the others one
    script.poll("install", running("t0"), Script.DONE);
    bench.boot();
    bench.submit(plan(6, List.of(needing("install", Hold.SERVICING, Map.of("slot", 1L)), release()),
        Map.of("slot", 2L), FailureBudget.NONE));
    bench.stepper.settle();
    assertEquals(2, underWay());
    assertEquals(2, script.count("start install"));
    bench.stepper.advance(Duration.ofSeconds(5));
    assertEquals(3, script.count("start install"));
    assertEquals(2, underWay());
    bench.stepper.advance(Duration.ofMinutes(1));
    assertEquals(Map.of(ServicingState.SUCCEEDED, 6), bench.snapshot().run().counts());
    assertEquals(List.of(), bench.stepper.runs().leases());
  }

  @Test
  void theFirstAlternativeThatFitsIsTaken() {
    PlannedStep deploy = new PlannedStep("deploy", POLICY, List.of(new Alternative("host-a", Map.of("a", 1L)),
        new Alternative("host-b", Map.of("b", 1L))), Hold.SERVICING, false);
    for (int i = 0; i < 3; i++) {
      script.start("deploy", running("t"));
    }
    bench.boot();
    bench.submit(plan(3, List.of(deploy, release()), Map.of("a", 1L, "b", 2L), FailureBudget.NONE));
    bench.stepper.settle();
    assertEquals(List.of("host-a", "host-b", "host-b"), bench.snapshot().steps().stream()
        .filter(step -> step.kind().equals("deploy")).map(step -> step.granted().orElseThrow()).toList());
    assertEquals("host-a", script.contexts.getFirst().granted("deploy").orElseThrow());
    assertEquals(List.of("host-a", "host-b", "host-b"),
        bench.stepper.runs().held("deploy").values().stream().sorted().toList());
    assertEquals(Map.of(), bench.stepper.runs().held("release"));
    bench.stepper.advance(Duration.ofMinutes(1));
    assertEquals(Map.of(), bench.stepper.runs().held("deploy"));
  }

  @Test
  void limitsCountOverAllRuns() {
    Plan plan = plan(3, List.of(needing("install", Hold.SERVICING, Map.of("slot", 1L)), release()),
        Map.of("slot", 2L), FailureBudget.NONE);
    for (int i = 0; i < 6; i++) {
      script.start("install", running("t"));
    }
    bench.boot();
    bench.submit(plan);
    bench.submit(plan);
    bench.stepper.settle();
    assertEquals(2, script.count("start install"));
    assertEquals(2, bench.stepper.runs().leases().size());
  }

  @Test
  void theLimitOfARunCountsForThatRunAloneAlsoAfterAnotherStart() {
    List<PlannedStep> steps = List.of(needing("install", Hold.SERVICING, Map.of(Plan.OF_THE_RUN, 1L)), release());
    for (int i = 0; i < 8; i++) {
      script.start("install", running("t" + i));
    }
    script.poll("install", running("t0"), running("t1"), running("t2"), Script.DONE);
    bench.boot();
    bench.submit(plan(4, steps, Map.of(Plan.OF_THE_RUN, 2L), FailureBudget.NONE));
    bench.submit(plan(4, steps, Map.of(Plan.OF_THE_RUN, 1L), FailureBudget.NONE));
    bench.stepper.settle();
    assertEquals(3, script.count("start install"));
    bench.boot();
    bench.stepper.settle();
    assertEquals(3, bench.stepper.runs().leases().size());
    bench.stepper.advance(Duration.ofMinutes(1));
    assertEquals(8, script.count("start install"));
  }

  @Test
  void aNewPlanMayRaiseACapacity() {
    for (int i = 0; i < 6; i++) {
      script.start("install", running("t"));
    }
    bench.boot();
    List<PlannedStep> steps = List.of(needing("install", Hold.SERVICING, Map.of("slot", 1L)), release());
    bench.submit(plan(3, steps, Map.of("slot", 1L), FailureBudget.NONE));
    bench.stepper.settle();
    assertEquals(1, script.count("start install"));
    bench.submit(plan(1, steps, Map.of("slot", 3L), FailureBudget.NONE));
    bench.stepper.settle();
    assertEquals(3, script.count("start install"));
  }

  @Test
  void whatIsHeldForAStepIsFreeWhenTheStepIsOver() {
    script.start("install", running("t"), running("t"));
    bench.boot();
    bench.submit(plan(2, List.of(needing("deploy", Hold.STEP, Map.of("slot", 1L)), PlannedStep.of("install", POLICY),
        release()), Map.of("slot", 1L), FailureBudget.NONE));
    bench.stepper.settle();
    assertEquals(2, script.count("start install"));
    assertEquals(List.of(), bench.stepper.runs().leases());
  }

  @Test
  void whatIsHeldForTheServicingStaysWithItOverAttempts() {
    script.start("deploy", new Outcome.Retry(trouble("busy"), Duration.ZERO));
    bench.boot();
    bench.submit(plan(2, List.of(needing("deploy", Hold.SERVICING, Map.of("slot", 1L)), release()),
        Map.of("slot", 1L), FailureBudget.NONE));
    bench.stepper.settle();
    assertEquals(1, script.count("start deploy"));
    assertEquals("vm1", bench.stepper.runs().leases().getFirst().servicingId());
    bench.stepper.advance(Duration.ofSeconds(10));
    assertEquals(List.of("start deploy vm1", "start deploy vm1", "start release vm1", "start deploy vm2",
        "start release vm2"), script.calls);
  }

  @Test
  void aServicingThatStartsOverMayGetAnotherHost() {
    PlannedStep deploy = new PlannedStep("deploy", POLICY, List.of(new Alternative("host-a", Map.of("a", 1L)),
        new Alternative("host-b", Map.of("b", 1L))), Hold.SERVICING, false);
    script.start("deploy", running("t")).poll("deploy", new Outcome.StartOver("deploy", trouble("host-died")));
    bench.boot();
    bench.submit(plan(1, List.of(deploy, release()), Map.of("a", 1L, "b", 1L), FailureBudget.NONE));
    bench.stepper.settle();
    assertEquals("host-a", script.contexts.getFirst().granted("deploy").orElseThrow());
    String run = bench.snapshot().run().id();
    bench.submit(plan(0, List.of(), Map.of("a", 0L), FailureBudget.NONE));
    bench.stepper.advance(Duration.ofSeconds(5));
    assertEquals(RunState.ENDED, bench.stepper.runs().run(run).orElseThrow().state());
    assertEquals("host-b", script.contexts.getLast().granted("deploy").orElseThrow());
    assertEquals(List.of(), bench.stepper.runs().leases());
  }

  @Test
  void earlierStepsKeepWhatTheyHoldWhenTheServicingStartsOver() {
    script.start("install", new Outcome.StartOver("deploy", trouble("guest-died")), running("t"));
    bench.boot();
    bench.submit(plan(1, List.of(needing("claim", Hold.SERVICING, Map.of("a", 1L)),
        needing("deploy", Hold.SERVICING, Map.of("b", 1L)), PlannedStep.of("install", POLICY), release()),
        Map.of("a", 1L, "b", 1L), FailureBudget.NONE));
    bench.stepper.settle();
    assertEquals(2, bench.stepper.runs().leases().size());
    assertEquals("host-a", script.contexts.getLast().granted("claim").orElseThrow());
    assertTrue(script.contexts.getLast().output("claim").isPresent());
    assertEquals(1, script.count("start claim"));
  }

  @Test
  void whatIsBegunComesBeforeWhatIsNot() {
    script.start("install", running("t"));
    bench.boot();
    bench.submit(plan(3, List.of(PlannedStep.of("claim", POLICY),
        needing("install", Hold.STEP, Map.of("slot", 1L)), release()), Map.of("slot", 1L), FailureBudget.NONE));
    bench.stepper.settle();
    bench.stepper.advance(Duration.ofSeconds(5));
    assertEquals(List.of("start install vm1", "start install vm2", "start install vm3"),
        script.calls.stream().filter(call -> call.startsWith("start install")).toList());
  }

  @Test
  void manySmallOnesDoNotKeepABigOneWaitingForEver() {
    Script ordered = new Script("install", "release");
    Bench crowd = new Bench(ordered);
    for (int i = 0; i < 200; i++) {
      ordered.start("install", running("t"));
    }
    crowd.boot();
    List<PlannedServicing> servicings = new ArrayList<>();
    servicings.add(small(0));
    servicings.add(small(1));
    servicings.add(new PlannedServicing("big", "big", "",
        List.of(needing("install", Hold.SERVICING, Map.of("memory", 4L)), release())));
    for (int i = 2; i < 60; i++) {
      servicings.add(small(i));
    }
    crowd.submit(new Plan("job", "admin", "", servicings, Map.of("memory", 4L), FailureBudget.NONE));
    // small ones come back one after the other, so that four places are never free at once by themselves
    crowd.stepper.settle();
    for (int i = 0; i < 200 && ordered.count("start install big") == 0; i++) {
      crowd.stepper.pass(Duration.ofSeconds(1 + i % 2));
      if (!crowd.stepper.calls().isEmpty()) {
        crowd.stepper.call(0);
      }
      while (crowd.stepper.calls().stream().anyMatch(call -> call.startsWith("release"))) {
        crowd.stepper.call(indexOfRelease(crowd.stepper.calls()));
      }
    }
    assertEquals(1, ordered.count("start install big"));
    long overtook = ordered.calls.stream().takeWhile(call -> !call.equals("start install big"))
        .filter(call -> call.startsWith("start install")).count() - 2;
    assertTrue(overtook <= EngineSettings.DEFAULT.overtakes() + 2, "" + overtook);
    crowd.stepper.finish(Duration.ofHours(2));
    assertEquals(Map.of(ServicingState.SUCCEEDED, 61), crowd.snapshot().run().counts());
  }

  private static int indexOfRelease(List<String> calls) {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).startsWith("release")) {
        return i;
      }
    }
    return -1;
  }

  private static PlannedServicing small(int number) {
    return new PlannedServicing("small" + number, "small" + number, "",
        List.of(needing("install", Hold.SERVICING, Map.of("memory", 1L)), release()));
  }

  @Test
  void noMoreCallsAreMadeAtOnceThanTheSettingsAllow() {
    bench.settings = new EngineSettings(3, Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(30),
        Duration.ofMinutes(1), Duration.ofMinutes(10), 8, 5);
    bench.boot();
    bench.submit(plan(10, Bench.steps(POLICY)));
    assertEquals(3, bench.stepper.calls().size());
    bench.stepper.call(1);
    assertEquals(3, bench.stepper.calls().size());
    bench.stepper.settle();
    assertEquals(Map.of(ServicingState.SUCCEEDED, 10), bench.snapshot().run().counts());
  }
}
