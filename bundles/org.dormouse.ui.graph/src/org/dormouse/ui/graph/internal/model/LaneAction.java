package org.dormouse.ui.graph.internal.model;

import java.util.List;
import java.util.Optional;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;

/** What can be done with a VM or a step of a run, and in which states. */
public enum LaneAction {
  RETRY("org.dormouse.ui.retry", "Retry"),
  SKIP("org.dormouse.ui.skip", "Skip"),
  APPROVE("org.dormouse.ui.approve", "Approve"),
  REJECT("org.dormouse.ui.reject", "Reject"),
  CANCEL("org.dormouse.ui.cancel", "Cancel"),
  VIEW_SCRIPT("org.dormouse.ui.viewScript", "View Script");

  private final String command;
  private final String title;

  LaneAction(String command, String title) {
    this.command = command;
    this.title = title;
  }

  /** Id of the workbench's command. */
  public String command() {
    return command;
  }

  public String title() {
    return title;
  }

  /** @param step empty if the VM itself is meant */
  public boolean isAllowed(Servicing servicing, Optional<Step> step) {
    boolean asks = step.map(Step::state).filter("NEEDS_OPERATOR"::equals).isPresent();
    return switch (this) {
      case RETRY -> asks || isOneOf(servicing.state(), "FAILED", "CANCELLED");
      case SKIP -> asks || step.map(Step::state).filter("CLEANUP_OWED"::equals).isPresent();
      case APPROVE, REJECT -> asks;
      case CANCEL -> isOneOf(servicing.state(), "WAITING", "RUNNING", "NEEDS_OPERATOR");
      case VIEW_SCRIPT -> step.filter(each -> each.ended().isPresent()
          && isOneOf(each.state(), "SUCCEEDED", "FAILED")).isPresent();
    };
  }

  private static boolean isOneOf(String state, String... states) {
    return List.of(states).contains(state);
  }
}
