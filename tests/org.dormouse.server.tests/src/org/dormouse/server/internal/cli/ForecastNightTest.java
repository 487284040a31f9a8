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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.cli.Main;
import org.dormouse.server.internal.Simulated;
import org.dormouse.server.internal.TestProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan says when a night would end, and the night ends about then: on simulated machines of known timings. */
class ForecastNightTest {

  private static final int MACHINES = 6;
  private static final int AT_A_TIME = 2;

  private TestProcess engine;

  @BeforeEach
  void begin() throws IOException {
    engine = Simulated.process().start(TestProcess.NEVER);
    run("library", "add", "sim", "--type", "simulated", "--set", "vms=" + MACHINES, "--set", "upToDate=0");
    run("host", "add", "here", "--type", "simulated", "--concurrent", "" + AT_A_TIME, "--set", "bootSeconds=1",
        "--set", "shutdownSeconds=0", "--set", "exportSeconds=0", "--set", "jitter=0");
    updates(1);
    run("job", "create", "nightly", "--vm", "sim/*", "--service", "updates");
  }

  @AfterEach
  void end() throws IOException {
    engine.close();
  }

  private void updates(int level) {
    List<String> words = new ArrayList<>(List.of("service", "add", "updates", "--type", "simulated", "--set", "level="
        + level, "--set", "scanSeconds=0", "--set", "installSeconds=1", "--set", "verifySeconds=0", "--set",
        "jitter=0", "--set", "restartPercent=0"));
    if (level > 1) {
      words.add("--replace");
    }
    run(words.toArray(String[]::new));
  }

  private String run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.execute(engine.state, new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), words);
    assertEquals(0, code, out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private JsonObject plan() {
    return JsonParser.parseString(run("job", "plan", "nightly", "-o", "json")).getAsJsonObject();
  }

  private long seconds(String run) {
    JsonObject shown = JsonParser.parseString(run("run", "show", run, "-o", "json")).getAsJsonObject()
        .getAsJsonObject("run");
    return Duration.between(Instant.parse(shown.get("submitted").getAsString()),
        Instant.parse(shown.get("ended").getAsString())).toSeconds();
  }

  @Test
  void theSecondNightEndsWhenThePlanSaid() {
    JsonObject guess = plan();
    assertTrue(guess.get("forecastSeconds").getAsLong() > 0, "a guess is better than nothing");
    run("job", "run", "nightly");
    long first = seconds("run-1");

    updates(2);
    JsonObject plan = learnedPlan(guess.get("forecastSeconds").getAsLong());
    long forecast = plan.get("forecastSeconds").getAsLong();
    long sum = 0;
    for (JsonElement machine : plan.getAsJsonArray("machines")) {
      long seconds = machine.getAsJsonObject().get("forecastSeconds").getAsLong();
      assertTrue(seconds > 0 && seconds <= first, machine.toString());
      sum += seconds;
    }
    assertTrue(forecast >= sum / AT_A_TIME, forecast + " of " + sum);

    run("job", "run", "nightly");
    long second = seconds("run-2");
    assertTrue(forecast <= 2 * second + 2 && second <= 2 * forecast + 2, forecast + " said, " + second + " took");
    assertTrue(run("job", "plan", "nightly").contains("Nothing would be woken"));
  }

  /** What a night took is learned when it has ended, a moment later. */
  private JsonObject learnedPlan(long guess) {
    JsonObject plan = plan();
    for (int i = 0; i < 50 && plan.get("forecastSeconds").getAsLong() == guess; i++) {
      plan = plan();
    }
    return plan;
  }
}
