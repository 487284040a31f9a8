package org.dormouse.ui.runs.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.Step;
import org.junit.jupiter.api.Test;

class RunWordsTest {

  private static Step step(int ordinal, String state, double fraction) {
    return new Step(ordinal, 1, "run-1", "s1", ordinal == 2 ? "place" : "claim", ordinal, 1, 1, state, "unpacking", fraction,
        Optional.of(Instant.EPOCH), state.equals("SUCCEEDED") ? Optional.of(Instant.EPOCH.plusSeconds(ordinal))
            : Optional.empty(), Optional.empty(), Optional.of(ordinal == 2 ? "here" : "vm"),
            Optional.empty());
  }

  @Test
  void aListThatIsCutSaysSo() {
    assertEquals("", RunWords.older(1000, false));
    assertEquals("Only the newest 1,000 runs are listed and filtered here; there are older ones. See them all: dormouse "
        + "run list -n 0", RunWords.older(1000, true));
  }

  @Test
  void countsAreSaidInOneOrderAndNoneIsNotSaid() {
    Run run = new Run("run-1", "nightly", "anna", "ENDED", Instant.EPOCH, Optional.empty(),
        Map.of("UP_TO_DATE", 210, "SUCCEEDED", 12, "FAILED", 0), 1);
    assertEquals("12 succeeded, 210 up to date", RunWords.counts(run));
  }

  @Test
  void theStepUnderWaySaysHowAServicingStands() {
    assertEquals(2, RunWords.present(List.of(step(1, "SUCCEEDED", 1), step(2, "RUNNING", 0.5), step(3, "PENDING", 0)))
        .orElseThrow().ordinal());
    assertEquals(2, RunWords.present(List.of(step(1, "SUCCEEDED", 1), step(2, "FAILED", 0), step(3, "SUCCEEDED", 0)))
        .orElseThrow().ordinal());
    assertEquals(3, RunWords.present(List.of(step(1, "SUCCEEDED", 1), step(3, "SUCCEEDED", 0))).orElseThrow()
        .ordinal());
    assertEquals(2, RunWords.present(List.of(step(1, "SUCCEEDED", 1), step(2, "READY", 0), step(3, "PENDING", 0)))
        .orElseThrow().ordinal());
    assertEquals(Optional.empty(), RunWords.present(List.of()));
  }

  @Test
  void progressIsSaidInPerCentWhereItIsKnown() {
    assertEquals("50 % unpacking", RunWords.progress(step(1, "RUNNING", 0.5)));
    assertEquals("unpacking", RunWords.progress(step(1, "RUNNING", -1)));
  }

  @Test
  void theHostIsThatWhereTheMachineWasPlaced() {
    assertEquals("here", RunWords.host(List.of(step(1, "SUCCEEDED", 1), step(2, "RUNNING", 0))));
  }
}
