package org.dormouse.server.internal.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Machines;
import org.dormouse.api.RunsApi;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.server.internal.Await;
import org.dormouse.server.internal.Simulated;
import org.dormouse.server.internal.TestProcess;
import org.junit.jupiter.api.Test;

/** Clients hear which lists are not what they were: soon, seldom, and never at the cost of whoever altered them. */
class AlterationsTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final double PER_SECOND = 4;

  private final List<List<String>> told = new CopyOnWriteArrayList<>();

  private final class Listening extends TestProcess.Deaf {
    @Override
    public void altered(Altered altered) {
      told.add(altered.kinds());
    }
  }

  private Set<String> kinds() {
    Set<String> kinds = new TreeSet<>();
    told.forEach(kinds::addAll);
    return kinds;
  }

  private void heard(String... kinds) {
    Await.until("told of " + List.of(kinds), () -> kinds().containsAll(Set.of(kinds)));
    told.clear();
  }

  @Test
  void whatComesTogetherIsToldTogetherAndTheFirstAtOnce() {
    long begin = System.nanoTime();
    try (Alterations alterations = new Alterations()) {
      alterations.listen(told::add);
      for (int round = 0; round < 5; round++) {
        IntStream.range(0, 1_000).parallel().forEach(i -> alterations.altered("kind-" + i % 10));
        Await.until("all are told", () -> kinds().size() == 10);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      assertTrue(told.size() <= 1 + PER_SECOND * seconds, told.size() + " in " + seconds + " s");
    }
  }

  @Test
  void whoIsForgottenIsNotToldAndTheOthersAre() {
    try (Alterations alterations = new Alterations()) {
      CountDownLatch never = new CountDownLatch(1);
      Consumer<List<String>> gone = kinds -> never.countDown();
      alterations.listen(gone);
      alterations.listen(told::add);
      alterations.forget(gone);
      alterations.altered("vm");
      Await.until("the other is told", () -> !told.isEmpty());
      assertEquals(1, never.getCount());
    }
  }

  @Test
  void definitionsScansAssessmentsRunsAndRollbacksAreToldToWhoeverIsConnected() throws IOException {
    try (TestProcess engine = Simulated.process().start(TestProcess.NEVER);
        EngineConnection listening = engine.connect(new Listening()); EngineConnection client = engine.connect()) {
      client.ask(api -> api.put(new Put("library", "sim", Map.of("type", "simulated", "settings",
          Map.of("vms", "5", "upToDate", "0")), 0)), SOON);
      heard("library");
      client.ask(api -> api.put(new Put("group", "all", Map.of("virtualMachines", List.of("*")), 0)), SOON);
      // which groups a machine is in is told with the machine
      heard("group", "vm");
      List<Machines.Machine> machines =
          client.ask(api -> api.scanLibrary(new Named("library", "sim")), SOON).machines();
      heard("vm");
      client.ask(api -> api.put(new Put("service", "updates", Map.of("type", "simulated", "settings",
          Map.of("scanSeconds", "0", "installSeconds", "0", "verifySeconds", "0")), 0)), SOON);
      client.ask(api -> api.put(new Put("host", "here", Map.of("type", "simulated", "settings",
          Map.of("bootSeconds", "0", "shutdownSeconds", "0", "exportSeconds", "0")), 0)), SOON);
      heard("service", "host");
      client.ask(api -> api.assess(new Machines.Assess(List.of(), "")), SOON);
      heard("vm");
      client.ask(api -> api.put(new Put("job", "nightly", Map.of("groups", List.of("all"), "updateService",
          "updates"), 0)), SOON);
      heard("job");
      String run = client.ask(api -> api.run(new RunsApi.RunJob("nightly", List.of())), SOON).runId();
      Await.until("the run has ended", () -> state(client).equals("ENDED"));
      heard("run", "vm");
      client.ask(api -> api.rollback(new Machines.Rollback(machines.getFirst().id(), 0)), SOON);
      heard("vm");
      assertEquals("run-1", run);
    }
  }

  private static String state(EngineConnection client) {
    try {
      return client.ask(api -> api.runs(new RunsApi.Limit(1)), SOON).getFirst().state();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
