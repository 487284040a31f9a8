package org.dormouse.guest.qga.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dormouse.spi.GuestSession;
import org.junit.jupiter.api.Test;

/** An agent serves one client at a time, so sessions share a connection, and keep it. */
class SharedAgentTest extends AgentTest {

  private static final String NOTHING = "{\"return\": {}}\n";

  private final AgentLinks links = new AgentLinks();

  private GuestSession open() {
    return AgentSession.open(links, socket()).orThrow();
  }

  @Test
  void aSessionKeepsItsConnection() throws Exception {
    try (var agent = answering(NOTHING); var session = open()) {
      session.read("/one", 10);
      session.read("/two", 10);
      assertEquals(1, agent.connections());
    }
  }

  @Test
  void sessionsAtTheSameTimeShareOneConnectionAndTheLastClosesIt() throws Exception {
    try (var agent = answering(NOTHING)) {
      try (var first = open()) {
        try (var second = open()) {
          second.read("/one", 10);
        }
        first.read("/two", 10);
        assertEquals(1, agent.connections(), "one that is left does not take it away from the other");
      }
      open().close();
      assertEquals(2, agent.connections());
    }
  }

  @Test
  void closingTwiceTakesNothingFromAnother() throws Exception {
    try (var agent = answering(NOTHING); var first = open()) {
      var second = open();
      second.close();
      second.close();
      first.read("/one", 10);
      assertEquals(1, agent.connections());
    }
  }

  @Test
  void whoWaitsForAnAgentThatIsBusyIsToldSo() throws Exception {
    var asked = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    try (var agent = new FakeAgent(socket(), FakeAgent.obliging((command, arguments) -> {
          asked.countDown();
          try {
            done.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return NOTHING;
        })); var first = open(); var second = open()) {
      Thread busy = Thread.ofPlatform().start(() -> first.read("/slow", 10));
      assertTrue(asked.await(10, TimeUnit.SECONDS));
      assertEquals("guest-silent", code(second.read("/other", 10)));
      done.countDown();
      busy.join();
      assertEquals(1, agent.connections());
    }
  }
}
