package org.dormouse.server.internal.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Kind;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Machines;
import org.dormouse.api.Reports;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.api.client.Failures;
import org.dormouse.server.internal.Await;
import org.dormouse.server.internal.TestProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may do to the engine, the well-behaved and the others. */
class ConversationTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Map<String, Object> LIBRARY =
      Map.of("type", "directory", "settings", Map.of("path", "/srv/images"));

  private TestProcess engine;

  @BeforeEach
  void begin() throws IOException {
    engine = new TestProcess().start(TestProcess.NEVER);
  }

  @AfterEach
  void end() throws IOException {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "definitions", "put", "run", "stop", "doctor"})
  void nothingIsAnsweredBeforeTheHandshake(String method) throws IOException {
    try (RawClient client = new RawClient(engine.state.socket())) {
      client.request(1, method, method.equals("stop") ? "{\"mode\":\"now\"}" : "{}");
      assertEquals("hello-first", code(client.read()));
      client.hello().request(2, "status", "null");
      assertTrue(client.read().orElseThrow().has("result"), "and then it is answered");
    }
  }

  @Test
  void aClientThatIsTooOldIsToldSo() throws IOException {
    try (RawClient client = new RawClient(engine.state.socket())) {
      client.request(1, "hello", "{\"protocol\":0,\"client\":\"old\",\"version\":\"0\",\"user\":\"x\"}");
      assertEquals("client-too-old", code(client.read()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "Content-Length: 999999999\r\n\r\n",
    "Content-Length: -5\r\n\r\n",
    "Content-Length: many\r\n\r\n",
    "Content-Type: text\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "Content-Length: 5\r\n\r\n[[[[[",
    "Content-Length: 4\r\n\r\nnull",
  })
  void whoTalksAnotherLanguageIsSentAwayAndTheOthersAreServed(String words) throws IOException {
    try (RawClient client = new RawClient(engine.state.socket()); EngineConnection other = engine.connect()) {
      client.hello().raw(words);
      assertTrue(client.read().isEmpty(), "the conversation is over");
      assertEquals(List.of(), other.ask(api -> api.definitions(new Kind("job")), SOON));
    }
  }

  @Test
  void anEndlessHeaderIsNotCollected() throws IOException {
    try (RawClient client = new RawClient(engine.state.socket())) {
      client.hello().raw("X".repeat(5_000));
      assertTrue(client.read().isEmpty(), "the conversation is over");
    }
  }

  @Test
  void aMessageThatBreaksOffEndsTheConversation() throws IOException {
    RawClient client = new RawClient(engine.state.socket());
    client.hello().raw("Content-Length: 500\r\n\r\n{\"jsonrpc\"");
    client.close();
    try (EngineConnection other = engine.connect()) {
      Await.until("the broken one is gone", () -> clients(other) == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"dormouse/noSuch\",\"params\":{}}",
    "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"dormouse/definitions\",\"params\":\"a text\"}",
    "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"dormouse/definitions\",\"params\":{\"kind\":[1]}}",
    "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"dormouse/put\",\"params\":{\"expectedVersion\":\"x\"}}",
    "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"dormouse/put\",\"params\":null}",
    "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"dormouse/definitions\",\"params\":[1,2,3]}",
  })
  void aRequestThatMakesNoSenseIsRefusedAndTheConversationGoesOn(String request) throws IOException {
    try (RawClient client = new RawClient(engine.state.socket())) {
      client.hello().message(request);
      JsonObject answer = client.read().orElseThrow();
      assertTrue(answer.has("error"), answer.toString());
      assertFalse(answer.toString().contains("\\tat "), "no stack trace: " + answer);
      client.request(2, "status", "null");
      assertTrue(client.read().orElseThrow().has("result"));
    }
  }

  @Test
  void aClientThatStopsReadingIsDroppedAndNobodyWaitsForIt() throws IOException {
    try (EngineConnection other = engine.connect()) {
      List<String> many = IntStream.range(0, 9_999).mapToObj(i -> "library/machine-with-a-long-name-" + i).toList();
      other.ask(api -> api.put(new Put("job", "big", Map.of("virtualMachines", many, "updateService", "s"), 0)), SOON);
      RawClient deaf = new RawClient(engine.state.socket()).hello();
      for (int i = 0; i < 20; i++) {
        deaf.request(i, "definitions", "{\"kind\":\"job\"}");
      }
      assertEquals(2, clients(other), "it is there");
      Await.until("it is given up", () -> clients(other) == 1);
      deaf.close();
    }
  }

  @Test
  void moreThanSomeRequestsAtATimeAreRefused() throws IOException {
    engine.backends.stuck.set(true);
    try (EngineConnection client = engine.connect()) {
      client.ask(api -> api.put(new Put("library", "lib", LIBRARY, 0)), SOON);
      List<CompletableFuture<Machines.LibraryScan>> scans = IntStream.range(0, Session.MOST_REQUESTS)
          .mapToObj(i -> client.engine().scanLibrary(new Named("library", "lib"))).toList();
      // The engine reads one client's requests in their order, so that this one comes after all the scans.
      assertEquals("too-many-requests", refusal(client.engine().status()));
      scans.forEach(scan -> scan.cancel(true));
    }
  }

  @Test
  void cancellingAFutureCancelsTheWork() throws Exception {
    engine.backends.stuck.set(true);
    try (EngineConnection client = engine.connect()) {
      client.ask(api -> api.put(new Put("library", "lib", LIBRARY, 0)), SOON);
      CompletableFuture<Machines.LibraryScan> scan = client.engine().scanLibrary(new Named("library", "lib"));
      assertTrue(engine.backends.scanning.await(20, TimeUnit.SECONDS));
      scan.cancel(true);
      assertTrue(engine.backends.interrupted.await(20, TimeUnit.SECONDS), "the back end was interrupted");
    }
  }

  @Test
  void workThatOnlyLooksEndsWithItsClient() throws Exception {
    engine.backends.stuck.set(true);
    EngineConnection client = engine.connect();
    client.ask(api -> api.put(new Put("library", "lib", LIBRARY, 0)), SOON);
    client.engine().scanLibrary(new Named("library", "lib"));
    assertTrue(engine.backends.scanning.await(20, TimeUnit.SECONDS));
    client.close();
    assertTrue(engine.backends.interrupted.await(20, TimeUnit.SECONDS), "the back end was interrupted");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLookAtADraftEndsWhenItIsCancelledAndWhenItsClientIsGone(boolean cancelled) throws Exception {
    engine.backends.stuck.set(true);
    EngineConnection client = engine.connect();
    CompletableFuture<Reports.CheckReport> look = client.engine().check(new Put("library", "draft", LIBRARY, 0));
    assertTrue(engine.backends.scanning.await(20, TimeUnit.SECONDS));
    if (cancelled) {
      look.cancel(true);
    } else {
      client.close();
    }
    assertTrue(engine.backends.interrupted.await(20, TimeUnit.SECONDS), "the back end was interrupted");
    client.close();
  }

  @Test
  void twoClientsSeeEachOthersChangesAndNeverLoseOne() throws IOException {
    try (EngineConnection one = engine.connect(); EngineConnection two = engine.connect()) {
      Definition made = one.ask(api -> api.put(new Put("library", "lib", LIBRARY, 0)), SOON);
      assertEquals(made, two.ask(api -> api.definition(new Named("library", "lib")), SOON));
      Map<String, Object> changed = Map.of("type", "directory", "settings", Map.of("path", "/srv/other"));
      two.ask(api -> api.put(new Put("library", "lib", changed, made.version())), SOON);
      assertEquals("changed-meanwhile", refusal(one.engine().put(new Put("library", "lib", LIBRARY, made.version()))));
      assertEquals("exists-already", refusal(one.engine().put(new Put("library", "lib", LIBRARY, 0))));
      assertEquals(changed.get("settings"),
          one.ask(api -> api.definition(new Named("library", "lib")), SOON).document().get("settings"));
    }
  }

  @Test
  void aBadDefinitionIsRefusedWithEverythingWrongAndNothingIsStored() throws IOException {
    try (EngineConnection client = engine.connect()) {
      Put bad = new Put("job", "n", Map.of("virtualMachines", Collections.nCopies(2, "a b"), "plcement", "x"), 0);
      ApiError error = assertThrowsRefusal(client.engine().put(bad));
      assertEquals("bad-definition", error.code());
      for (String part : List.of("virtualMachines[0]", "updateService: is required", "Did you mean placement")) {
        assertTrue(error.message().contains(part), error.message());
      }
      assertEquals(List.of(), client.ask(api -> api.definitions(new Kind("job")), SOON));
    }
  }

  @Test
  void whatIsUsedIsNotRemoved() throws IOException {
    try (EngineConnection client = engine.connect()) {
      client.ask(api -> api.put(new Put("library", "lib", LIBRARY, 0)), SOON);
      client.ask(api -> api.put(new Put("job", "j", Map.of("virtualMachines", List.of("lib/*"), "updateService", "s"),
          0)), SOON);
      assertEquals("in-use", refusal(client.engine().remove(new Put("library", "lib", Map.of(), -1))));
    }
  }

  private static int clients(EngineConnection client) {
    try {
      return client.ask(api -> api.status(), SOON).clients();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String refusal(CompletableFuture<?> answer) {
    return assertThrowsRefusal(answer).code();
  }

  private static ApiError assertThrowsRefusal(CompletableFuture<?> answer) {
    return Failures.reason(assertThrows(Exception.class, () -> answer.get(20, TimeUnit.SECONDS)));
  }

  private static String code(Optional<JsonObject> answer) {
    JsonObject error = answer.orElseThrow().getAsJsonObject("error");
    return error.getAsJsonObject("data").get("code").getAsString();
  }
}
