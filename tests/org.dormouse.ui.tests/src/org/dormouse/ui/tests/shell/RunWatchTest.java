package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.ui.data.RunWatch;
import org.dormouse.ui.data.RunWatch.Topic;
import org.junit.jupiter.api.Test;

class RunWatchTest {
  private final RunWatch watch = new RunWatch();

  private static Run run(String state, Map<String, Integer> counts) {
    return new Run("run-1", "nightly", "me", state, Instant.EPOCH,
        state.equals("ENDED") ? Optional.of(Instant.EPOCH) : Optional.empty(), counts, 1);
  }

  private List<Topic> look(String state, Map<String, Integer> counts) {
    return watch.look(List.of(run(state, counts))).stream().map(RunWatch.Notice::topic).toList();
  }

  @Test
  void whatWasSoAtTheFirstLookIsNoNews() {
    assertEquals(List.of(), look("ENDED", Map.of("FAILED", 3)));
    assertEquals(List.of(), look("ENDED", Map.of("FAILED", 3)));
  }

  @Test
  void theFirstFailureIsToldOnce() {
    look("RUNNING", Map.of("RUNNING", 3));
    assertEquals(List.of(Topic.FIRST_FAILURE), look("RUNNING", Map.of("RUNNING", 2, "FAILED", 1)));
    assertEquals(List.of(), look("RUNNING", Map.of("RUNNING", 1, "FAILED", 2)));
  }

  @Test
  void eachFurtherMachineThatWaitsForADecisionIsTold() {
    look("RUNNING", Map.of("RUNNING", 3));
    assertEquals(List.of(Topic.APPROVAL), look("RUNNING", Map.of("NEEDS_OPERATOR", 1, "RUNNING", 2)));
    assertEquals(List.of(), look("RUNNING", Map.of("NEEDS_OPERATOR", 1, "RUNNING", 2)));
    assertEquals(List.of(Topic.APPROVAL), look("RUNNING", Map.of("NEEDS_OPERATOR", 2, "RUNNING", 1)));
  }

  @Test
  void theEndIsToldWithWhatCameOfIt() {
    look("RUNNING", Map.of("RUNNING", 3));
    List<RunWatch.Notice> notices =
        watch.look(List.of(run("ENDED", Map.of("SUCCEEDED", 2, "FAILED", 1))));
    assertEquals(List.of(Topic.FINISHED), notices.stream().map(RunWatch.Notice::topic).toList());
    assertEquals("2 succeeded, 1 failed", notices.getFirst().text());
  }

  @Test
  void aRunThatBeganAndEndedBetweenTwoLooksIsTold() {
    watch.look(List.of());
    assertEquals(List.of(Topic.FINISHED), look("ENDED", Map.of("UP_TO_DATE", 1)));
  }
}
