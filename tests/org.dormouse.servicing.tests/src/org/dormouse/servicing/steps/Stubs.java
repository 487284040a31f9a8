package org.dormouse.servicing.steps;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dormouse.engine.StepContext;
import org.dormouse.json.Json;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Machines;
import org.dormouse.servicing.RunPayload;
import org.dormouse.servicing.ServicingPayload;
import org.dormouse.servicing.StepCommands;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.Hypervisor.GuestAddress;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.Result;
import org.dormouse.spi.UpdateService;
import org.dormouse.spi.UpdateService.Snapshot;

/** One VM on one host, as a step that works in a running guest sees them; answers by the method that is called. */
final class Stubs {

  private static final BackendSpec HOST = new BackendSpec("host", "qemu", Map.of());
  static final RunPayload RUN = new RunPayload("nightly", new BackendSpec("updates", "apt", Map.of()),
      new Snapshot("updates", "abc", Path.of("/cache/abc"), List.of()), Map.of("host", HOST), Isolation.LINK_DOWN, 3,
      new RunPayload.Keep(1, Duration.ofDays(14)), Duration.ofMinutes(5), Instant.EPOCH, "/media/nightly");
  private static final ServicingPayload SERVICING = new ServicingPayload(Machines.machine("web01", 512, 1),
      new BackendSpec("lab", "directory", Map.of()), List.of(), false);

  private Stubs() {}

  static <T> T stub(Class<T> type, Function<String, Object> answer) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
        (proxy, method, arguments) -> answer.apply(method.getName())));
  }

  /** @param power of the guest, asked at each call */
  static Backends backends(java.util.function.Supplier<Power> power, GuestSession session, UpdateService updates) {
    Hypervisor hypervisor = stub(Hypervisor.class, method -> switch (method) {
      case "power" -> Result.ok(power.get());
      case "address" -> Result.ok(new GuestAddress("qga", "/run/qga.sock"));
      default -> Result.ok();
    });
    return stub(Backends.class, method -> switch (method) {
      case "hypervisor" -> Result.ok(hypervisor);
      case "guestChannel" -> Result.ok(stub(GuestChannel.class, open -> Result.ok(session)));
      case "updateService" -> Result.ok(updates);
      case "commands" -> StepCommands.none();
      default -> throw new IllegalStateException(method);
    });
  }

  /** @param output what earlier steps left, by kind */
  static StepContext context(Map<String, Object> output) {
    return (StepContext) Proxy.newProxyInstance(StepContext.class.getClassLoader(), new Class<?>[] {StepContext.class},
        (proxy, method, arguments) -> switch (method.getName()) {
          case "runPayload" -> Json.write(RUN);
          case "payload" -> Json.write(SERVICING);
          case "granted" -> Optional.of("host");
          case "deadline" -> Instant.EPOCH.plus(Duration.ofMinutes(5));
          case "output" -> Optional.ofNullable(output.get(arguments[0])).map(Json::write);
          default -> "key";
        });
  }
}
