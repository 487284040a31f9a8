package org.dormouse.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One step of a planned servicing.
 *
 * @param kind selects the {@link StepHandler}: the one of this kind or, for several steps of one family such as
 *     {@code hook:beforeStore:agree}, the one of what stands before the first colon; unique within its servicing
 * @param needs alternatives, best first, one of which has to be granted before the step is claimed; empty: nothing
 * @param hold how long what was granted is held
 * @param always runs whatever became of the steps before it (release); otherwise it is skipped after a failure
 */
public record PlannedStep(String kind, StepPolicy policy, List<Alternative> needs, Hold hold, boolean always) {

  public enum Hold { STEP, SERVICING }

  /**
   * @param name what is chosen by taking this alternative, e.g. the host; handlers read it from their context
   * @param amounts resource name to amount, taken together or not at all
   */
  public record Alternative(String name, Map<String, Long> amounts) {
    public Alternative {
      amounts = Map.copyOf(amounts);
    }

    private Alternative renamed(String resource, String other) {
      if (!amounts.containsKey(resource)) {
        return this;
      }
      Map<String, Long> renamed = new HashMap<>(amounts);
      renamed.put(other, renamed.remove(resource));
      return new Alternative(name, renamed);
    }
  }

  public PlannedStep {
    needs = List.copyOf(needs);
  }

  /** The same, with another name for one of the resources that it needs. */
  public PlannedStep renamed(String resource, String name) {
    List<Alternative> renamed = needs.stream().map(need -> need.renamed(resource, name)).toList();
    return renamed.equals(needs) ? this : new PlannedStep(kind, policy, renamed, hold, always);
  }

  public static PlannedStep of(String kind, StepPolicy policy) {
    return new PlannedStep(kind, policy, List.of(), Hold.STEP, false);
  }
}
