package org.dormouse.engine;

import java.util.List;

/**
 * @param id unique in its run, letters, digits and dashes
 * @param subject what is serviced, for people: {@code library/vm}
 * @param payload opaque text for the handlers
 * @param steps in order; the last one is the release
 */
public record PlannedServicing(String id, String subject, String payload, List<PlannedStep> steps) {
  public PlannedServicing {
    steps = List.copyOf(steps);
  }
}
