package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dormouse.api.ApiError;
import org.dormouse.api.ClientApi;
import org.dormouse.api.client.Failures;
import org.dormouse.ui.engine.CancelledAsk;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.engine.RunningAsk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineLinkTest {
  private final SteppedHop hop = new SteppedHop();
  private final FakeEngine engine = new FakeEngine();
  private final List<RunningAsk> slow = new ArrayList<>();
  private final List<LinkState> states = new ArrayList<>();
  private final List<Object> answers = new ArrayList<>();
  private final List<ApiError> failures = new ArrayList<>();
  private final EngineLink link = new EngineLink(engine, hop, slow::add);

  EngineLinkTest() {
    link.addStateListener(states::add);
  }

  @AfterEach
  void close() {
    link.close();
    engine.willRefuse("over");
  }

  private FakeEngine.Talk connect() throws Exception {
    FakeEngine.Talk talk = engine.willAnswer();
    hop.until(() -> link.state() instanceof LinkState.Connected);
    return talk;
  }

  @SuppressWarnings("unchecked")
  private EngineLink.Request askStatus() {
    return link.ask("Look", api -> (CompletableFuture<Object>) (CompletableFuture<?>) api.status(), answers::add,
        failures::add);
  }

  @Test
  void tellsThatItIsConnected() throws Exception {
    connect();
    hop.until(() -> states.stream().anyMatch(LinkState.Connected.class::isInstance));
    assertEquals(42, ((LinkState.Connected) link.state()).welcome().pid());
    assertEquals(List.of(false), engine.mayStart, "an engine that is there need not be started");
  }

  @Test
  void saysThatTheEngineIsBeingStarted() throws Exception {
    engine.willRefuse("engine-not-running");
    hop.until(() -> states.contains(new LinkState.Connecting("Starting the engine")));
    connect();
    assertEquals(List.of(false, true), engine.mayStart);
  }

  @Test
  void endsQuietlyWhereTheApplicationEndsWhileItDials() throws Exception {
    assertEquals(List.of(), brokenDial(true));
  }

  @Test
  void doesNotHideThatAClassIsMissing() throws Exception {
    assertEquals(List.of(NoClassDefFoundError.class), brokenDial(false));
  }

  /** @return what the dialing thread died of */
  private List<Class<?>> brokenDial(boolean closedBefore) throws Exception {
    List<Class<?>> died = new CopyOnWriteArrayList<>();
    hop.until(() -> engine.dialing != null);
    engine.dialing.setUncaughtExceptionHandler((thread, failure) -> died.add(failure.getClass()));
    engine.breaks = new NoClassDefFoundError("org/dormouse/Gone");
    if (closedBefore) {
      link.close();
    }
    engine.willRefuse("engine-not-running");
    assertTrue(engine.dialing.join(Duration.ofSeconds(10)), "the thread has not ended");
    return died;
  }

  @Test
  void failsWhatIsAskedBeforeThereIsAConnection() {
    askStatus();
    hop.all();
    assertEquals(List.of("connecting"), failures.stream().map(ApiError::code).toList());
  }

  @Test
  void answersOnTheUiThreadOnly() throws Exception {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    engine.answers.put("status", asked -> answer);
    connect();
    askStatus();
    answer.complete("fine");
    hop.until(() -> !answers.isEmpty());
    assertEquals(List.of("fine"), answers);
    assertEquals(List.of(), failures);
  }

  @Test
  void tellsARefusalAsTheEngineSaidIt() throws Exception {
    engine.answers.put("status", asked -> CompletableFuture.failedFuture(
        Failures.usage("no-such-thing", "There is none.", "Make one.")));
    connect();
    askStatus();
    hop.until(() -> !failures.isEmpty());
    assertEquals("no-such-thing", failures.getFirst().code());
  }

  @Test
  void cancellingWhatTheLostEngineLeftUnansweredTellsItNothing() throws Exception {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    engine.answers.put("status", asked -> answer);
    FakeEngine.Talk talk = connect();
    EngineLink.Request request = askStatus();
    hop.until(() -> engine.calls.contains("status"));
    talk.close();
    hop.until(() -> !failures.isEmpty());
    request.cancel();
    assertFalse(answer.isCancelled());
  }

  @Test
  void tellsNothingAfterCancelAndCancelsTheEnginesWork() throws Exception {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    engine.answers.put("status", asked -> answer);
    connect();
    EngineLink.Request request = askStatus();
    hop.elapse();
    hop.until(() -> engine.calls.contains("status") || posted());
    request.cancel();
    assertTrue(request.isDone());
    answer.complete("late");
    hop.all();
    assertEquals(List.of(), answers);
    assertEquals(List.of(), failures);
  }

  private boolean posted() {
    Thread.onSpinWait();
    hop.run(() -> { });
    return false;
  }

  @Test
  void failsWhatIsOpenWhenTheConversationEndsAndConnectsAgain() throws Exception {
    FakeEngine.Talk first = connect();
    askStatus();
    first.close();
    hop.until(() -> !failures.isEmpty() && link.state() instanceof LinkState.Lost);
    assertEquals("connection-lost", failures.getFirst().code());
    link.start();
    engine.willRefuse("engine-not-running");
    connect();
    assertEquals(List.of(false, false, true), engine.mayStart, "a crashed engine is started again");
  }

  @Test
  void doesNotStartAnEngineThatSomebodyStopped() throws Exception {
    FakeEngine.Talk first = connect();
    engine.client.leaving(new ClientApi.Leaving(ClientApi.Leaving.STOPPED));
    first.close();
    hop.until(() -> link.state() instanceof LinkState.Lost);
    assertEquals("engine-stopped", ((LinkState.Lost) link.state()).error().code());
    engine.willRefuse("engine-not-running");
    hop.until(() -> engine.mayStart.size() == 2 || posted());
    assertFalse(engine.mayStart.contains(true), engine.mayStart.toString());
    link.start();
    // one dial may be under way that began before
    engine.willRefuse("engine-not-running");
    engine.willRefuse("engine-not-running");
    hop.until(() -> engine.mayStart.contains(true));
    connect();
  }

  @Test
  void startsAnEngineThatLeftForAnotherReason() throws Exception {
    FakeEngine.Talk first = connect();
    engine.client.leaving(new ClientApi.Leaving("the process was told to end"));
    first.close();
    hop.until(() -> link.state() instanceof LinkState.Lost);
    link.start();
    engine.willRefuse("engine-not-running");
    connect();
    assertEquals(List.of(false, false, true), engine.mayStart);
  }

  @Test
  void tellsAllKindsAfterEachConnectionAndCoalescesWhatIsAltered() throws Exception {
    List<Set<String>> told = new ArrayList<>();
    link.addAlteredListener(kinds -> told.add(new HashSet<>(kinds)));
    connect();
    hop.until(() -> !told.isEmpty());
    assertEquals(EngineLink.ALL_KINDS, told.getFirst());
    told.clear();
    engine.client.altered(new ClientApi.Altered(List.of("vm")));
    engine.client.altered(new ClientApi.Altered(List.of("run", "vm")));
    hop.all();
    assertEquals(List.of(Set.of("vm", "run")), told);
  }

  @Test
  void showsWhatTakesLongWithItsProgressAndItsCancel() throws Exception {
    engine.answers.put("assess", asked -> new CompletableFuture<>());
    connect();
    link.ask("Assess 3 virtual machines", api -> api.assess(null), answers::add, failures::add);
    hop.until(() -> engine.calls.contains("assess") || posted());
    hop.elapse();
    assertEquals(1, slow.size());
    engine.client.progress(new ClientApi.Progress("assess", "web01", 1, 3));
    assertEquals("web01", slow.getFirst().progress().text());
    slow.getFirst().cancelByUser();
    hop.all();
    assertEquals(List.of("cancelled"), failures.stream().map(ApiError::code).toList());
    assertEquals("What was found by then may be kept; no image was touched.", failures.getFirst().remedy());
  }

  @Test
  void saysOfEachCancelledQuestionWhatTheEngineIsLeftWith() {
    assertEquals("Nothing was changed.", CancelledAsk.error("Test", List.of("check")).remedy());
    assertEquals("Cancelled: Test.", CancelledAsk.error("Test", List.of()).message());
    assertTrue(CancelledAsk.error("Save", List.of("definitions", "put")).remedy().startsWith("What was stored"));
    assertTrue(CancelledAsk.error("Run", List.of("put", "run")).remedy().contains("the view Runs"));
    assertTrue(CancelledAsk.error("Roll back", List.of("rollback")).remedy().contains("generation"));
    assertTrue(CancelledAsk.error("Stop", List.of("stop")).remedy().contains("may stop all the same"));
  }

  @Test
  void doesNotShowWhatWasAnsweredInTime() throws Exception {
    engine.answers.put("status", asked -> CompletableFuture.completedFuture("fine"));
    connect();
    askStatus();
    hop.until(() -> !answers.isEmpty());
    hop.elapse();
    assertEquals(List.of(), slow);
  }
}
