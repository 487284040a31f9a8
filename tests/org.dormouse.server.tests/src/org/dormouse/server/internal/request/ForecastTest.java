package org.dormouse.server.internal.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final Instant BEGIN = Instant.parse("2026-11-20T01:00:00Z");

  private final Forecast forecast = new Forecast();

  private void machine(int number, ServicingState state, int ended) {
    forecast.take(new ServicingView("run-1", "vm-" + number, "lab/" + number, number, state, Optional.of(BEGIN),
        ended > 0 ? Optional.of(BEGIN.plusSeconds(ended)) : Optional.empty(), Optional.empty()));
  }

  @Test
  void nothingIsSaidBeforeAnyHasEnded() {
    machine(1, ServicingState.RUNNING, 0);
    machine(2, ServicingState.WAITING, 0);
    assertTrue(forecast.seconds(BEGIN.plusSeconds(50)) < 0);
  }

  @Test
  void thoseThatWereUpToDateSayNothingOfTheOthers() {
    machine(1, ServicingState.UP_TO_DATE, 1);
    machine(2, ServicingState.RUNNING, 0);
    assertTrue(forecast.seconds(BEGIN.plusSeconds(50)) < 0);
  }

  @Test
  void theRateSoFarGoesOn() {
    for (int i = 0; i < 30; i++) {
      machine(i, i < 6 ? ServicingState.SUCCEEDED : ServicingState.RUNNING, i < 6 ? 40 : 0);
    }
    assertEquals(160, forecast.seconds(BEGIN.plusSeconds(40)));
    assertEquals(121, forecast.seconds(BEGIN.plusSeconds(79)), "and is counted down between two ends");
  }

  @Test
  void aSlowLastOneIsStillExpected() {
    machine(1, ServicingState.SUCCEEDED, 10);
    machine(2, ServicingState.RUNNING, 0);
    assertEquals(1, forecast.seconds(BEGIN.plusSeconds(500)));
  }

  @Test
  void whenAllHaveEndedNothingIsLeft() {
    machine(1, ServicingState.FAILED, 10);
    assertEquals(0, forecast.seconds(BEGIN.plusSeconds(11)));
  }
}
