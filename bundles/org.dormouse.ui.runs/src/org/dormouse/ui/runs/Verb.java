package org.dormouse.ui.runs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dormouse.api.EngineApi;
import org.dormouse.api.RunsApi;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;

/** What a person may do about one VM of a run, and when; the same in menus, commands and every page. */
public enum Verb {
  RETRY("&Retry", "retry"),
  SKIP("&Skip Step", "skip"),
  CANCEL("&Cancel", "cancel"),
  APPROVE("&Approve", "approve"),
  REJECT("Re&ject", "reject");

  private final String label;
  private final String iconName;

  Verb(String label, String iconName) {
    this.label = label;
    this.iconName = iconName;
  }

  public String label() {
    return label;
  }

  /** The label without its mnemonic. */
  public String word() {
    return label.replace("&", "");
  }

  public String iconName() {
    return iconName;
  }

  /** Id of the workbench's command. */
  public String command() {
    return "org.dormouse.ui." + name().toLowerCase(Locale.ROOT);
  }

  /** @param steps those of the servicing, newest attempts */
  public boolean isPossible(Servicing servicing, List<Step> steps) {
    boolean asks = asking(steps).isPresent();
    return switch (this) {
      case RETRY -> asks && !isApproval(steps) || List.of("FAILED", "CANCELLED").contains(servicing.state());
      case SKIP -> asks && !isApproval(steps);
      case APPROVE, REJECT -> asks && isApproval(steps);
      case CANCEL -> List.of("WAITING", "RUNNING", "NEEDS_OPERATOR").contains(servicing.state());
    };
  }

  public static Optional<Step> asking(List<Step> steps) {
    return steps.stream().filter(step -> step.state().equals("NEEDS_OPERATOR")).findFirst();
  }

  /** A hook that waits for a person who agrees, rather than a step that does not know how to go on. */
  private static boolean isApproval(List<Step> steps) {
    return asking(steps).filter(step -> step.kind().toLowerCase(Locale.ROOT).startsWith("hook:")
        && step.trouble().isEmpty()).isPresent();
  }

  /** Asks the engine to do it; only where it is possible. */
  public CompletableFuture<RunsApi.RunRef> ask(EngineApi engine, Servicing servicing, List<Step> steps) {
    RunsApi.ServicingRef whole = new RunsApi.ServicingRef(servicing.runId(), servicing.id());
    Optional<Step> asking = asking(steps);
    return switch (this) {
      case CANCEL -> engine.cancel(whole);
      case RETRY -> asking.map(step -> decide(engine, step, "RETRY")).orElseGet(() -> engine.retry(whole));
      case SKIP -> decide(engine, asking.orElseThrow(), "SKIP");
      case APPROVE -> decide(engine, asking.orElseThrow(), "APPROVE");
      case REJECT -> decide(engine, asking.orElseThrow(), "FAIL");
    };
  }

  private static CompletableFuture<RunsApi.RunRef> decide(EngineApi engine, Step step, String decision) {
    return engine.decide(new RunsApi.Decide(step.runId(), step.id(), decision));
  }
}
