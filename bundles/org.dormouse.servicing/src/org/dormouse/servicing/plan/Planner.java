package org.dormouse.servicing.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.Plan;
import org.dormouse.engine.PlannedServicing;
import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.PlannedStep.Alternative;
import org.dormouse.engine.PlannedStep.Hold;
import org.dormouse.json.Json;
import org.dormouse.model.Juncture;
import org.dormouse.servicing.RunPayload;
import org.dormouse.servicing.ServicingPayload;
import org.dormouse.servicing.steps.StepKind;
import org.dormouse.spi.StoredMachine;

/**
 * Turns a job's VMs into the steps of a run. What they compete for are resources that the engine grants: the VM
 * itself (nobody else services it meanwhile), processors for looking into images, places on hosts, the update
 * service, the run's own limit, and room in the library for the new generation.
 */
public final class Planner {

  /** How the hosts that fit are ordered for a VM. */
  public enum Placement { BALANCE, CONSOLIDATE }

  /** @param storeBytes room the new generation needs; {@code seconds} expected, the longest are started first */
  public record Candidate(ServicingPayload payload, long storeBytes, long seconds) {}

  /**
   * @param runLimit woken VMs of this run at a time, 0 for no limit; {@code serviceLimit} the same for the service
   * @param lookers images looked into at a time
   * @param freeBytes by library
   */
  public record Limits(int runLimit, int serviceLimit, int lookers, Map<String, Long> freeBytes,
      FailureBudget budget) {}

  private static final long MIB = 1024 * 1024;

  private final RunPayload run;
  private final List<HostCapacity> hosts;
  private final Placement placement;
  private final Policies policies;
  private final Limits limits;

  public Planner(RunPayload run, List<HostCapacity> hosts, Placement placement, Policies policies, Limits limits) {
    this.run = run;
    this.hosts = List.copyOf(hosts);
    this.placement = placement;
    this.policies = policies;
    this.limits = limits;
  }

  public Plan plan(List<Candidate> candidates, String by) {
    List<Candidate> ordered = candidates.stream()
        .sorted(Comparator.comparingLong(Candidate::seconds).reversed()
            .thenComparing(candidate -> candidate.payload().machine().id()))
        .toList();
    List<PlannedServicing> servicings = IntStream.range(0, ordered.size())
        .mapToObj(i -> servicing(ordered.get(i), i)).toList();
    return new Plan(run.job(), by, Json.write(run), servicings, capacities(ordered), rooms(), limits.budget());
  }

  private PlannedServicing servicing(Candidate candidate, int position) {
    StoredMachine machine = candidate.payload().machine();
    List<PlannedStep> steps = new ArrayList<>();
    for (StepKind kind : StepKind.values()) {
      if (kind == StepKind.BOOT_TEST && run.bootTest().isEmpty()) {
        continue;
      }
      before(kind).ifPresent(juncture -> steps.addAll(hooks(juncture)));
      steps.add(switch (kind) {
        case CLAIM -> step(kind, List.of(new Alternative("vm", Map.of(vm(machine), 1L))), Hold.SERVICING);
        case ASSESS -> step(kind, List.of(new Alternative("look", Map.of("looking", 1L))), Hold.STEP);
        case PLACE -> step(kind, places(candidate, position), Hold.SERVICING);
        case BOOT_TEST -> PlannedStep.of(kind.kind(), policies.bootTest(run.bootChecks()));
        case RELEASE -> new PlannedStep(kind.kind(), policies.of(kind), List.of(), Hold.STEP, true);
        default -> PlannedStep.of(kind.kind(), policies.of(kind));
      });
      after(kind).ifPresent(juncture -> steps.addAll(hooks(juncture)));
    }
    return new PlannedServicing("vm-" + (position + 1), machine.id(), Json.write(candidate.payload()), steps);
  }

  private List<PlannedStep> hooks(Juncture juncture) {
    return run.hooks().stream().filter(hook -> hook.juncture() == juncture)
        .map(hook -> PlannedStep.of(hook.stepKind(), policies.of(hook))).toList();
  }

  private static Optional<Juncture> before(StepKind kind) {
    return Optional.ofNullable(switch (kind) {
      case DEPLOY -> Juncture.BEFORE_DEPLOY;
      case INSTALL -> Juncture.BEFORE_INSTALL;
      case SHUT_DOWN -> Juncture.BEFORE_SHUT_DOWN;
      case STORE -> Juncture.BEFORE_STORE;
      default -> null;
    });
  }

  private static Optional<Juncture> after(StepKind kind) {
    return Optional.ofNullable(switch (kind) {
      case DEPLOY -> Juncture.AFTER_DEPLOY;
      case INSTALL -> Juncture.AFTER_INSTALL;
      case SHUT_DOWN -> Juncture.AFTER_SHUT_DOWN;
      case STORE -> Juncture.AFTER_STORE;
      default -> null;
    });
  }

  private PlannedStep step(StepKind kind, List<Alternative> needs, Hold hold) {
    return new PlannedStep(kind.kind(), policies.of(kind), needs, hold, false);
  }

  /** Ratings of all hosts for the VM, best first. */
  public List<Rating> ratings(StoredMachine machine) {
    return hosts.stream().map(host -> Rating.of(host, machine.hardware()))
        .sorted(Comparator.comparingInt(Rating::stars).reversed()).toList();
  }

  /**
   * Hosts that fit, in the order in which the engine tries them: the best rated first; among equals, to balance, each
   * VM begins with another one, to consolidate, all begin with the same.
   */
  private List<Alternative> places(Candidate candidate, int position) {
    StoredMachine machine = candidate.payload().machine();
    List<Rating> fitting = ratings(machine).stream().filter(rating -> rating.stars() > 0).toList();
    List<Alternative> places = new ArrayList<>();
    for (int i = 0; i < fitting.size(); i++) {
      int at = placement == Placement.BALANCE ? (i + position) % fitting.size() : i;
      places.add(place(fitting.get(at).host(), candidate));
    }
    if (placement == Placement.BALANCE) {
      Map<String, Integer> stars = new HashMap<>();
      fitting.forEach(rating -> stars.put(rating.host(), rating.stars()));
      places.sort(Comparator.comparingInt((Alternative place) -> stars.get(place.name())).reversed());
    }
    return places;
  }

  private Alternative place(String host, Candidate candidate) {
    StoredMachine machine = candidate.payload().machine();
    Map<String, Long> amounts = new HashMap<>();
    amounts.put(host(host, "vms"), 1L);
    amounts.put(host(host, "memory"), (long) machine.hardware().memoryMiB());
    amounts.put(host(host, "cpus"), (long) machine.hardware().cpus());
    amounts.put("service:" + run.service().name(), 1L);
    amounts.put(Plan.OF_THE_RUN, 1L);
    amounts.put("room:" + machine.library(), Math.max(1, candidate.storeBytes() / MIB));
    return new Alternative(host, amounts);
  }

  private Map<String, Long> capacities(List<Candidate> candidates) {
    Map<String, Long> capacities = new HashMap<>();
    candidates.forEach(candidate -> capacities.put(vm(candidate.payload().machine()), 1L));
    capacities.put("looking", (long) limits.lookers());
    for (HostCapacity host : hosts) {
      capacities.put(host(host.name(), "vms"), (long) host.concurrent());
      capacities.put(host(host.name(), "memory"), host.memoryMiB());
      capacities.put(host(host.name(), "cpus"), (long) host.cpus());
    }
    capacities.put("service:" + run.service().name(), orUnlimited(limits.serviceLimit()));
    capacities.put(Plan.OF_THE_RUN, orUnlimited(limits.runLimit()));
    return capacities;
  }

  /** What stores under way have reserved is not to be had a second time, and is theirs still. */
  private Map<String, Long> rooms() {
    Map<String, Long> rooms = new HashMap<>();
    limits.freeBytes().forEach((library, bytes) -> rooms.put("room:" + library, bytes / MIB));
    return rooms;
  }

  private static long orUnlimited(int limit) {
    return limit > 0 ? limit : Long.MAX_VALUE;
  }

  private static String vm(StoredMachine machine) {
    return "vm:" + machine.id();
  }

  private static String host(String name, String what) {
    return "host:" + name + "/" + what;
  }
}
