package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dormouse.api.ClientApi;
import org.dormouse.api.Definitions;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.RunsApi;
import org.dormouse.api.client.Failures;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InventoryDataTest {
  private final SteppedHop hop = new SteppedHop();
  private final FakeEngine engine = new FakeEngine();
  private final EngineLink link = new EngineLink(engine, hop, ask -> { });
  private final InventoryData data = new InventoryData(link, hop);
  private final List<Set<Kind>> told = new ArrayList<>();
  private final List<String> names = new ArrayList<>(List.of("web", "db"));

  @BeforeEach
  void answer() {
    data.addListener(told::add);
    engine.answers.put("definitions", asked -> {
      String kind = ((Definitions.Kind) asked).kind();
      return CompletableFuture.completedFuture(kind.equals("group")
          ? names.stream().map(name -> new Definition(kind, name, 1, Instant.EPOCH, "me", Map.of())).toList()
          : List.of());
    });
    engine.answers.put("machines", asked -> CompletableFuture.completedFuture(List.of(machine("b"), machine("a"))));
    engine.answers.put("runs", asked -> CompletableFuture.completedFuture(List.of(run("run-1", 1), run("run-2", 2))));
    engine.answers.put("credentials", asked -> CompletableFuture.completedFuture(List.of()));
  }

  @AfterEach
  void close() {
    data.close();
    link.close();
    engine.willRefuse("over");
  }

  private static Machine machine(String name) {
    return new Machine("fleet/" + name, "fleet", name, "", "stale", 1, Optional.empty(), Optional.empty(), 1, 1, 1,
        List.of(), 0, "never", "", List.of(), false);
  }

  private static RunsApi.Run run(String id, long second) {
    return new RunsApi.Run(id, "nightly", "me", "ENDED", Instant.ofEpochSecond(second), Optional.empty(), Map.of(), 1);
  }

  private FakeEngine.Talk load() throws Exception {
    FakeEngine.Talk talk = engine.willAnswer();
    hop.until(data::isLoaded);
    return talk;
  }

  private long asked(String method) {
    return engine.calls.stream().filter(method::equals).count();
  }

  @Test
  void holdsEverythingInOrderOnceItIsLoaded() throws Exception {
    assertFalse(data.isLoaded());
    load();
    assertEquals(List.of("db", "web"), data.definitions(Kind.GROUP).stream().map(Definition::name).toList());
    assertEquals(List.of("fleet/a", "fleet/b"), data.machines().stream().map(Machine::id).toList());
    assertEquals("b", data.machine("fleet/b").orElseThrow().name());
    assertEquals(List.of("run-2", "run-1"), data.runs().stream().map(RunsApi.Run::id).toList());
    assertEquals(Optional.empty(), data.error());
  }

  @Test
  void ofMoreRunsThanItKeepsTheNewestAreThereAndItSaysThatThereAreOlderOnes() throws Exception {
    List<RunsApi.Run> history = new ArrayList<>();
    for (int i = 0; i < InventoryData.MOST_RUNS; i++) {
      history.add(run("run-" + i, i));
    }
    engine.answers.put("runs", asked -> CompletableFuture.completedFuture(
        history.subList(0, Math.min(((RunsApi.Limit) asked).limit(), history.size())).stream().toList()));
    load();
    assertEquals(InventoryData.MOST_RUNS, data.runs().size());
    assertFalse(data.hasOlderRuns());
    hop.elapse();
    told.clear();
    history.addFirst(run("run-newest", InventoryData.MOST_RUNS));
    engine.client.altered(new ClientApi.Altered(List.of("run")));
    hop.until(() -> !told.isEmpty());
    assertEquals(InventoryData.MOST_RUNS, data.runs().size());
    assertEquals("run-newest", data.runs().getFirst().id());
    assertTrue(data.hasOlderRuns());
  }

  @Test
  void asksAgainForWhatWasAlteredOnly() throws Exception {
    load();
    hop.elapse();
    engine.calls.clear();
    told.clear();
    names.add("app");
    engine.client.altered(new ClientApi.Altered(List.of("group")));
    hop.until(() -> !told.isEmpty());
    assertEquals(List.of(Set.of(Kind.GROUP)), told);
    assertEquals(List.of("definitions"), engine.calls);
    assertTrue(data.definition(Kind.GROUP, "app").isPresent());
  }

  @Test
  void asksOnceForManyAlterationsWhileAnAnswerIsStillBeingDigested() throws Exception {
    load();
    hop.elapse();
    engine.calls.clear();
    for (int i = 0; i < 5; i++) {
      engine.client.altered(new ClientApi.Altered(List.of("run")));
      hop.all();
    }
    hop.until(() -> {
      hop.run(() -> { });
      return asked("runs") == 1 && told.getLast().equals(Set.of(Kind.RUN));
    });
    hop.elapse();
    hop.until(() -> {
      hop.run(() -> { });
      return asked("runs") == 2;
    });
    hop.all();
    hop.elapse();
    hop.all();
    assertEquals(2, asked("runs"));
  }

  @Test
  void keepsWhatItKnowsWhileTheEngineIsAwayAndSaysWhy() throws Exception {
    FakeEngine.Talk talk = load();
    talk.close();
    hop.until(() -> link.state() instanceof LinkState.Lost);
    assertEquals(2, data.machines().size());
    assertEquals("connection-lost", data.error().orElseThrow().code());
    assertTrue(data.isLoaded());
  }

  @Test
  void whatTheEngineRefusesIsAnErrorAndDoesNotKeepTheRestFromBeingShown() throws Exception {
    engine.answers.put("credentials", asked -> CompletableFuture.failedFuture(
        Failures.failed("secrets-broken", "The secrets cannot be read.", "Restore them.")));
    load();
    assertEquals("secrets-broken", data.error().orElseThrow().code());
    assertEquals(2, data.machines().size());
  }
}
