package org.dormouse.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.dormouse.engine.PlannedStep.Alternative;
import org.dormouse.engine.PlannedStep.Hold;
import org.dormouse.engine.StepPolicy.Recovery;

/**
 * A small world outside the engine that survives its crashes: claims, deployments on a host with two places, stored
 * generations. It notices when it is used wrongly, and a test asks it in the end whether anything was left behind.
 */
final class World {

  static final int PLACES = 2;
  static final Map<String, Long> CAPACITY = Map.of("host/places", (long) PLACES);

  /** What the next call of that kind comes to instead of its work, if anything. */
  Function<String, Optional<Outcome>> fate = kind -> Optional.empty();

  final Map<String, String> claims = new HashMap<>();
  /** Servicing key to whether it is done deploying. */
  final Map<String, Boolean> deployments = new HashMap<>();
  final Map<String, List<String>> generations = new HashMap<>();
  /** What must not have happened; a handler that threw would only fail its step. */
  final List<String> violations = new ArrayList<>();
  private final Map<String, String> keyOwner = new HashMap<>();

  Collection<StepHandler> handlers() {
    return List.of(new Claim(), new Deploy(), new Install(), new Store(), new Release());
  }

  static List<PlannedStep> steps() {
    StepPolicy repeat = policy(new Recovery.Repeat());
    StepPolicy again = policy(new Recovery.RestartFrom("deploy"));
    return List.of(PlannedStep.of("claim", repeat),
        new PlannedStep("deploy", again, List.of(new Alternative("host", Map.of("host/places", 1L))), Hold.SERVICING,
            false),
        PlannedStep.of("install", again), PlannedStep.of("store", repeat),
        new PlannedStep("release", repeat, List.of(), Hold.STEP, true));
  }

  private static StepPolicy policy(Recovery recovery) {
    return new StepPolicy(Duration.ofMinutes(10), 3, Duration.ofSeconds(10), Duration.ofMinutes(1), recovery, true);
  }

  static Plan plan(int servicings) {
    return Bench.plan(servicings, steps(), CAPACITY, FailureBudget.NONE);
  }

  /** Nothing of ours remains, and what was said to be done was done exactly once. */
  void assertClean(Runs.Snapshot snapshot) {
    assertEquals(List.of(), violations);
    assertEquals(Map.of(), claims, "claims left");
    assertEquals(Map.of(), deployments, "deployments left");
    for (ServicingView servicing : snapshot.servicings()) {
      List<String> stored = generations.getOrDefault(servicing.subject(), List.of());
      assertEquals(new HashSet<>(stored).size(), stored.size(), "stored twice: " + stored);
      if (servicing.state() == ServicingState.SUCCEEDED) {
        assertTrue(snapshot.steps().stream().filter(step -> step.servicingId().equals(servicing.id()))
            .filter(step -> step.kind().equals("store"))
            .anyMatch(step -> step.state() == StepState.SUCCEEDED || step.state() == StepState.SKIPPED),
            "succeeded without storing: " + servicing);
      }
    }
  }

  private void expect(boolean right, String otherwise) {
    if (!right) {
      violations.add(otherwise);
    }
  }

  private static String owner(StepContext context) {
    return context.runId() + "/" + context.servicingId();
  }

  private abstract class Acting implements StepHandler {
    private final String kind;

    Acting(String kind) {
      this.kind = kind;
    }

    @Override
    public String kind() {
      return kind;
    }

    abstract Outcome work(StepContext context);

    @Override
    public Outcome start(StepContext context) {
      check(context);
      return fate.apply(kind).orElseGet(() -> work(context));
    }

    @Override
    public Outcome poll(StepContext context, String ticket) {
      check(context);
      return fate.apply(kind).orElseGet(() -> finished(context));
    }

    Outcome finished(StepContext context) {
      return work(context);
    }

    @Override
    public void stop(StepContext context, String ticket) {
      check(context);
    }

    private void check(StepContext context) {
      String other = keyOwner.putIfAbsent(context.servicingKey(), owner(context));
      expect(other == null || other.equals(owner(context)), "one key for two servicings");
      expect(context.servicingKey().matches("[a-z0-9-]{1,40}"), context.servicingKey());
      expect(context.stepKey().length() <= 60, context.stepKey());
      expect(deployments.size() <= PLACES, "more deployed than there is room for: " + deployments);
    }
  }

  private final class Claim extends Acting {
    Claim() {
      super("claim");
    }

    @Override
    Outcome work(StepContext context) {
      String other = claims.putIfAbsent(context.subject(), owner(context));
      expect(other == null || other.equals(owner(context)), "claimed by two");
      return new Outcome.Done(context.servicingKey());
    }
  }

  private final class Deploy extends Acting {
    Deploy() {
      super("deploy");
    }

    @Override
    Outcome work(StepContext context) {
      expect(context.granted("deploy").equals(Optional.of("host")), "deployed without a place");
      expect(claims.containsKey(context.subject()), "deployed without a claim");
      deployments.put(context.servicingKey(), false);
      return new Outcome.Running("job", "copies", 0.1, Duration.ofSeconds(5));
    }

    @Override
    Outcome finished(StepContext context) {
      deployments.put(context.servicingKey(), true);
      return new Outcome.Done(context.servicingKey());
    }

    @Override
    public Optional<Outcome> find(StepContext context) {
      return deployments.containsKey(context.servicingKey())
          ? Optional.of(new Outcome.Running("job", "found", 0.1, Duration.ofSeconds(5))) : Optional.empty();
    }
  }

  private final class Install extends Acting {
    Install() {
      super("install");
    }

    @Override
    Outcome work(StepContext context) {
      expect(Boolean.TRUE.equals(deployments.get(context.servicingKey())), "installed in what is not deployed");
      expect(context.output("deploy").equals(Optional.of(context.servicingKey())), "output of another life");
      return new Outcome.Running("job", "installs", 0.5, Duration.ofSeconds(5));
    }

    @Override
    Outcome finished(StepContext context) {
      return new Outcome.Done("installed");
    }
  }

  private final class Store extends Acting {
    Store() {
      super("store");
    }

    @Override
    Outcome work(StepContext context) {
      List<String> stored = generations.computeIfAbsent(context.subject(), subject -> new ArrayList<>());
      if (!stored.contains(context.servicingKey())) {
        stored.add(context.servicingKey());
      }
      return new Outcome.Done("stored");
    }

    @Override
    public Optional<Outcome> find(StepContext context) {
      return generations.getOrDefault(context.subject(), List.of()).contains(context.servicingKey())
          ? Optional.of(new Outcome.Done("stored")) : Optional.empty();
    }
  }

  private final class Release extends Acting {
    Release() {
      super("release");
    }

    @Override
    Outcome work(StepContext context) {
      deployments.remove(context.servicingKey());
      if (context.startingOverFrom().isEmpty()) {
        claims.remove(context.subject(), owner(context));
      }
      return new Outcome.Done("");
    }
  }
}
