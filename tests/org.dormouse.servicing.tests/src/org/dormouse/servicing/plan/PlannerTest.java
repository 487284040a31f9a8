package org.dormouse.servicing.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.Plan;
import org.dormouse.engine.PlannedServicing;
import org.dormouse.engine.PlannedStep;
import org.dormouse.json.Json;
import org.dormouse.servicing.Machines;
import org.dormouse.servicing.RunPayload;
import org.dormouse.servicing.ServicingPayload;
import org.dormouse.servicing.plan.Planner.Candidate;
import org.dormouse.servicing.plan.Planner.Placement;
import org.dormouse.servicing.steps.StepKind;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.UpdateService.Snapshot;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final BackendSpec SERVICE = new BackendSpec("updates", "apt", Map.of("uri", "file:///repository"));
  private static final RunPayload RUN = new RunPayload("nightly", SERVICE,
      new Snapshot("updates", "abc", Path.of("/cache/abc"), List.of()), Map.of(), Isolation.LINK_DOWN, 3,
      new RunPayload.Keep(1, Duration.ofDays(14)), Duration.ofMinutes(5), Instant.EPOCH, "/media/nightly");
  private static final Policies POLICIES =
      new Policies(Duration.ofMinutes(10), Duration.ofHours(2), 3, Duration.ofMinutes(5));

  private static Planner planner(Placement placement, HostCapacity... hosts) {
    return new Planner(RUN, List.of(hosts), placement, POLICIES, new Planner.Limits(2, 0, 4,
        Map.of("lab", 10L << 30), new FailureBudget(3, 0)));
  }

  private static Candidate candidate(String name, int memoryMiB, long seconds) {
    var payload = new ServicingPayload(Machines.machine(name, memoryMiB, 1), new BackendSpec("lab", "directory",
        Map.of()), List.of(), false);
    return new Candidate(payload, 512L << 20, seconds);
  }

  private static PlannedStep step(PlannedServicing servicing, StepKind kind) {
    return servicing.steps().stream().filter(step -> step.kind().equals(kind.kind())).findFirst().orElseThrow();
  }

  private static List<String> hosts(PlannedServicing servicing) {
    return step(servicing, StepKind.PLACE).needs().stream().map(PlannedStep.Alternative::name).toList();
  }

  @Test
  void everyVmGoesThroughAllStepsInOrderAndIsAlwaysReleased() {
    Plan plan = planner(Placement.BALANCE, RatingTest.host("a", 4096, 4, "kvm"))
        .plan(List.of(candidate("web01", 512, 0)), "me");
    List<PlannedStep> steps = plan.servicings().getFirst().steps();
    assertEquals(Arrays.stream(StepKind.values()).filter(kind -> kind != StepKind.BOOT_TEST)
        .map(StepKind::kind).toList(), steps.stream().map(PlannedStep::kind).toList());
    assertEquals(List.of("release"), steps.stream().filter(PlannedStep::always).map(PlannedStep::kind).toList());
  }

  @Test
  void theLongestIsStartedFirst() {
    Plan plan = planner(Placement.BALANCE, RatingTest.host("a", 4096, 4, "kvm"))
        .plan(List.of(candidate("short", 512, 10), candidate("long", 512, 100)), "me");
    assertEquals(List.of("lab/long", "lab/short"), plan.servicings().stream().map(PlannedServicing::subject).toList());
  }

  @Test
  void balancingBeginsWithAnotherOfTheEqualHostsForEachVm() {
    Plan plan = planner(Placement.BALANCE, RatingTest.host("a", 4096, 4, "kvm"), RatingTest.host("b", 4096, 4, "kvm"))
        .plan(List.of(candidate("one", 512, 2), candidate("two", 512, 1)), "me");
    assertEquals(List.of("a", "b"), hosts(plan.servicings().get(0)));
    assertEquals(List.of("b", "a"), hosts(plan.servicings().get(1)));
  }

  @Test
  void consolidatingBeginsWithTheSameHostForEachVm() {
    Plan plan = planner(Placement.CONSOLIDATE, RatingTest.host("a", 4096, 4, "kvm"),
        RatingTest.host("b", 4096, 4, "kvm")).plan(List.of(candidate("one", 512, 2), candidate("two", 512, 1)), "me");
    plan.servicings().forEach(servicing -> assertEquals(List.of("a", "b"), hosts(servicing)));
  }

  @Test
  void aBetterHostComesFirstAndOneThatDoesNotFitNotAtAll() {
    Plan plan = planner(Placement.BALANCE, RatingTest.host("tiny", 256, 4, "kvm"),
        RatingTest.host("slow", 4096, 4, "tcg"), RatingTest.host("fast", 4096, 4, "kvm"))
        .plan(List.of(candidate("one", 512, 2), candidate("two", 512, 1)), "me");
    plan.servicings().forEach(servicing -> assertEquals(List.of("fast", "slow"), hosts(servicing)));
  }

  @Test
  void aPlaceTakesMemoryProcessorsServiceRunAndRoomTogether() {
    Plan plan = planner(Placement.BALANCE, RatingTest.host("a", 4096, 4, "kvm"))
        .plan(List.of(candidate("web01", 512, 0)), "me");
    PlannedStep place = step(plan.servicings().getFirst(), StepKind.PLACE);
    assertEquals(Map.of("host:a/vms", 1L, "host:a/memory", 512L, "host:a/cpus", 1L, "service:updates", 1L,
        Plan.OF_THE_RUN, 1L, "room:lab", 512L), place.needs().getFirst().amounts());
    assertEquals(PlannedStep.Hold.SERVICING, place.hold());
    place.needs().getFirst().amounts().forEach((resource, amount) ->
        assertTrue(plan.available().get(resource) >= amount, resource));
    assertEquals(2L, plan.capacities().get(Plan.OF_THE_RUN));
  }

  @Test
  void twoRunsNeverServiceOneVmAtATime() {
    Plan plan = planner(Placement.BALANCE, RatingTest.host("a", 4096, 4, "kvm"))
        .plan(List.of(candidate("web01", 512, 0)), "me");
    PlannedStep claim = step(plan.servicings().getFirst(), StepKind.CLAIM);
    assertEquals(Map.of("vm:lab/web01", 1L), claim.needs().getFirst().amounts());
    assertEquals(PlannedStep.Hold.SERVICING, claim.hold());
    assertEquals(1L, plan.capacities().get("vm:lab/web01"));
  }

  @Test
  void payloadsComeBackAsTheyWereFrozen() {
    Plan plan = planner(Placement.BALANCE, RatingTest.host("a", 4096, 4, "kvm"))
        .plan(List.of(candidate("web01", 512, 0)), "me");
    assertEquals(RUN, Json.read(plan.payload(), RunPayload.class));
    assertEquals("lab/web01",
        Json.read(plan.servicings().getFirst().payload(), ServicingPayload.class).machine().id());
  }
}
