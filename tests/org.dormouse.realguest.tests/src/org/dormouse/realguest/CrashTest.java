package org.dormouse.realguest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine is killed as by a power cut; whoever asks next starts another, and the run goes on. */
class CrashTest {

  @Test
  @Tag("smoke")
  void aRunGoesOnAfterTheEngineWasKilledWhileAptRuns() {
    killedDuring("install", "small,slow");
  }

  @Test
  @Tag("smoke")
  void aRunGoesOnAfterTheEngineWasKilledWhileTheImageIsFlattened() {
    killedDuring("store", "small");
  }

  /** The long campaign: every step that takes long enough to be met. */
  @ParameterizedTest
  @ValueSource(strings = {"wait-for-guest", "scan", "install", "verify", "shut-down"})
  @Tag("full")
  void aRunGoesOnWhereverTheEngineWasKilled(String step) {
    killedDuring(step, "kernel,slow");
  }

  @Test
  @Tag("smoke")
  void aCommitOfTwoFilesThatWasCutBetweenThemIsFinished() throws Exception {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "web01", "--second-disk", sandbox.library.resolve("web01-data.qcow2").toString());
      TwoDisks.describe(sandbox);
      sandbox.repository("small").defined();
      sandbox.cli("engine", "stop").expectSuccess();
      // the first file is in place and the second is not when this engine dies
      var environment = Map.of("JAVA_TOOL_OPTIONS", "-Ddormouse.crashtest.haltAfter=replace");
      sandbox.cli(environment, "job", "run", "nightly", "--detach").expectSuccess();
      String run = sandbox.lastRun();
      ProcessHandle engine = ProcessHandle.of(sandbox.enginePid()).orElseThrow();
      engine.onExit().get(15, TimeUnit.MINUTES);
      Path intents = sandbox.library.resolve(".dormouse/intents");
      try (Stream<Path> open = Files.list(intents)) {
        assertFalse(open.toList().isEmpty(), "the commit was cut in the middle");
      }

      var said = sandbox.cli("run", "watch", run);
      assertEquals(0, said.exitCode(), said.all());
      assertTrue(Lab.version(sandbox.image("web01"), "base-files").endsWith("+dormouse1"));
      var generation = sandbox.report("web01").getAsJsonArray("generations").get(0).getAsJsonObject();
      assertTrue(generation.get("current").getAsBoolean());
      generation.getAsJsonArray("files").forEach(file -> {
        var stored = file.getAsJsonObject();
        String sha256 = stored.get("sha256").getAsString();
        if (!sha256.isEmpty()) {
          assertEquals(sha256, Sandbox.sha256(sandbox.library.resolve(stored.get("name").getAsString())));
        }
      });
    }
  }

  private static void killedDuring(String step, String sets) {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "web01").repository(sets).defined();
      sandbox.cli("job", "run", "nightly", "--detach").expectSuccess();
      String run = sandbox.lastRun();
      sandbox.awaitStep(run, step);
      sandbox.killEngine();
      var said = sandbox.cli("run", "watch", run);
      assertEquals(0, said.exitCode(), said.all());
      assertTrue(Lab.version(sandbox.image("web01"), "base-files").endsWith("+dormouse1"));
      assertEquals("SUCCEEDED", sandbox.report("web01").get("state").getAsString());
    }
  }
}
