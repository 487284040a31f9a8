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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.cli.Main;
import org.dormouse.server.internal.Await;
import org.dormouse.server.internal.Simulated;
import org.dormouse.server.internal.TestProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks from the file to the report by the command line, on simulated machines that take no time. */
class HookNightTest {

  @TempDir
  private Path folder;
  private TestProcess engine;

  @BeforeEach
  void begin() throws IOException {
    engine = Simulated.process().start(TestProcess.NEVER);
    expect(0, "library", "add", "sim", "--type", "simulated", "--set", "vms=2", "--set", "upToDate=0");
    expect(0, "host", "add", "here", "--type", "simulated", "--set", "bootSeconds=0", "--set", "shutdownSeconds=0",
        "--set", "exportSeconds=0");
    expect(0, "service", "add", "updates", "--type", "simulated", "--set", "scanSeconds=0", "--set",
        "installSeconds=0", "--set", "verifySeconds=0");
  }

  @AfterEach
  void end() throws IOException {
    engine.close();
  }

  private String expect(int expected, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.execute(engine.state, new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), words);
    String said = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    assertEquals(expected, code, said);
    return said;
  }

  private int create(String hooks) throws IOException {
    Path file = Files.writeString(folder.resolve("hooks.json"), hooks.replace('\'', '"'));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.execute(engine.state, new PrintStream(new ByteArrayOutputStream()),
        new PrintStream(err, true, StandardCharsets.UTF_8), "job", "create", "nightly", "--vm", "sim/*", "--service",
        "updates", "--boot-test", "--hook-file", file.toString());
    Files.writeString(folder.resolve("said"), err.toString(StandardCharsets.UTF_8));
    return code;
  }

  private List<String> asking() {
    List<String> asking = new ArrayList<>();
    JsonObject shown = JsonParser.parseString(expect(0, "run", "show", "run-1", "-o", "json")).getAsJsonObject();
    for (JsonElement servicing : shown.getAsJsonArray("servicings")) {
      if (servicing.getAsJsonObject().get("state").getAsString().equals("NEEDS_OPERATOR")) {
        asking.add(servicing.getAsJsonObject().get("subject").getAsString());
      }
    }
    return asking.stream().sorted().toList();
  }

  @Test
  void whatIsAskedIsAnsweredAndWhatMayFailIsTold() throws IOException {
    assertEquals(0, create("""
        [{'name': 'agree', 'juncture': 'beforeStore', 'kind': 'approval', 'question': 'Store it?'},
         {'name': 'flaky', 'juncture': 'beforeInstall', 'kind': 'guestScript', 'script': 'exit 7', 'mayFail': true},
         {'name': 'web', 'juncture': 'afterInstall', 'kind': 'healthCheck', 'check': 'http',
          'target': 'http://localhost/'}]
        """));
    String shown = expect(0, "job", "show", "nightly");
    assertTrue(shown.contains("hook agree") && shown.contains("beforeStore approval: Store it?"), shown);
    assertTrue(shown.contains("afterInstall healthCheck: http http://localhost/"), shown);

    expect(0, "job", "run", "nightly", "--detach");
    Await.until("both machines ask", () -> asking().size() == 2);
    List<String> both = asking();
    assertTrue(expect(0, "run", "show", "run-1").contains("Store it?"));
    expect(0, "run", "approve", "run-1", both.get(0));
    expect(0, "run", "reject", "run-1", both.get(1));
    expect(1, "run", "watch", "run-1");
    assertTrue(expect(2, "run", "approve", "run-1", both.get(0)).contains("asks nothing"));

    JsonObject report = JsonParser.parseString(expect(0, "run", "report", "run-1")).getAsJsonObject();
    for (JsonElement one : report.getAsJsonArray("machines")) {
      JsonObject machine = one.getAsJsonObject();
      boolean approved = machine.get("id").getAsString().equals(both.get(0));
      assertEquals(approved ? "SUCCEEDED" : "FAILED", machine.get("state").getAsString(), machine.toString());
      assertEquals(approved, machine.get("data").getAsString().startsWith("Replaced whole by generation 2"));
      assertEquals(approved, machine.get("proof").toString().contains("approved by "), machine.toString());
      assertTrue(machine.get("proof").toString().contains("health check web passed in the new generation"));
      assertTrue(machine.get("findings").toString().contains("exit code 7"), machine.toString());
    }
  }

  @Test
  void aHookThatCannotBeIsNamedWithTheWayOut() throws IOException {
    assertEquals(2, create("[{'name': 'web', 'juncture': 'afterStore', 'kind': 'healthCheck', 'target': 'true'}]"));
    String said = Files.readString(folder.resolve("said"));
    assertTrue(said.contains("hooks[0].juncture") && said.contains("hook \"web\""), said);
    assertTrue(said.contains("make it a localScript"), said);
  }
}
