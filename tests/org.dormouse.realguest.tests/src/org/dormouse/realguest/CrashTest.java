package org.dormouse.realguest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine is killed as by a power cut; whoever asks next starts another, and the run goes on. */
@Tag("smoke")
class CrashTest {

  @Test
  void aRunGoesOnAfterTheEngineWasKilledWhileAptRuns() {
    killedDuring("install", "small,slow");
  }

  @Test
  void aRunGoesOnAfterTheEngineWasKilledWhileTheImageIsFlattened() {
    killedDuring("store", "small");
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
