package org.dormouse.guest.qga.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Progress;
import org.junit.jupiter.api.Test;

/** Agents that go away, come back, come late or leave for good, and what is known then. */
class RestlessAgentTest extends AgentTest {

  @Test
  void agentThatGoesInTheMiddleOfAnAnswerIsGone() throws Exception {
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) -> {
      throw new java.io.IOException("bye");
    })); var session = session()) {
      assertEquals("guest-gone", code(session.facts()));
    }
  }

  @Test
  void commandWhoseAgentWasRestartedIsLost() throws Exception {
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) ->
        command.equals("guest-exec") ? "{\"return\": {\"pid\": 7}}\n"
            : "{\"error\": {\"class\": \"GenericError\", \"desc\": \"Invalid parameter 'pid'\"}}\n"));
        var session = session()) {
      assertEquals("guest-command-lost", code(session.run(List.of("x"), new byte[0], Duration.ofSeconds(1))));
    }
  }

  @Test
  void answerThatAnAgentTookWithItIsNotWaitedFor() throws Exception {
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) -> "{\"return\": {\"ha"));
        var session = session()) {
      long begin = System.nanoTime();
      assertEquals("guest-silent", code(session.facts()));
      assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 30);
    }
  }

  @Test
  void answerThatComesLateIsStillTheAnswer() throws Exception {
    AtomicInteger syncs = new AtomicInteger();
    try (var agent = new FakeAgent(socket(), (command, arguments) -> switch (command) {
      case "guest-sync-delimited" -> syncs.incrementAndGet() == 3 ? "{\"return\": {\"pid\": 5}}\n"
          + FakeAgent.synced(arguments) : FakeAgent.synced(arguments);
      case "guest-exec" -> "";
      default -> "{\"return\": {\"exited\": true, \"exitcode\": 9}}\n";
    }); var session = session()) {
      assertEquals(9, session.run(List.of("x"), new byte[0], Duration.ofSeconds(1)).orThrow().exitCode());
    }
  }

  @Test
  void handleOfAnAgentThatWasRestartedIsNoNewsOfTheFile() throws Exception {
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) ->
        command.equals("guest-file-open") ? "{\"return\": 1000}\n" : "{\"error\": {\"class\": \"GenericError\","
            + " \"desc\": \"handle '1000' has not been found\"}}\n")); var session = session()) {
      assertEquals("guest-silent", code(session.read("/x", 10)));
      assertInstanceOf(Progress.Running.class, session.pollJob("k"));
    }
  }

  @Test
  void jobThatEndsWhileItIsLookedAtIsNoTrouble() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    String pid = Base64.getEncoder().encodeToString("12 345 boot\n".getBytes(StandardCharsets.US_ASCII));
    String exit = Base64.getEncoder().encodeToString("4\n".getBytes(StandardCharsets.US_ASCII));
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) -> switch (command) {
      case "guest-file-open" -> switch (arguments.get("path").getAsString()) {
        case "/run/dormouse/k/exit" -> looks.incrementAndGet() == 1
            ? "{\"error\": {\"class\": \"GenericError\", \"desc\": \"No such file or directory\"}}\n"
            : "{\"return\": 1}\n";
        case "/run/dormouse/k/pid" -> "{\"return\": 2}\n";
        case "/run/dormouse/k/log" -> "{\"return\": 3}\n";
        default -> "{\"return\": 4}\n";
      };
      case "guest-file-read" -> switch (arguments.get("handle").getAsInt()) {
        case 1 -> "{\"return\": {\"count\": 2, \"eof\": true, \"buf-b64\": \"" + exit + "\"}}\n";
        case 2 -> "{\"return\": {\"count\": 12, \"eof\": true, \"buf-b64\": \"" + pid + "\"}}\n";
        case 3 -> "{\"return\": {\"count\": 0, \"eof\": true, \"buf-b64\": \"\"}}\n";
        default -> "{\"error\": {\"class\": \"GenericError\", \"desc\": \"No such process\"}}\n";
      };
      case "guest-file-seek" -> "{\"return\": {\"position\": 0, \"eof\": true}}\n";
      default -> "{\"return\": {}}\n";
    })); var session = session()) {
      assertEquals(new Progress.Done<>(new GuestSession.JobResult(4, "")), session.pollJob("k"));
    }
  }

  @Test
  void jobWhoseAgentIsAwayRuns() throws Exception {
    AtomicInteger syncs = new AtomicInteger();
    try (var agent = new FakeAgent(socket(), (command, arguments) ->
        syncs.incrementAndGet() == 1 ? FakeAgent.synced(arguments) : ""); var session = session()) {
      assertInstanceOf(Progress.Running.class, session.pollJob("k"));
    }
  }

  @Test
  void shutdownWithoutAnswerIsObeyed() throws Exception {
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) -> "")); var session = session()) {
      assertTrue(session.leave(GuestSession.Leave.POWER_OFF).isOk());
      assertEquals(List.of("guest-sync-delimited", "guest-sync-delimited", "guest-shutdown", "guest-sync-delimited"),
          agent.questions());
    }
  }

  @Test
  void shutdownThatIsRefusedIsOrderedByCommand() throws Exception {
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) -> switch (command) {
      case "guest-shutdown" -> "{\"error\": {\"class\": \"GenericError\", \"desc\": \"child process has failed\"}}\n";
      default -> "{\"return\": {\"pid\": 1}}\n";
    })); var session = session()) {
      assertTrue(session.leave(GuestSession.Leave.RESTART).isOk());
      assertTrue(agent.questions().contains("guest-exec"));
    }
  }
}
