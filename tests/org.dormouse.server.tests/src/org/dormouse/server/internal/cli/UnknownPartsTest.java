package org.dormouse.server.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.api.Definitions.Kind;
import org.dormouse.api.EngineApi;
import org.dormouse.api.RunsApi;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.cli.Main;
import org.dormouse.server.internal.Simulated;
import org.dormouse.server.internal.TestProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands of which the first name is known and another word is not, or is a number that cannot be; after a night in
 * which everything that can be named came to be there. {@link CommandMatrixTest} has the first names.
 */
class UnknownPartsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static TestProcess engine;

  private record Said(int code, String out, String err) {}

  @BeforeAll
  static void aNight() throws IOException {
    engine = Simulated.process().start(TestProcess.NEVER);
    good("library add sim --type simulated --set vms=2 --set upToDate=0");
    good("host add here --type simulated --set bootSeconds=0 --set shutdownSeconds=0 --set exportSeconds=0");
    good("service add updates --type simulated --set scanSeconds=0 --set installSeconds=0 --set verifySeconds=0");
    good("job create nightly --vm sim/* --service updates");
    good("job run nightly");
    good("job run nightly");
  }

  @AfterAll
  static void end() throws IOException {
    engine.close();
  }

  private static Said run(String words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.execute(engine.state, new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), words.split(" "));
    return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Said good(String words) {
    Said said = run(words);
    assertEquals(0, said.code(), words + ": " + said);
    return said;
  }

  private static String stored() {
    try (EngineConnection client = engine.connect()) {
      List<Object> stored = new ArrayList<>();
      for (String kind : List.of("library", "host", "service", "group", "job", "vm")) {
        stored.addAll(client.ask(api -> api.definitions(new Kind(kind)), SOON));
      }
      stored.addAll(client.ask(EngineApi::credentials, SOON));
      stored.addAll(client.ask(api -> api.runs(new RunsApi.Limit(0)), SOON));
      return stored.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void refused(String words, String about) {
    String before = stored();
    Said said = run(words);
    assertEquals(2, said.code(), words + ": " + said);
    assertTrue(said.err().startsWith("dormouse: ") && said.err().contains(about), words + ": " + said);
    assertTrue(said.err().lines().count() >= 2, "and says what to do: " + said);
    assertEquals("", said.out());
    assertEquals(before, stored());
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm list --state NOWHERE", "vm list --group NOWHERE", "vm list --library NOWHERE",
      "vm assess sim/* --service NOWHERE", "vm set sim/NOWHERE --excluded true", "vm rollback sim/NOWHERE",
      "job create other --vm sim/* --service NOWHERE", "job create other --vm sim/* --service updates --host NOWHERE",
      "job create other --group NOWHERE --service updates",
      "job create other --vm sim/* --service updates --placement NOWHERE",
      "job create other --vm sim/* --service updates --isolation NOWHERE", "library add other --type NOWHERE",
      "host add other --type NOWHERE", "service add other --type NOWHERE", "run cancel run-1 sim/NOWHERE",
      "run retry run-1 sim/NOWHERE", "run approve run-1 sim/NOWHERE", "run reject run-1 sim/NOWHERE",
      "run script run-1 sim/NOWHERE", "run decide run-1 1 NOWHERE", "run decide run-1 NOWHERE retry"})
  void aPartThatIsUnknownIsNamedAndNothingChanges(String words) {
    refused(words, "NOWHERE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"job create other --vm sim/* --service updates --concurrent -1",
      "host add other --concurrent -5",
      "vm rollback sim/test-00001 --to -1", "run decide run-1 -1 retry", "run decide run-1 999999 retry"})
  void aNumberThatCannotBeIsRefusedAndNothingChanges(String words) {
    refused(words, words.replaceAll(".* (-?\\d+)( retry)?$", "$1"));
  }

  @Test
  void aStepOfAnotherRunIsNotDecidedByMistake() {
    long step = JsonParser.parseString(good("run show run-2 -o json").out()).getAsJsonObject().getAsJsonArray("steps")
        .get(0).getAsJsonObject().get("id").getAsLong();
    refused("run decide run-1 " + step + " retry", "run-1 has no step " + step);
  }
}
