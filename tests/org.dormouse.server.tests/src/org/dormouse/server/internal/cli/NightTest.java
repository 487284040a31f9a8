package org.dormouse.server.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.cli.Main;
import org.dormouse.server.internal.TestProcess;
import org.dormouse.server.internal.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole night by the command line, on simulated machines that take no time. */
class NightTest {

  private static final String[] NO_TIME = {"--set", "bootSeconds=0", "--set", "shutdownSeconds=0", "--set",
    "exportSeconds=0"};

  @TempDir
  private Path folder;
  private TestProcess engine;

  private record Said(int code, String out, String err) {
    JsonElement json() {
      assertEquals("", err);
      return JsonParser.parseString(out);
    }

    Said expect(int expected) {
      assertEquals(expected, code, out + err);
      return this;
    }
  }

  @BeforeEach
  void begin() throws IOException {
    engine = Simulated.process().start(TestProcess.NEVER);
    run("library", "add", "sim", "--type", "simulated", "--set", "vms=12", "--set", "upToDate=30").expect(0);
    run(words(NO_TIME, "host", "add", "here", "--type", "simulated")).expect(0);
  }

  @AfterEach
  void end() throws IOException {
    engine.close();
  }

  private static String[] words(String[] more, String... first) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private void service(String name, String... more) {
    run(words(more, "service", "add", name, "--type", "simulated", "--set", "scanSeconds=0", "--set",
        "installSeconds=0", "--set", "verifySeconds=0")).expect(0);
  }

  private Said run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.execute(engine.state, new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), words);
    return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private JsonElement json(String... words) {
    return run(words(new String[] {"-o", "json"}, words)).json();
  }

  private Map<String, String> states() {
    Map<String, String> states = new HashMap<>();
    json("vm", "list").getAsJsonArray().forEach(machine -> states.put(
        machine.getAsJsonObject().get("id").getAsString(), machine.getAsJsonObject().get("state").getAsString()));
    return states;
  }

  @Test
  void everyMachineIsServicedOrUpToDateAndTheReportSaysHow() throws IOException {
    service("updates");
    run("job", "create", "nightly", "--vm", "sim/*", "--service", "updates").expect(0);
    JsonObject plan = json("job", "plan", "nightly").getAsJsonObject();
    long pending = count(plan.getAsJsonArray("machines"), "verdict", "service");
    assertTrue(pending > 0 && pending < 12, plan.toString());
    Said night = run("job", "run", "nightly").expect(0);
    assertTrue(night.out().contains("run-1: " + pending + " serviced, " + (12 - pending) + " up to date"), night.out());
    assertEquals(Map.of("up-to-date", 12L), counted(states()));
    assertEquals(0, json("engine", "status").getAsJsonObject().get("leases").getAsInt());

    JsonObject report = JsonParser.parseString(run("run", "report", "run-1").expect(0).out()).getAsJsonObject();
    assertEquals(12, report.getAsJsonArray("machines").size());
    for (JsonElement one : report.getAsJsonArray("machines")) {
      JsonObject machine = one.getAsJsonObject();
      boolean serviced = machine.get("state").getAsString().equals("SUCCEEDED");
      assertEquals(serviced, !machine.getAsJsonArray("installed").isEmpty(), machine.toString());
      assertEquals(serviced, machine.get("data").getAsString().startsWith("Replaced whole by generation 2"));
      assertFalse(machine.getAsJsonArray("proof").isEmpty(), machine.toString());
      assertFalse(machine.getAsJsonArray("generations").isEmpty(), machine.toString());
    }
    Path page = folder.resolve("report.html");
    run("run", "report", "run-1", "--format", "html", "--out", page.toString()).expect(0);
    assertTrue(Files.readString(page).contains("<h1>nightly</h1>"));

    Said again = run("job", "run", "nightly").expect(0);
    assertTrue(again.out().contains("run-2: 12 up to date"), again.out());
  }

  @Test
  void aFailingMachineFailsAloneIsNamedAndCanBeTriedAgain() {
    service("updates", "--set", "failEvery=4");
    run("job", "create", "nightly", "--vm", "sim/*", "--service", "updates").expect(0);
    Said night = run("job", "run", "nightly").expect(1);
    assertTrue(night.out().contains("[package-script-failed]"), night.out());
    Map<String, Long> counted = counted(states());
    assertTrue(counted.getOrDefault("failed", 0L) > 0, counted.toString());
    assertTrue(counted.getOrDefault("up-to-date", 0L) > 0, counted.toString());
    run("run", "watch", "run-1").expect(1);
    run("run", "retry", "run-1").expect(0);
    run("run", "watch", "run-1").expect(1);
    JsonObject shown = json("run", "show", "run-1").getAsJsonObject();
    assertEquals("ENDED", shown.getAsJsonObject("run").get("state").getAsString());
  }

  @Test
  void aMachineCanBeRolledBackAndItsHistorySaysWhatHappened() {
    service("updates");
    run("job", "create", "nightly", "--vm", "sim/*", "--service", "updates").expect(0);
    run("job", "run", "nightly").expect(0);
    String serviced = "";
    for (JsonElement machine : json("vm", "list").getAsJsonArray()) {
      if (machine.getAsJsonObject().has("serviced")) {
        serviced = machine.getAsJsonObject().get("id").getAsString();
      }
    }
    JsonObject now = json("vm", "rollback", serviced).getAsJsonObject();
    assertEquals(3, now.get("number").getAsInt());
    List<String> what = new ArrayList<>();
    json("vm", "history", serviced).getAsJsonObject().getAsJsonArray("entries")
        .forEach(entry -> what.add(entry.getAsJsonObject().get("what").getAsString()));
    assertEquals(List.of("rolled-back", "serviced", "assessed"), what);
    assertEquals("never-assessed", states().get(serviced));
    JsonObject assessed = json("vm", "assess", serviced).getAsJsonObject();
    assertEquals("pending", assessed.getAsJsonArray("assessments").get(0).getAsJsonObject().get("result").getAsString());
    assertEquals("stale", states().get(serviced));
  }

  @Test
  void anIndexThatCannotBeTrustedStopsTheJobBeforeItBegins() {
    service("updates", "--set", "faults=index-expired:updates");
    run("job", "create", "nightly", "--vm", "sim/*", "--service", "updates").expect(0);
    Said refused = run("job", "run", "nightly");
    assertTrue(refused.code() != 0, refused.out());
    assertTrue(refused.err().contains("[index-expired]"), refused.err());
    assertTrue(json("run", "list").getAsJsonArray().isEmpty());
  }

  @Test
  void anExcludedMachineIsBlockedAndTheOthersGoOn() {
    service("updates");
    String one = states().keySet().stream().sorted().findFirst().orElseThrow();
    run("vm", "set", one, "--excluded", "true", "--tag", "hands off").expect(0);
    run("job", "create", "nightly", "--vm", "sim/*", "--service", "updates").expect(0);
    Said night = run("job", "run", "nightly").expect(1);
    assertTrue(night.out().contains(one + " failed") && night.out().contains("[excluded]"), night.out());
    assertEquals(11, counted(states()).get("up-to-date"));
  }

  @Test
  void whatARemovedLibraryHeldIsForgotten() {
    assertEquals(12, states().size());
    run("library", "remove", "sim").expect(0);
    assertEquals(Map.of(), states());
  }

  @Test
  void aJobCanBeMadeFromTheDocumentOfAnother() throws IOException {
    service("updates");
    run("job", "create", "nightly", "--vm", "sim/*", "--service", "updates", "--max-failures", "3").expect(0);
    Path file = Files.writeString(folder.resolve("job.json"), run("job", "show", "nightly", "-o", "json").out());
    run("job", "create", "copy", "--file", file.toString(), "--max-cycles", "5").expect(0);
    JsonObject copy = json("job", "show", "copy").getAsJsonObject().getAsJsonObject("document");
    assertEquals(3, copy.get("maxFailures").getAsInt());
    assertEquals(5, copy.get("maxCycles").getAsInt());
  }

  private static long count(JsonArray all, String member, String value) {
    long count = 0;
    for (JsonElement one : all) {
      count += one.getAsJsonObject().get(member).getAsString().equals(value) ? 1 : 0;
    }
    return count;
  }

  private static Map<String, Long> counted(Map<String, String> states) {
    Map<String, Long> counts = new HashMap<>();
    states.values().forEach(state -> counts.merge(state, 1L, Long::sum));
    return counts;
  }
}
