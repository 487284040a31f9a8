package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.ui.parts.CancelRun;
import org.junit.jupiter.api.Test;

class CancelRunTest {

  private static String leaves(Map<String, Integer> counts) {
    return CancelRun.leaves(new Run("run-1", "nightly", "anna", "RUNNING", Instant.EPOCH, Optional.empty(), counts, 1));
  }

  @Test
  void saysOfMachinesInEachStateWhatBecomesOfThem() {
    assertEquals("""
        1 virtual machine waits and is not serviced.

        3 virtual machines are being serviced: they are released from the host, what was not stored yet is thrown \
        away, and the stored images stay as they were.

        An image that is being replaced at this moment is replaced whole or not at all.

        2 virtual machines were stored and stay serviced.""",
        leaves(Map.of("WAITING", 1, "RUNNING", 2, "NEEDS_OPERATOR", 1, "SUCCEEDED", 2, "UP_TO_DATE", 9)));
  }

  @Test
  void saysNothingOfStatesThatNoMachineIsIn() {
    assertFalse(leaves(Map.of("RUNNING", 1)).contains("waits"));
    assertEquals("No stored image is altered by that.", leaves(Map.of("UP_TO_DATE", 4)));
  }
}
