package org.dormouse.servicing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepContext;
import org.dormouse.servicing.Backends;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.Result;
import org.dormouse.spi.UpdateService;
import org.junit.jupiter.api.Test;

class ShutDownStepTest {

  private final List<String> done = new ArrayList<>();
  private Power power = Power.RUNNING;

  private final Backends backends = Stubs.backends(() -> power,
      Stubs.stub(GuestSession.class, method -> note(method.equals("leave"), "powers off")),
      Stubs.stub(UpdateService.class, leave -> note(true, "is cleared")));
  private final StepContext context = Stubs.context(Map.of());
  private final ShutDownStep step = new ShutDownStep(backends, InstantSource.fixed(Instant.EPOCH));

  private Object note(boolean worthIt, String what) {
    if (worthIt) {
      done.add(what);
    }
    return Result.ok();
  }

  private String running(Outcome outcome) {
    return assertInstanceOf(Outcome.Running.class, outcome).ticket();
  }

  @Test
  void aGuestIsToldToGoOffOnlyWhenItIsOnRecordThatNothingOfOursIsInIt() {
    String ticket = running(step.start(context));
    assertEquals(List.of("is cleared"), done);
    String asked = running(step.poll(context, ticket));
    assertEquals(List.of("is cleared", "powers off"), done);
    power = Power.STOPPED;
    assertInstanceOf(Outcome.Done.class, step.poll(context, asked));
  }

  @Test
  void aGuestThatWentOffBeforeItWasClearedIsNotStored() {
    power = Power.STOPPED;
    assertEquals("deploy", assertInstanceOf(Outcome.StartOver.class, step.start(context)).fromKind());
    assertEquals(List.of(), done);
  }

  @Test
  void aGuestThatWasClearedIsOffWhoeverLostTheAnswer() {
    String ticket = running(step.start(context));
    power = Power.STOPPED;
    assertInstanceOf(Outcome.Done.class, step.poll(context, ticket));
  }
}
