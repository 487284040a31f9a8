package org.dormouse.servicing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.dormouse.json.Json;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.UpdateService.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is paused for longer than a cache keeps what is not used still finds its snapshot. */
class SnapshotsInUseTest {

  private static final Instant LONG_AGO = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2024-03-01T00:00:00Z");

  @TempDir
  private Path cache;

  private Path snapshot(String id) throws IOException {
    Path folder = Files.createDirectory(cache.resolve(id));
    return Files.setLastModifiedTime(folder, FileTime.from(LONG_AGO));
  }

  private static String payload(Path snapshot) {
    return Json.write(new RunPayload("nightly", new BackendSpec("updates", "apt", Map.of()),
        new Snapshot("updates", "abc", snapshot, List.of()), Map.of(), Isolation.LINK_DOWN, 3,
        new RunPayload.Keep(1, Duration.ofDays(14)), Duration.ofMinutes(5), LONG_AGO, "/media/nightly"));
  }

  @Test
  void snapshotsOfRunsThatHaveNotEndedAreUsedAndOthersAreNot() throws IOException {
    Path paused = snapshot("paused");
    Path old = snapshot("old");
    Map<String, String> payloads = Map.of("run-1", payload(paused), "run-2", payload(cache.resolve("gone")));
    Runs runs = (Runs) Proxy.newProxyInstance(Runs.class.getClassLoader(), new Class<?>[] {Runs.class},
        (proxy, method, arguments) -> switch (method.getName()) {
          case "unended" -> List.of(servicing("run-1", 0), servicing("run-1", 1), servicing("run-2", 0));
          case "payload" -> Optional.of(payloads.get(arguments[0]));
          default -> throw new UnsupportedOperationException(method.getName());
        });
    new SnapshotsInUse(runs, InstantSource.fixed(NOW)).touch();
    assertEquals(NOW, Files.getLastModifiedTime(paused).toInstant());
    assertEquals(LONG_AGO, Files.getLastModifiedTime(old).toInstant());
  }

  private static ServicingView servicing(String run, int position) {
    return new ServicingView(run, "vm-" + (position + 1), "lab/web01", position, ServicingState.WAITING,
        Optional.empty(), Optional.empty(), Optional.empty());
  }
}
