package org.dormouse.ui.jobs.internal.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dormouse.api.Machines.Machine;
import org.junit.jupiter.api.Test;

/** What is pending for a job is one sentence, and what nobody knows is said. */
class PendingSumTest {

  private static Machine machine(int pending, int security, Duration age) {
    return new Machine("fleet/a", "fleet", "a", "Debian 12", "stale", pending,
        pending < 0 ? Optional.empty() : Optional.of(Instant.now().minus(age)), Optional.empty(), 1, 1, 1, List.of(),
        security, "never", "", List.of(), false);
  }

  @Test
  void updatesOfAllAreAddedUpAndTheOldestAssessmentCounts() {
    assertEquals("7 updates are pending for 2 virtual machines, 3 of them security. "
        + "The oldest assessment was made 5 days ago.", PendingSum.of(List.of(machine(5, 2, Duration.ofDays(5)),
            machine(2, 1, Duration.ofDays(2)), machine(0, 0, Duration.ofHours(1)))).text());
  }

  @Test
  void whoWasNotAssessedIsNotCountedAsUpToDate() {
    assertEquals("Nothing is pending. Of 1 virtual machine it is not known: assess it. The oldest assessment was made "
        + "3 days ago.", PendingSum.of(List.of(machine(0, 0, Duration.ofDays(3)), machine(-1, -1, Duration.ZERO)))
            .text());
    assertEquals("Of 2 virtual machines it is not known: assess them.",
        PendingSum.of(List.of(machine(-1, -1, Duration.ZERO), machine(-1, -1, Duration.ZERO))).text());
  }

  @Test
  void aJobWithoutAnybodySaysSo() {
    assertEquals("Nobody belongs to the job yet.", PendingSum.of(List.of()).text());
  }
}
