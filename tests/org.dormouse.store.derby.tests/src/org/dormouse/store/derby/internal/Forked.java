package org.dormouse.store.derby.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.dormouse.engine.Change;
import org.dormouse.engine.Engine;
import org.dormouse.engine.EngineSettings;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.Plan;
import org.dormouse.engine.PlannedServicing;
import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.PlannedStep.Hold;
import org.dormouse.engine.StepContext;
import org.dormouse.engine.StepHandler;
import org.dormouse.engine.StepPolicy;
import org.dormouse.engine.StepState;
import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.StoreFailed;

/** What {@link KillTest} runs in another process. Prints a line for each thing that is durable. */
public final class Forked {

  static final int SERVICINGS = 700;
  private static final List<String> KINDS = List.of("claim", "deploy", "install", "store", "release");

  private Forked() {}

  record Instantly(String kind) implements StepHandler {
    @Override
    public Outcome start(StepContext context) {
      return new Outcome.Done("output of " + context.stepKey());
    }

    @Override
    public Outcome poll(StepContext context, String ticket) {
      return new Outcome.Done("");
    }

    @Override
    public void stop(StepContext context, String ticket) {
      // nothing is under way outside
    }
  }

  static List<Instantly> handlers() {
    return KINDS.stream().map(Instantly::new).toList();
  }

  static Plan plan(int servicings) {
    StepPolicy policy = StepPolicy.once(Duration.ofMinutes(10));
    List<PlannedStep> steps = KINDS.stream()
        .map(kind -> new PlannedStep(kind, policy, List.of(), Hold.STEP, kind.equals("release"))).toList();
    List<PlannedServicing> planned = IntStream.rangeClosed(1, servicings)
        .mapToObj(i -> new PlannedServicing("vm" + i, "library/vm" + i, "", steps)).toList();
    return new Plan("job", "admin", "", planned, Map.of(), FailureBudget.NONE);
  }

  public static void main(String[] arguments) throws InterruptedException {
    Path state = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "work" -> work(state);
      case "open" -> open(state);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void work(Path state) throws InterruptedException {
    RunStore store = new DerbyStores().open(state);
    Engine engine = Engine.open(store, handlers(), InstantSource.system(), EngineSettings.DEFAULT);
    engine.subscribe(change -> {
      if (change instanceof Change.StepChanged(long seq, var step) && step.state() == StepState.SUCCEEDED) {
        System.out.println(step.id());
      }
    });
    System.out.println("ready " + Instant.now());
    engine.control().submit(plan(SERVICINGS));
    new CountDownLatch(1).await();
  }

  private static void open(Path state) {
    try (RunStore store = new DerbyStores().open(state)) {
      System.out.println("opened " + store.installation());
    } catch (StoreFailed e) {
      System.out.println(e.getMessage());
    }
  }
}
