package org.dormouse.ui.graph.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {

  private static final Instant FROM = Instant.parse("2026-11-20T22:03:07Z");

  @Test
  void timesAreProportionalToPixels() {
    TimeScale scale = new TimeScale(FROM, FROM.plusSeconds(100), 1000);
    assertEquals(0, scale.x(FROM));
    assertEquals(250, scale.x(FROM.plusSeconds(25)));
    assertEquals(FROM.plusSeconds(50), scale.at(500));
    assertEquals(-100, scale.x(FROM.minusSeconds(10)));
  }

  @Test
  void anEmptySpanIsTakenAsASecond() {
    TimeScale scale = new TimeScale(FROM, FROM.minusSeconds(5), 0);
    assertEquals(FROM.plusSeconds(1), scale.to());
    assertEquals(1, scale.pixels());
  }

  @Test
  void farAwayTimesStayWithinWhatCanBeDrawn() {
    TimeScale scale = new TimeScale(FROM, FROM.plusSeconds(1), 60_000);
    assertEquals(120_000, scale.x(FROM.plus(Duration.ofDays(400))));
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 60, 600, 7200, 30_000, 400_000, 9_000_000})
  void ticksAreRoundAndFarEnoughApart(long seconds) {
    TimeScale scale = new TimeScale(FROM, FROM.plusSeconds(seconds), 900);
    List<TimeScale.Tick> ticks = scale.ticks(70, ZoneOffset.UTC);
    for (int i = 1; i < ticks.size(); i++) {
      assertTrue(ticks.get(i).x() - ticks.get(i - 1).x() >= 69, () -> "too near: " + ticks);
    }
    assertTrue(ticks.size() <= 13 && (ticks.size() >= 2 || seconds > 1_000_000), () -> "how many: " + ticks);
  }

  @Test
  void ticksAreRoundWhereTheUserIs() {
    TimeScale scale = new TimeScale(FROM, FROM.plusSeconds(4 * 3600), 400);
    assertEquals(List.of("04:00", "05:00", "06:00", "07:00"), scale.ticks(70, ZoneId.of("Asia/Kolkata")).stream()
        .map(TimeScale.Tick::label).toList());
  }
}
