package org.dormouse.guest.qga.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dormouse.guest.qga.Deadline;
import org.dormouse.guest.qga.JsonSocket;
import org.dormouse.guest.qga.WireException;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.Test;

/** An agent that says what no agent says costs bounded time and memory, and is never believed. */
class HostileAgentTest extends AgentTest {

  @Test
  void nobodyAtTheSocketIsAGuestThatIsGone() {
    assertEquals("guest-gone", code(opened()));
  }

  @Test
  void answersToEarlierQuestionsAreSkipped() throws Exception {
    try (var agent = new FakeAgent(socket(), (command, arguments) -> "{\"return\": 1}\n{\"return\": {}}\nnonsense\n"
        + "half an ans" + FakeAgent.synced(arguments))) {
      assertTrue(opened().isOk());
    }
  }

  @Test
  void syncWithTheWrongNumberIsSilence() throws Exception {
    try (var agent = new FakeAgent(socket(), (command, arguments) -> "\u00ff{\"return\": 1}\n")) {
      AgentLink link = new AgentLink(socket());
      AgentTrouble trouble = caught(() -> link.greet(Duration.ofMillis(200)));
      assertEquals("guest-silent", trouble.trouble().code());
      assertTrue(trouble.trouble().passing());
      link.close();
    }
  }

  private interface Throwing {
    void run() throws AgentTrouble;
  }

  private static AgentTrouble caught(Throwing call) {
    try {
      call.run();
    } catch (AgentTrouble e) {
      return e;
    }
    throw new AssertionError("nothing was thrown");
  }

  @Test
  void garbageForEverIsGivenUp() throws Exception {
    try (var agent = new FakeAgent(socket(), (command, arguments) -> "x\n".repeat(5000))) {
      assertEquals("guest-answer-malformed", code(opened()));
    }
  }

  @Test
  void lineWithoutEndIsGivenUp() throws Exception {
    String piece = "y".repeat(1 << 20);
    try (var agent = new FakeAgent(socket(), (command, arguments) -> piece.repeat(9))) {
      assertEquals("guest-answer-malformed", code(opened()));
    }
  }

  @Test
  void deepNestingIsGivenUp() throws Exception {
    try (var agent = answering("{\"return\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}\n");
        var session = session()) {
      assertEquals("guest-answer-malformed", code(session.read("/x", 10)));
    }
  }

  @Test
  void answersOfTheWrongKindAreTroubles() throws Exception {
    for (String answer : List.of("{}\n", "[]\n", "{\"return\": \"text\"}\n", "{\"return\": 1e999999999}\n",
        "{\"return\": null}\n", "{\"return\": {\"buf-b64\": 7}}\n", "{\"return\": 5} trailing\n")) {
      Path socket = folder.resolve("s" + Integer.toHexString(answer.hashCode()));
      try (var agent = new FakeAgent(socket, FakeAgent.obliging((command, arguments) -> answer));
          var session = AgentSession.open(new AgentLinks(), socket).orThrow()) {
        assertEquals("guest-answer-malformed", code(session.facts()), answer);
        assertEquals("guest-answer-malformed",
            code(session.run(List.of("true"), new byte[0], Duration.ofSeconds(1))), answer);
      }
    }
  }

  @Test
  void commandThatIsSwitchedOffIsNamedWithTheWayOut() throws Exception {
    try (var agent = answering("{\"error\": {\"class\": \"CommandNotFound\","
        + " \"desc\": \"The command guest-exec has been disabled for this instance\"}}\n"); var session = session()) {
      Trouble trouble = session.run(List.of("true"), new byte[0], Duration.ofSeconds(1)).failure().orElseThrow();
      assertEquals("guest-agent-command-disabled", trouble.code());
      assertTrue(trouble.remedy().contains("block-rpcs"), trouble.remedy());
    }
  }

  @Test
  void textOfErrorsIsShownShortAndOnOneLine() throws Exception {
    try (var agent = answering("{\"error\": {\"class\": \"GenericError\", \"desc\": \"a\\u001b[2J\\n"
        + "b".repeat(5000) + "\"}}\n"); var session = session()) {
      String message = session.read("/x", 1).failure().orElseThrow().message();
      assertTrue(message.length() < 500 && message.chars().noneMatch(Character::isISOControl), message);
    }
  }

  @Test
  void endlessOutputOfACommandIsCutAndTheCodeKept() throws Exception {
    String output = Base64.getEncoder().encodeToString("z".repeat(9_000_000).getBytes(StandardCharsets.US_ASCII));
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) ->
        command.equals("guest-exec") ? "{\"return\": {\"pid\": 7}}\n"
            : "{\"return\": {\"out-data\": \"" + output + "\", \"exited\": true, \"exitcode\": 5}}\n"));
        var session = session()) {
      var result = session.run(List.of("yes"), new byte[0], Duration.ofSeconds(1)).orThrow();
      assertEquals(5, result.exitCode());
      assertTrue(result.truncated());
      assertEquals(AgentCommands.OUTPUT_LIMIT, result.output().length);
      assertEquals('z', result.output()[result.output().length - 1]);
    }
  }

  @Test
  void moreOfAFileThanWasAskedForIsNoAnswer() throws Exception {
    String much = Base64.getEncoder().encodeToString(new byte[100]);
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) ->
        command.equals("guest-file-read") ? "{\"return\": {\"buf-b64\": \"" + much + "\", \"count\": 100}}\n"
            : "{\"return\": 3}\n")); var session = session()) {
      assertEquals("guest-answer-malformed", code(session.read("/x", 10)));
    }
  }

  @Test
  void fileThatNeverEndsIsTooLarge() throws Exception {
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) -> switch (command) {
      case "guest-file-read" -> "{\"return\": {\"count\": 0, \"buf-b64\": \""
          + Base64.getEncoder().encodeToString(new byte[arguments.get("count").getAsInt()]) + "\"}}\n";
      case "guest-file-open" -> "{\"return\": 3}\n";
      default -> "{\"return\": {}}\n";
    })); var session = session()) {
      assertEquals("guest-file-too-large", code(session.read("/dev/zero", 5_000_000)));
      assertEquals("guest-file-close", agent.questions().getLast());
    }
  }

  @Test
  void commandThatNeverEndsIsKilledAndLate() throws Exception {
    AtomicInteger started = new AtomicInteger();
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) ->
        command.equals("guest-exec") ? "{\"return\": {\"pid\": " + started.incrementAndGet() + "}}\n"
            : "{\"return\": {\"exited\": false}}\n")); var session = session()) {
      assertEquals("guest-command-late", code(session.run(List.of("sleep", "9"), new byte[0], Duration.ofMillis(50))));
      assertEquals(2, started.get());
    }
  }

  @Test
  void jobKeysThatCannotBeAreNoNewsAndNoScript() throws Exception {
    try (var agent = answering("{\"return\": {}}\n"); var session = session()) {
      assertEquals("guest-job-refused", code(session.startJob("../x", "true")));
      assertEquals("guest-job-refused", code(session.startJob("$(x)", "true")));
      assertInstanceOf(Progress.Failed.class, session.pollJob("../../etc"));
      assertTrue(session.endJob("../../etc").isOk());
      assertEquals(1, agent.questions().size());
    }
  }

  @Test
  void callIsInterrupted() throws Exception {
    try (var agent = answering(""); var session = session()) {
      Thread.currentThread().interrupt();
      assertEquals("interrupted", code(session.facts()));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void escapesAreNotCutInHalves() throws Exception {
    String almost = "a".repeat(1_398_104 - 3) + "\\u00e9\\u00e9\\\"\\\\" + "b".repeat(50);
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) ->
        "{\"return\": \"" + almost + "\", \"more\": 1}\n")); var socket = JsonSocket.connect(socket())) {
      socket.send("{\"execute\": \"x\", \"arguments\": {}}\n".getBytes(StandardCharsets.UTF_8),
          Deadline.in(Duration.ofSeconds(5)));
      var message = socket.receive(Deadline.in(Duration.ofSeconds(20)));
      assertTrue(message.clipped());
      JsonObject object = message.object();
      assertEquals(1, object.get("more").getAsInt());
    } catch (WireException e) {
      throw new AssertionError(e.reason().toString(), e);
    }
  }
}
