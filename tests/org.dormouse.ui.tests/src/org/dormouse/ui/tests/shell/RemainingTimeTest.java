package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.dormouse.api.ClientApi.Progress;
import org.dormouse.ui.data.RemainingTime;
import org.junit.jupiter.api.Test;

class RemainingTimeTest {
  private final RemainingTime remaining = new RemainingTime();

  private long at(double seconds, long done, long total) {
    return remaining.seconds(done, total, Duration.ofMillis(Math.round(seconds * 1000)));
  }

  @Test
  void nothingIsSaidBeforeThereIsEvidence() {
    assertEquals(RemainingTime.UNKNOWN, at(0, 0, 0), "of a total that is not known");
    assertEquals(RemainingTime.UNKNOWN, at(0, 0, 100));
    assertEquals(RemainingTime.UNKNOWN, at(5, 2, 100), "two parts");
    assertEquals(RemainingTime.UNKNOWN, new RemainingTime().seconds(50, 100, Duration.ofSeconds(9)),
        "parts of which nobody saw how long they took");
    RemainingTime quick = new RemainingTime();
    quick.seconds(0, 100, Duration.ZERO);
    assertEquals(RemainingTime.UNKNOWN, quick.seconds(50, 100, Duration.ofMillis(500)), "half a second");
  }

  @Test
  void whatGoesOnSteadilyTakesAsLongAsItsPartsThatAreLeft() {
    at(0, 0, 100);
    for (int done = 1; done < 100; done++) {
      long left = at(done * 2, done, 100);
      assertEquals(done < 3 ? RemainingTime.UNKNOWN : (100 - done) * 2, left);
    }
    assertEquals(RemainingTime.UNKNOWN, at(200, 100, 100), "of what is done");
  }

  @Test
  void betweenTwoPartsItCountsDownAndWhatStandsStillTakesLonger() {
    at(0, 0, 20);
    at(40, 10, 20);
    assertEquals(40, at(40, 10, 20));
    assertEquals(37, at(43, 10, 20));
    assertTrue(at(60, 10, 20) > 100, "a part that has lasted 20 s may not be expected to be the only one");
  }

  @Test
  void onePartThatTakesLongSwaysItLittleAndANewPaceIsFollowed() {
    at(0, 0, 1000);
    for (int done = 1; done <= 50; done++) {
      at(done, done, 1000);
    }
    long before = at(50, 50, 1000);
    long after = at(60, 51, 1000);
    assertTrue(after > before && after < 2 * before, before + " and then " + after);
    for (int done = 52; done <= 120; done++) {
      at(60 + (done - 51) * 4, done, 1000);
    }
    assertEquals(4 * 880, at(60 + 69 * 4, 120, 1000), 40);
  }

  @Test
  void theProgressOfARequestIsToldWithItOnceItIsKnown() {
    assertEquals("fleet/a", remaining.text(new Progress("assess", "fleet/a", 0, 100), Duration.ZERO));
    assertEquals("about 3 min left: fleet/b",
        remaining.text(new Progress("assess", "fleet/b", 10, 100), Duration.ofSeconds(20)));
    assertEquals("reading the index",
        remaining.text(new Progress("run", "reading the index", 0, 0), Duration.ofSeconds(30)));
  }

  @Test
  void anotherTotalOrFewerPartsAreSomethingElse() {
    at(0, 0, 10);
    at(10, 5, 10);
    assertEquals(10, at(10, 5, 10));
    assertEquals(RemainingTime.UNKNOWN, at(11, 0, 10));
    assertEquals(RemainingTime.UNKNOWN, at(12, 1, 30));
  }
}
