package org.dormouse.ui.graph.internal.model;

import java.time.Instant;
import java.util.Comparator;

/** In which order lanes stand below each other. */
public enum LaneOrder {
  /** As the run was planned. */
  PLAN("As planned"),
  /** What needs a person first, then what failed, then what has been under way longest, then the rest as planned. */
  TROUBLE_FIRST("Failed and longest running first"),
  NAME("By name");

  private final String title;

  LaneOrder(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  Comparator<Lane> comparator(Instant now) {
    Comparator<Lane> planned = Comparator.comparingInt(lane -> lane.servicing().position());
    return switch (this) {
      case PLAN -> planned;
      case NAME -> Comparator.<Lane, String>comparing(lane -> lane.servicing().subject()).thenComparing(planned);
      case TROUBLE_FIRST -> Comparator.<Lane>comparingInt(lane -> urgency(lane.servicing().state()))
          .thenComparing(lane -> isUnderWay(lane) ? lane.servicing().started().orElse(now) : now)
          .thenComparing(planned);
    };
  }

  private static boolean isUnderWay(Lane lane) {
    return lane.servicing().state().equals("RUNNING");
  }

  private static int urgency(String state) {
    return switch (state) {
      case "NEEDS_OPERATOR" -> 0;
      case "FAILED" -> 1;
      case "RUNNING" -> 2;
      case "WAITING" -> 3;
      default -> 4;
    };
  }
}
