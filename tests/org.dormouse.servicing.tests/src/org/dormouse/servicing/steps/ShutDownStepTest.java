package org.dormouse.servicing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepContext;
import org.dormouse.json.Json;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Machines;
import org.dormouse.servicing.RunPayload;
import org.dormouse.servicing.ServicingPayload;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.CommandJournal;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.Hypervisor.GuestAddress;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.Result;
import org.dormouse.spi.UpdateService;
import org.dormouse.spi.UpdateService.Snapshot;
import org.junit.jupiter.api.Test;

class ShutDownStepTest {

  private static final BackendSpec HOST = new BackendSpec("host", "qemu", Map.of());
  private static final RunPayload RUN = new RunPayload("nightly", new BackendSpec("updates", "apt", Map.of()),
      new Snapshot("updates", "abc", Path.of("/cache/abc"), List.of()), Map.of("host", HOST), Isolation.LINK_DOWN, 3,
      new RunPayload.Keep(1, Duration.ofDays(14)), Duration.ofMinutes(5), Instant.EPOCH, "/media/nightly");
  private static final ServicingPayload SERVICING = new ServicingPayload(Machines.machine("web01", 512, 1),
      new BackendSpec("lab", "directory", Map.of()), List.of(), false);

  private final List<String> done = new ArrayList<>();
  private Power power = Power.RUNNING;

  private final GuestSession session = stub(GuestSession.class, method -> note(method.equals("leave"), "powers off"));
  private final Hypervisor hypervisor = stub(Hypervisor.class, method -> switch (method) {
    case "power" -> Result.ok(power);
    case "address" -> Result.ok(new GuestAddress("qga", "/run/qga.sock"));
    default -> Result.ok();
  });
  private final Backends backends = stub(Backends.class, method -> switch (method) {
    case "hypervisor" -> Result.ok(hypervisor);
    case "guestChannel" -> Result.ok(stub(GuestChannel.class, open -> Result.ok(session)));
    case "updateService" -> Result.ok(stub(UpdateService.class, leave -> note(true, "is cleared")));
    case "commands" -> CommandJournal.none();
    default -> throw new IllegalStateException(method);
  });
  private final StepContext context = stub(StepContext.class, method -> switch (method) {
    case "runPayload" -> Json.write(RUN);
    case "payload" -> Json.write(SERVICING);
    case "granted" -> Optional.of("host");
    case "deadline" -> Instant.EPOCH.plus(Duration.ofMinutes(5));
    default -> "key";
  });
  private final ShutDownStep step = new ShutDownStep(backends, InstantSource.fixed(Instant.EPOCH));

  private Object note(boolean worthIt, String what) {
    if (worthIt) {
      done.add(what);
    }
    return Result.ok();
  }

  private static <T> T stub(Class<T> type, Function<String, Object> answer) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
        (proxy, method, arguments) -> answer.apply(method.getName())));
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
