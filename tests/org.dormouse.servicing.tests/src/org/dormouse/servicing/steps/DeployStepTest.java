package org.dormouse.servicing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.dormouse.spi.Generation;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.UpdateService.Snapshot;
import org.junit.jupiter.api.Test;

class DeployStepTest {

  private static final RunPayload RUN = new RunPayload("nightly", new BackendSpec("updates", "apt", Map.of()),
      new Snapshot("updates", "abc", Path.of("/cache/abc"), List.of()),
      Map.of("host", new BackendSpec("host", "qemu", Map.of())), Isolation.LINK_DOWN, 3,
      new RunPayload.Keep(1, Duration.ofDays(14)), Duration.ofMinutes(5), Instant.EPOCH, "/media/nightly");
  private static final ServicingPayload SERVICING = new ServicingPayload(Machines.machine("web01", 512, 1),
      new BackendSpec("lab", "directory", Map.of()), List.of(), false);

  private final List<String> deployed = new ArrayList<>();

  private static <T> T stub(Class<T> type, Function<String, Object> answer) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
        (proxy, method, arguments) -> answer.apply(method.getName())));
  }

  private Outcome deploy(String keyOfCurrent) {
    Hypervisor hypervisor = stub(Hypervisor.class, method -> {
      deployed.add(method);
      return Result.ok();
    });
    LibraryBackend library = stub(LibraryBackend.class, method ->
        Result.ok(List.of(new Generation(7, Instant.EPOCH, keyOfCurrent, List.of(), true))));
    Backends backends = stub(Backends.class, method ->
        Result.ok(method.equals("library") ? library : hypervisor));
    return new DeployStep(backends).start(stub(StepContext.class, method -> switch (method) {
      case "runPayload" -> Json.write(RUN);
      case "payload" -> Json.write(SERVICING);
      case "granted" -> Optional.of("host");
      default -> "0a1b2c3d-r7-s1-l1";
    }));
  }

  @Test
  void aVmIsDeployedOnce() {
    assertInstanceOf(Outcome.Done.class, deploy("0a1b2c3d-r6-s1-l1"));
    assertEquals(List.of("deploy"), deployed);
  }

  /** As after the engine's database was put back: the generation of then must never pass for that of now. */
  @Test
  void aKeyUnderWhichAGenerationWasStoredIsNotUsedAgain() {
    var failed = assertInstanceOf(Outcome.Failed.class, deploy("0a1b2c3d-r7-s1-l1"));
    assertEquals("key-used", failed.trouble().code());
    assertEquals(List.of(), deployed);
  }
}
