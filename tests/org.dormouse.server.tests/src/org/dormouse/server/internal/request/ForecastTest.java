package org.dormouse.server.internal.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepView;
import org.dormouse.servicing.plan.Expectations;
import org.dormouse.servicing.plan.Timing;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final Instant BEGIN = Instant.parse("2026-11-20T01:00:00Z");

  private final Map<String, List<Timing>> past = new HashMap<>();
  private Forecast forecast = forecast();

  private Forecast forecast() {
    return new Forecast(new Expectations(past, Set.of(), ""));
  }

  /** Every VM took that long the last time. */
  private void past(int machines, long seconds) {
    for (int i = 0; i < machines; i++) {
      past.put("lab/" + i, List.of(new Timing("run-0", Instant.EPOCH, "qemu", "apt", seconds, 1, 1, Map.of())));
    }
    forecast = forecast();
  }

  private void machine(int number, ServicingState state, long ended) {
    forecast.take(new ServicingView("run-1", "vm-" + number, "lab/" + number, number, state, Optional.of(BEGIN),
        state.isFinal() ? Optional.of(BEGIN.plusSeconds(ended)) : Optional.empty(), Optional.empty()));
  }

  private void succeeded(int number, String kind, long at) {
    forecast.take(new StepView(number, number, "run-1", "vm-" + number, kind, 1, 1, 1, StepState.SUCCEEDED, "", 1,
        Optional.of(BEGIN.plusSeconds(at)), Optional.of(BEGIN.plusSeconds(at)), Optional.empty(), Optional.empty(),
        Optional.empty()));
  }

  private void awake(int number, long since) {
    machine(number, ServicingState.RUNNING, 0);
    succeeded(number, "place", since);
  }

  private void ended(int number, long since, long at) {
    succeeded(number, "place", since);
    machine(number, ServicingState.SUCCEEDED, at);
  }

  private long at(long seconds) {
    return forecast.seconds(BEGIN.plusSeconds(seconds));
  }

  @Test
  void nothingIsSaidWhileNothingIsKnown() {
    awake(1, 0);
    machine(2, ServicingState.WAITING, 0);
    assertTrue(at(50) < 0);
    machine(3, ServicingState.UP_TO_DATE, 1);
    assertTrue(at(60) < 0, "who was up to date says nothing of the others");
  }

  @Test
  void nothingIsSaidBeforeAnyHasAPlace() {
    past(4, 100);
    machine(1, ServicingState.WAITING, 0);
    assertTrue(at(0) < 0);
  }

  @Test
  void thePastOfTheVmsIsPutOnTheSlotsThatWereTaken() {
    past(6, 100);
    for (int i = 0; i < 6; i++) {
      machine(i, ServicingState.WAITING, 0);
    }
    awake(0, 0);
    awake(1, 0);
    assertEquals(300, at(0));
    assertEquals(250, at(50));
  }

  @Test
  void whatTookLongerThanExpectedMakesTheOthersLonger() {
    past(4, 100);
    machine(2, ServicingState.WAITING, 0);
    machine(3, ServicingState.WAITING, 0);
    ended(0, 0, 200);
    awake(1, 200);
    assertEquals(600, at(200), "three of twice the time, one after the other");
  }

  @Test
  void withoutAPastTheFirstThatEndsIsTheMeasure() {
    for (int i = 2; i < 6; i++) {
      machine(i, ServicingState.WAITING, 0);
    }
    awake(0, 0);
    awake(1, 0);
    assertTrue(at(30) < 0);
    ended(0, 0, 40);
    ended(1, 0, 40);
    awake(2, 40);
    awake(3, 40);
    assertEquals(80, at(40), 1);
  }

  @Test
  void thoseNotAssessedYetCountAsOftenAsTheOthersHadToBeWoken() {
    past(20, 100);
    for (int i = 0; i < 20; i++) {
      machine(i, ServicingState.WAITING, 0);
    }
    for (int i = 0; i < 9; i++) {
      succeeded(i, "assess", 1);
      machine(i, ServicingState.UP_TO_DATE, 1);
    }
    succeeded(9, "assess", 1);
    awake(9, 1);
    assertEquals(100 + 10 * 10, at(1), "one in ten has to be woken");
  }

  @Test
  void anEndThatWasToldDoesNotWaver() {
    past(2, 100);
    awake(0, 0);
    machine(1, ServicingState.WAITING, 0);
    long before = at(0);
    for (int second = 1; second < 100; second++) {
      long now = at(second);
      assertTrue(now <= before, now + " after " + before);
      before = now;
    }
  }

  @Test
  void aSlowLastOneIsStillExpected() {
    past(1, 10);
    awake(0, 0);
    assertTrue(at(500) >= 1);
  }

  @Test
  void whenAllHaveEndedNothingIsLeft() {
    machine(1, ServicingState.FAILED, 10);
    assertEquals(0, at(11));
  }

  /** The past of all, and how often somebody asked for that of one, or went through that of all. */
  private static final class Asked extends HashMap<String, List<Timing>> {
    private static final long serialVersionUID = 1;
    private int ones;
    private int alls;

    @Override
    public List<Timing> getOrDefault(Object machine, List<Timing> none) {
      ones++;
      return super.getOrDefault(machine, none);
    }

    @Override
    public Collection<List<Timing>> values() {
      alls++;
      return super.values();
    }
  }

  @Test
  void eachOfTenThousandIsExpectedOnceAndThenNotAgainForAWhile() {
    past(10_000, 300);
    Asked asked = new Asked();
    asked.putAll(past);
    forecast = new Forecast(new Expectations(asked, Set.of(), ""));
    for (int i = 0; i < 10_000; i++) {
      machine(i, ServicingState.WAITING, 0);
    }
    for (int i = 0; i < 40; i++) {
      awake(i, 0);
    }
    assertEquals(250 * 300, at(0));
    assertEquals(250 * 300 - 1, at(1));
    assertEquals(List.of(10_000, 1), List.of(asked.ones, asked.alls));
  }
}
