package org.dormouse.ui.runs.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    return new Run("run-1", "nightly", "me", state, Instant.EPOCH, Optional.empty(), Map.of(), 1);
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
  void withNoneOrTwoSelectedNothingIsPossible() {
    assertEquals(Set.of(), possible());
    assertEquals(Set.of(), possible(run("RUNNING"), run("RUNNING")));
  }
}
