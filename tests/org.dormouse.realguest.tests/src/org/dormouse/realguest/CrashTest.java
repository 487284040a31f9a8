package org.dormouse.realguest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine is killed as by a power cut; whoever asks next starts another, and the run goes on. Where in its work it
 * is killed is proven each time, by what lies there or by the times of the steps.
 */
class CrashTest {

  private static final String VM = "web01";

  @Test
  @Tag("smoke")
  void aRunGoesOnAfterTheEngineWasKilledWhileAptRuns() {
    try (Sandbox sandbox = new Sandbox()) {
      // with the script of hostname, which takes a minute
      sandbox.guest("busybox", VM).repository("small,slow").defined();
      String run = sandbox.begin();
      sandbox.awaitDetail(run, "install", "hostname");
      Instant killed = sandbox.engine.kill();
      serviced(sandbox, run);
      assertUnderWay(sandbox, "install", killed);
      assertEquals(1, lives(sandbox), "the guest lived on, so the run goes on in it");
    }
  }

  @Test
  @Tag("smoke")
  void aRunGoesOnAfterTheEngineWasKilledWhileTheImageIsFlattened() {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", VM).repository("small").defined();
      String before = Sandbox.sha256(sandbox.image(VM));
      sandbox.cli("engine", "stop").expectSuccess();
      sandbox.cli(EngineOutside.haltingAfter("start of export"), "job", "run", "nightly", "--detach").expectSuccess();
      String run = sandbox.lastRun();
      Instant killed = sandbox.engine.awaitEnd();
      // the process that flattens has begun, and nothing has been put in place
      assertEquals(List.of("export-1/step-0/pid"), exports(sandbox));
      assertEquals(List.of(), intents(sandbox));
      assertEquals(before, Sandbox.sha256(sandbox.image(VM)));

      serviced(sandbox, run);
      assertUnderWay(sandbox, "store", killed);
      assertEquals(1, lives(sandbox), "what the guest left is stored, without waking it again");
    }
  }

  /** The long campaign: every step that takes long enough to be met. */
  @ParameterizedTest
  @ValueSource(strings = {"wait-for-guest", "scan", "install", "verify", "shut-down"})
  @Tag("full")
  void aRunGoesOnWhereverTheEngineWasKilled(String step) {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", VM).repository("kernel,slow").defined();
      String run = sandbox.begin();
      try (Watch watch = sandbox.watch(run)) {
        watch.awaitStep("lab/" + VM, step);
        Instant killed = sandbox.engine.kill();
        // it is this command that starts the next engine
        var said = watch.end();
        assertEquals(0, said.exitCode(), said.all());
        serviced(sandbox, run);
        assertUnderWay(sandbox, step, killed);
        // a guest that went off while nobody looked is not believed; all others are gone on with
        assertTrue(lives(sandbox) <= (step.equals("shut-down") ? 2 : 1), said.all());
      }
    }
  }

  /**
   * The engine dies twice in the commit of two files: when the old ones are linked to their generation and none is
   * replaced, and in its next life when the first is replaced and the second is not.
   */
  @Test
  @Tag("smoke")
  void aCommitOfTwoFilesThatWasCutBetweenLinkAndRenameAndBetweenTheFilesIsFinished() throws Exception {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", VM, "--second-disk", sandbox.library.resolve("web01-data.qcow2").toString());
      TwoDisks.describe(sandbox);
      sandbox.repository("small").defined();
      List<Path> disks = List.of(sandbox.image(VM), sandbox.library.resolve("web01-data.qcow2"));
      List<String> before = disks.stream().map(Sandbox::sha256).toList();
      sandbox.cli("engine", "stop").expectSuccess();
      sandbox.cli(EngineOutside.haltingAfter("check kept files"), "job", "run", "nightly", "--detach")
          .expectSuccess();
      String run = sandbox.lastRun();
      sandbox.engine.awaitEnd();
      assertEquals(List.of("web01.json"), intents(sandbox));
      assertEquals(before, disks.stream().map(Sandbox::sha256).toList(), "nothing is replaced yet");
      assertEquals(List.of(2, 2), disks.stream().map(CrashTest::links).toList(), "the old files are kept by links");

      // this one takes that commit back, begins it anew, and dies in the middle; possibly before it can be greeted
      sandbox.cli(EngineOutside.haltingAfter("replace"), "engine", "start");
      Instant killed = sandbox.engine.awaitEnd();
      assertEquals(List.of("web01.json"), intents(sandbox));
      assertEquals(1, disks.stream().map(Sandbox::sha256).filter(before::contains).count(),
          "one file is in place and the other is not");

      serviced(sandbox, run);
      assertUnderWay(sandbox, "store", killed);
      assertEquals(1, lives(sandbox));
      disks.forEach(disk -> assertFalse(before.contains(Sandbox.sha256(disk)), disk + " is of the new generation"));
      var generation = sandbox.report(VM).getAsJsonArray("generations").get(0).getAsJsonObject();
      assertTrue(generation.get("current").getAsBoolean());
      List<String> stored = StreamSupport.stream(generation.getAsJsonArray("files").spliterator(), false)
          .map(file -> file.getAsJsonObject().get("sha256").getAsString()).toList();
      disks.forEach(disk -> assertTrue(stored.contains(Sandbox.sha256(disk)), disk + " is what was stored"));
    }
  }

  /** Whoever asks next starts another engine, with which the run comes to its end. */
  private static void serviced(Sandbox sandbox, String run) {
    var said = sandbox.cli("run", "watch", run);
    assertEquals(0, said.exitCode(), said.all());
    assertTrue(Lab.version(sandbox.image(VM), "base-files").endsWith("+dormouse1"));
    assertEquals("SUCCEEDED", sandbox.report(VM).get("state").getAsString());
  }

  /** By the times of the report: the step had begun when the engine died, and had not ended. */
  private static void assertUnderWay(Sandbox sandbox, String kind, Instant killed) {
    JsonObject report = sandbox.report(VM);
    assertTrue(steps(report).filter(step -> step.get("kind").getAsString().equals(kind) && step.has("started")
        && step.has("ended")).anyMatch(step -> Instant.parse(step.get("started").getAsString()).isBefore(killed)
            && Instant.parse(step.get("ended").getAsString()).isAfter(killed)),
        () -> "no " + kind + " was under way at " + killed + ": " + report);
  }

  private static int lives(Sandbox sandbox) {
    return steps(sandbox.report(VM)).mapToInt(step -> step.get("life").getAsInt()).max().orElseThrow();
  }

  private static Stream<JsonObject> steps(JsonObject report) {
    return StreamSupport.stream(report.getAsJsonArray("steps").spliterator(), false)
        .map(JsonElement::getAsJsonObject);
  }

  private static List<String> intents(Sandbox sandbox) {
    Path intents = sandbox.library.resolve(".dormouse/intents");
    if (!Files.exists(intents)) {
      return List.of();
    }
    try (Stream<Path> open = Files.list(intents)) {
      return open.map(intent -> intent.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Of each process that writes new images, the file that says that it has begun, from its deployment's folder. */
  private static List<String> exports(Sandbox sandbox) {
    try (Stream<Path> files = Files.walk(sandbox.state.resolve("hosts/here"))) {
      return files.filter(file -> file.toString().matches(".*/export-\\d+/step-\\d+/pid"))
          .map(file -> file.subpath(file.getNameCount() - 3, file.getNameCount()).toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int links(Path file) {
    try {
      return (Integer) Files.getAttribute(file, "unix:nlink");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
