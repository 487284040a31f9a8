package org.dormouse.ui.runs.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.ui.Ids;
import org.junit.jupiter.api.Test;

class RunActsTest {

  private static Run run(String state) {
    return run(state, Map.of());
  }

  private static Run run(String state, Map<String, Integer> counts) {
    return new Run("run-1", "nightly", "me", state, Instant.EPOCH, Optional.empty(), counts, 1);
  }

  private static Set<String> possible(Run... selected) {
    RunActs acts = RunActs.ofRuns(new WholeRun(null, null), List.of(selected));
    return Stream.of(Ids.PAUSE_RUN, Ids.RESUME_RUN, Ids.CANCEL, Ids.RETRY, Ids.SKIP, Ids.APPROVE, Ids.REJECT,
        Ids.OPEN_REPORT, Ids.VIEW_SCRIPT).filter(acts::isPossible).collect(Collectors.toSet());
  }

  @Test
  void aRunUnderWayIsPausedOrCancelled() {
    assertEquals(Set.of(Ids.PAUSE_RUN, Ids.CANCEL, Ids.OPEN_REPORT, Ids.VIEW_SCRIPT), possible(run("RUNNING")));
    assertEquals(Set.of(Ids.RESUME_RUN, Ids.CANCEL, Ids.OPEN_REPORT, Ids.VIEW_SCRIPT), possible(run("PAUSED")));
  }

  @Test
  void ofARunThatEndedOnlyReportAndScriptAreThere() {
    assertEquals(Set.of(Ids.OPEN_REPORT, Ids.VIEW_SCRIPT), possible(run("ENDED")));
  }

  @Test
  void whereSomethingFailedOrWasCancelledItIsTriedAgainUnlessTheRunIsAboutToEnd() {
    for (String failed : List.of("FAILED", "CANCELLED")) {
      for (String state : List.of("RUNNING", "PAUSED", "ENDED")) {
        assertTrue(possible(run(state, Map.of(failed, 1, "SUCCEEDED", 2))).contains(Ids.RETRY), state);
      }
      for (String state : List.of("CANCELLING", "STOPPED")) {
        assertFalse(possible(run(state, Map.of(failed, 1))).contains(Ids.RETRY), state);
      }
    }
    assertFalse(possible(run("ENDED", Map.of("SUCCEEDED", 2, "UP_TO_DATE", 1))).contains(Ids.RETRY));
  }

  @Test
  void withNoneOrTwoSelectedNothingIsPossible() {
    assertEquals(Set.of(), possible());
    assertEquals(Set.of(), possible(run("RUNNING"), run("RUNNING")));
  }
}
