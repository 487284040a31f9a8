package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dormouse.api.ApiError;
import org.dormouse.api.ClientApi;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.engine.RunFeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunFeedTest {
  private static final String RUN = "run-1";

  private final SteppedHop hop = new SteppedHop();
  private final FakeEngine engine = new FakeEngine();
  private final EngineLink link = new EngineLink(engine, hop, ask -> { });
  private final List<RunFeed.Delta> deltas = new ArrayList<>();
  private final List<ApiError> failures = new ArrayList<>();
  private final List<CompletableFuture<Object>> opens = new ArrayList<>();
  private FakeEngine.Talk talk;
  private RunFeed feed;

  @BeforeEach
  void follow() throws Exception {
    engine.answers.put("open", asked -> {
      CompletableFuture<Object> answer = new CompletableFuture<>();
      synchronized (opens) {
        opens.add(answer);
      }
      return answer;
    });
    connect();
    feed = link.follow(RUN, new RunFeed.Listener() {
      @Override
      public void changed(RunFeed from, RunFeed.Delta delta) {
        deltas.add(delta);
      }

      @Override
      public void failed(ApiError error) {
        failures.add(error);
      }
    });
    awaitOpens(1);
  }

  @AfterEach
  void close() {
    link.close();
    engine.willRefuse("over");
  }

  private void connect() throws Exception {
    talk = engine.willAnswer();
    hop.until(() -> link.state() instanceof LinkState.Connected);
  }

  private void awaitOpens(int number) throws Exception {
    hop.until(() -> {
      hop.run(() -> { });
      synchronized (opens) {
        return opens.size() >= number;
      }
    });
  }

  private static RunsApi.Run run(String state) {
    return new RunsApi.Run(RUN, "nightly", "me", state, Instant.EPOCH, Optional.empty(), Map.of(), 0);
  }

  private static RunsApi.Servicing servicing(String id, int position) {
    return new RunsApi.Servicing(RUN, id, "fleet/" + id, position, "RUNNING", Optional.empty(), Optional.empty(),
        Optional.empty());
  }

  private static RunsApi.Step step(long id, long seq, int ordinal, int attempt, int life, String state) {
    return step(id, seq, "deploy", ordinal, attempt, life, state);
  }

  private static RunsApi.Step step(long id, long seq, String kind, int ordinal, int attempt, int life, String state) {
    return new RunsApi.Step(id, seq, RUN, "a", kind, ordinal, attempt, life, state, "", 0, Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static RunsApi.RunSnapshot snapshot(long seq, RunsApi.Step... steps) {
    return new RunsApi.RunSnapshot(seq, run("RUNNING"), List.of(servicing("b", 2), servicing("a", 1)), List.of(steps),
        60);
  }

  private static ClientApi.Changes changes(long seq, RunsApi.Step... steps) {
    return new ClientApi.Changes(RUN, seq, List.of(), List.of(), List.of(steps), 50);
  }

  private String state(long step) {
    return feed.attempts("a").stream().filter(each -> each.id() == step).findFirst().orElseThrow().state();
  }

  @Test
  void beginsWithEverythingByPosition() {
    opens.getFirst().complete(snapshot(5, step(1, 5, 1, 1, 1, "RUNNING")));
    hop.all();
    assertTrue(deltas.getFirst().all());
    assertEquals(List.of("a", "b"), feed.servicings().stream().map(RunsApi.Servicing::id).toList());
    assertEquals(60, feed.etaSeconds());
    assertEquals("nightly", feed.run().orElseThrow().job());
  }

  @Test
  void tellsWhatHasChangedOnceForManyChanges() {
    opens.getFirst().complete(snapshot(5, step(1, 5, 1, 1, 1, "READY")));
    hop.all();
    deltas.clear();
    engine.client.changed(changes(6, step(1, 6, 1, 1, 1, "STARTING")));
    engine.client.changed(changes(7, step(1, 7, 1, 1, 1, "RUNNING")));
    hop.all();
    assertEquals(List.of(new RunFeed.Delta(false, Set.of("a"), Set.of(1L))), deltas);
    assertEquals("RUNNING", state(1));
    assertEquals(50, feed.etaSeconds());
  }

  @Test
  void theRestGoesDownWhileNothingIsTold() {
    opens.getFirst().complete(snapshot(5));
    hop.all();
    hop.pass(Duration.ofSeconds(20));
    assertEquals(40, feed.etaSeconds());
    hop.pass(Duration.ofMinutes(5));
    assertEquals(1, feed.etaSeconds());
  }

  @Test
  void aMachineThatWaitsForRoomOnAHostIsWaitingUntilItIsPlaced() {
    opens.getFirst().complete(snapshot(5, step(1, 4, "assess", 1, 1, 1, "SUCCEEDED"),
        step(2, 5, "place", 2, 1, 1, "READY")));
    hop.all();
    assertEquals("WAITING", feed.servicing("a").orElseThrow().state());
    assertEquals("RUNNING", feed.servicing("b").orElseThrow().state());
    assertEquals(Map.of("WAITING", 1, "RUNNING", 1), feed.run().orElseThrow().counts());
    engine.client.changed(changes(6, step(2, 6, "place", 2, 1, 1, "SUCCEEDED"),
        step(3, 6, "deploy", 3, 1, 1, "READY")));
    hop.all();
    assertEquals("RUNNING", feed.servicing("a").orElseThrow().state());
    assertEquals(Map.of("RUNNING", 2), feed.run().orElseThrow().counts());
  }

  @Test
  void keepsChangesThatOvertakeTheirSnapshotAndDropsThoseItHolds() {
    engine.client.changed(changes(5, step(1, 5, 1, 1, 1, "STARTING")));
    engine.client.changed(changes(7, step(1, 7, 1, 1, 1, "SUCCEEDED")));
    opens.getFirst().complete(snapshot(6, step(1, 6, 1, 1, 1, "RUNNING")));
    hop.all();
    assertEquals("SUCCEEDED", state(1));
  }

  @Test
  void showsTheNewestAttemptOfEachStepOfEachLife() {
    opens.getFirst().complete(snapshot(9, step(1, 1, 1, 1, 1, "FAILED"), step(2, 2, 1, 2, 1, "SUCCEEDED"),
        step(3, 3, 2, 1, 1, "FAILED"), step(4, 4, 1, 1, 2, "RUNNING")));
    hop.all();
    assertEquals(List.of(2L, 3L, 4L), feed.steps("a").stream().map(RunsApi.Step::id).toList());
    assertEquals(List.of(1L, 2L, 3L, 4L), feed.attempts("a").stream().map(RunsApi.Step::id).toList());
  }

  @Test
  void changesNothingWhilePausedAndCatchesUpAfterwards() {
    opens.getFirst().complete(snapshot(5, step(1, 5, 1, 1, 1, "READY")));
    hop.all();
    deltas.clear();
    feed.setPaused(true);
    engine.client.changed(changes(6, step(1, 6, 1, 1, 1, "RUNNING")));
    hop.all();
    assertEquals(List.of(), deltas);
    assertEquals("READY", state(1));
    feed.setPaused(false);
    hop.all();
    assertEquals("RUNNING", state(1));
    assertEquals(1, deltas.size());
  }

  @Test
  void takesASnapshotOfTheNextEngineAfterTheFirstHasDied() throws Exception {
    opens.getFirst().complete(snapshot(500, step(1, 500, 1, 1, 1, "RUNNING")));
    hop.all();
    deltas.clear();
    talk.close();
    hop.until(() -> !failures.isEmpty() && link.state() instanceof LinkState.Lost);
    engine.client.changed(changes(501, step(1, 501, 1, 1, 1, "SUCCEEDED")));
    hop.all();
    assertEquals(-1, feed.etaSeconds());
    link.start();
    connect();
    awaitOpens(2);
    opens.get(1).complete(snapshot(3, step(9, 3, 1, 1, 1, "SUCCEEDED")));
    hop.all();
    assertTrue(deltas.getLast().all());
    assertEquals(List.of(9L), feed.attempts("a").stream().map(RunsApi.Step::id).toList());
    assertEquals(60, feed.etaSeconds());
  }

  @Test
  void isClosedAtTheEngineWhenNobodyFollowsAnyMore() throws Exception {
    RunFeed second = link.follow(RUN, (from, delta) -> { });
    awaitOpens(2);
    feed.close();
    hop.all();
    second.close();
    hop.until(() -> {
      hop.run(() -> { });
      return engine.calls.contains("close");
    });
    assertEquals(1, engine.calls.stream().filter("close"::equals).count());
    opens.getFirst().complete(snapshot(5));
    hop.all();
    assertEquals(List.of(), deltas);
  }
}
