package org.dormouse.ui.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;

/**
 * How servicings stand for people. The engine calls one running from its first step on, and claims and assesses all
 * machines of a run at once; then most wait until a host has room for them, which is waiting to whoever looks. Pure.
 */
final class Standing {

  private static final String PLACE = "place";

  private Standing() {}

  /** @param steps all attempts of the servicing */
  static Servicing of(Servicing told, Collection<Step> steps) {
    return told.state().equals("RUNNING") && waitsForRoom(steps) ? new Servicing(told.runId(), told.id(),
        told.subject(), told.position(), "WAITING", told.started(), told.ended(), told.trouble()) : told;
  }

  private static boolean waitsForRoom(Collection<Step> steps) {
    boolean waits = false;
    for (Step step : steps) {
      switch (step.state()) {
        case "STARTING", "RUNNING", "NEEDS_OPERATOR", "CLEANUP_OWED" -> {
          return false;
        }
        case "READY" -> waits |= step.kind().equals(PLACE);
        default -> { }
      }
    }
    return waits;
  }

  /** The run with the numbers of its servicings as they stand; as told while none of them is known. */
  static Run of(Run told, Collection<Servicing> standing) {
    if (standing.isEmpty()) {
      return told;
    }
    Map<String, Integer> counts = new HashMap<>();
    standing.forEach(servicing -> counts.merge(servicing.state(), 1, Integer::sum));
    return new Run(told.id(), told.job(), told.by(), told.state(), told.submitted(), told.ended(),
        new TreeMap<>(counts), told.seq());
  }
}
