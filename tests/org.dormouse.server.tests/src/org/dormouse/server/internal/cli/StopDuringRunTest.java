package org.dormouse.server.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dormouse.api.Engine;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.cli.Main;
import org.dormouse.server.internal.Await;
import org.dormouse.server.internal.Simulated;
import org.dormouse.server.internal.TestProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine that is to stop while a run goes on: one simulated machine at a time takes a while, the others wait. */
class StopDuringRunTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private TestProcess engine;

  private record Said(int code, String out, String err) {}

  @BeforeEach
  void aRunIsGoingOn() throws IOException {
    engine = Simulated.process().start(TestProcess.NEVER);
    good("library add sim --type simulated --set vms=2 --set upToDate=0");
    good("host add here --type simulated --concurrent 1 --set bootSeconds=0 --set shutdownSeconds=0 "
        + "--set exportSeconds=0");
    good("service add updates --type simulated --set scanSeconds=0 --set installSeconds=2 --set verifySeconds=0");
    good("job create nightly --vm sim/* --service updates --concurrent 1");
    good("job run nightly --detach");
    Await.until("one is under way", () -> states().containsValue("RUNNING"));
  }

  @AfterEach
  void end() throws IOException {
    engine.close();
  }

  private Said run(String words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.execute(engine.state, new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), words.split(" "));
    return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private String good(String words) {
    Said said = run(words);
    assertEquals(0, said.code(), words + ": " + said);
    return said.out();
  }

  /** Of the run's servicings by VM. */
  private Map<String, String> states() {
    Map<String, String> states = new HashMap<>();
    JsonObject shown = JsonParser.parseString(good("run show run-1 -o json")).getAsJsonObject();
    for (JsonElement servicing : shown.getAsJsonArray("servicings")) {
      states.put(servicing.getAsJsonObject().get("subject").getAsString(),
          servicing.getAsJsonObject().get("state").getAsString());
    }
    return states;
  }

  @Test
  void itRefusesSaysWhatGoesOnAndHowElseAndTheRunGoesOn() {
    Said said = run("engine stop");
    assertEquals(2, said.code(), said.toString());
    assertTrue(said.err().contains("1 run is going on") && said.err().contains("--drain")
        && said.err().contains("--now"), said.err());
    Await.until("the run has ended", () -> states().values().stream().allMatch("SUCCEEDED"::equals));
  }

  private void stop(String mode) throws IOException {
    try (EngineConnection client = engine.connect()) {
      client.ask(api -> api.stop(new Engine.Stop(mode)), SOON);
    }
    assertEquals(0, engine.awaitExit());
  }

  private long serviced() {
    return states().values().stream().filter("SUCCEEDED"::equals).count();
  }

  @Test
  void toDrainEndsWhatIsUnderWayAndTheNextEngineServicesTheOthers() throws IOException {
    long before = serviced();
    stop("drain");
    engine.start(TestProcess.NEVER);
    assertEquals(before + 1, serviced());
    Await.until("the others are serviced", () -> serviced() == 2);
  }

  @Test
  void toStopNowLeavesWhatIsUnderWayToTheNextEngine() throws IOException {
    long before = serviced();
    stop("now");
    engine.start(TestProcess.NEVER);
    assertEquals(before, serviced());
    Await.until("all are serviced", () -> serviced() == 2);
  }
}
