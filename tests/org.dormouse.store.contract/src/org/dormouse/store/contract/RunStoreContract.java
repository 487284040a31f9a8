package org.dormouse.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.dormouse.engine.Decision;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.PlannedStep.Alternative;
import org.dormouse.engine.PlannedStep.Hold;
import org.dormouse.engine.RunState;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.StepPolicy;
import org.dormouse.engine.StepPolicy.Recovery;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepTrouble;
import org.dormouse.engine.store.Batch;
import org.dormouse.engine.store.Batch.Submitted;
import org.dormouse.engine.store.Batch.Updated;
import org.dormouse.engine.store.Course;
import org.dormouse.engine.store.JournalRow;
import org.dormouse.engine.store.LeaseRow;
import org.dormouse.engine.store.Numbers;
import org.dormouse.engine.store.RunRow;
import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.ServicingRow;
import org.dormouse.engine.store.StaleRow;
import org.dormouse.engine.store.StepRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of a {@link RunStore}. */
public abstract class RunStoreContract {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final StepTrouble TROUBLE = new StepTrouble("no-space", "Kein Platz für „vm1“.\nDisk full.", "");
  private static final PlannedStep DEPLOY = new PlannedStep("deploy", new StepPolicy(Duration.ofMinutes(10), 3,
      Duration.ofSeconds(10), Duration.ofMinutes(1), new Recovery.RestartFrom("deploy"), true),
      List.of(new Alternative("host-a", Map.of("host-a/memory", 2048L, "host-a/vms", 1L)),
          new Alternative("host-b", Map.of())), Hold.SERVICING, false);
  private static final PlannedStep HOOK = PlannedStep.of("hook", new StepPolicy(Duration.ofSeconds(1), 1,
      Duration.ZERO, Duration.ZERO, new Recovery.Ask(Duration.ofHours(2)), false));
  private static final PlannedStep RELEASE = new PlannedStep("release", StepPolicy.once(Duration.ofHours(1)),
      List.of(), Hold.STEP, true);

  private RunStore store;

  /** Opens the store on the data of this test: empty the first time, later what is there. */
  protected abstract RunStore open();

  @BeforeEach
  final void openStore() {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  private void reopen() {
    store.close();
    store = open();
  }

  private static RunRow run(long number, long version, Optional<Instant> ended) {
    return new RunRow(number, version, version, "nightly", "admin", ended.isPresent() ? RunState.ENDED
        : RunState.RUNNING, AT, ended, new FailureBudget(3, 20));
  }

  private static ServicingRow servicing(long run, int position, long version, ServicingState state) {
    return new ServicingRow(run, position, "vm" + position, "library/vm" + position, version, version, state, 1,
        Course.FORWARD, false, false, "", Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static StepRow step(long id, long run, int position, int ordinal, PlannedStep plan, long version,
      StepState state) {
    return new StepRow(id, run, position, ordinal, 1, 1, plan, version, id, state, "", "", -1, Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  private static List<StepRow> steps(long run) {
    List<StepRow> steps = new ArrayList<>();
    for (int position = 0; position < 2; position++) {
      long id = run * 100 + position * 10;
      steps.add(step(id, run, position, 0, DEPLOY, 1, StepState.READY));
      steps.add(step(id + 1, run, position, 1, HOOK, 1, StepState.PENDING));
      steps.add(step(id + 2, run, position, 2, RELEASE, 1, StepState.PENDING));
    }
    return steps;
  }

  private static Batch batch(List<Submitted> submitted, List<Updated<RunRow>> runs,
      List<Updated<ServicingRow>> servicings, List<Updated<StepRow>> steps, List<JournalRow> journal) {
    return new Batch(submitted, runs, servicings, List.of(), steps, Map.of(), journal, List.of(), List.of(), Map.of(),
        new Numbers(1000, 10, 500));
  }

  private static Batch submitting(long run) {
    return batch(List.of(new Submitted(run(run, 1, Optional.empty()), "payload of run " + run,
        List.of(servicing(run, 0, 1, ServicingState.WAITING), servicing(run, 1, 1, ServicingState.WAITING)),
        List.of("payload 0", "payload 1"), steps(run))), List.of(), List.of(), List.of(),
        List.of(new JournalRow(run * 1000, AT, run, -1, "", "admin", "submitted")));
  }

  private static Batch changing(Updated<StepRow> step) {
    return batch(List.of(), List.of(), List.of(), List.of(step), List.of());
  }

  private static Batch ending(long run, Instant ended) {
    return batch(List.of(), List.of(new Updated<>(run(run, 2, Optional.of(ended)), 1)), List.of(), List.of(),
        List.of());
  }

  @Test
  void whatIsSubmittedIsThereWholeAfterReopening() {
    store.commit(submitting(1));
    reopen();
    assertEquals(run(1, 1, Optional.empty()), store.run(1).orElseThrow().run());
    assertEquals(Map.of(ServicingState.WAITING, 2), store.run(1).orElseThrow().counts());
    assertEquals(List.of(servicing(1, 0, 1, ServicingState.WAITING), servicing(1, 1, 1, ServicingState.WAITING)),
        store.servicings(1));
    assertEquals(steps(1), store.steps(1));
    assertEquals("payload of run 1", store.payload(1).orElseThrow());
    assertEquals("payload 1", store.payload(1, 1).orElseThrow());
    assertEquals("submitted", store.journal(1, 0, 10).getFirst().text());
  }

  @Test
  void theInstallationIsNamedOnceForEver() {
    String installation = store.installation();
    assertTrue(installation.matches("[0-9a-f]{8}"), installation);
    reopen();
    assertEquals(installation, store.installation());
  }

  @Test
  void whatIsNotThereIsAnsweredAsEmpty() {
    assertEquals(List.of(), store.runs(10));
    assertEquals(Optional.empty(), store.run(7));
    assertEquals(List.of(), store.servicings(7));
    assertEquals(List.of(), store.steps(7));
    assertEquals(Optional.empty(), store.payload(7));
    assertEquals(Optional.empty(), store.payload(7, 0));
    assertEquals(Optional.empty(), store.output(7));
    assertEquals(List.of(), store.journal(7, 0, 10));
    assertEquals(Numbers.NONE, store.unfinished().numbers());
  }

  @Test
  void everyFieldOfAChangedStepIsKept() {
    store.commit(submitting(1));
    StepRow changed = new StepRow(100, 1, 0, 0, 1, 1, DEPLOY, 2, 44, StepState.NEEDS_OPERATOR, "ticket \u00fc \n 1",
        "Go on?", 0.25, Optional.of(AT), Optional.of(AT.plusSeconds(1)), Optional.of(AT.plusSeconds(2)),
        Optional.of(AT.plusSeconds(3)), Optional.of(TROUBLE), Optional.of("host-a"), Optional.of(Decision.APPROVE), 4);
    store.commit(changing(new Updated<>(changed, 1)));
    reopen();
    assertEquals(changed, store.steps(1).getFirst());
  }

  @Test
  void everyFieldOfAChangedServicingIsKept() {
    store.commit(submitting(1));
    ServicingRow changed = new ServicingRow(1, 1, "vm1", "library/vm1", 5, 77, ServicingState.FAILED, 2,
        Course.STARTING_OVER, true, true, "deploy", Optional.of(AT), Optional.of(AT.plusMillis(1)),
        Optional.of(TROUBLE));
    store.commit(batch(List.of(), List.of(), List.of(new Updated<>(changed, 1)), List.of(), List.of()));
    reopen();
    assertEquals(changed, store.servicings(1).get(1));
    assertEquals(Map.of(ServicingState.WAITING, 1, ServicingState.FAILED, 1), store.run(1).orElseThrow().counts());
  }

  @Test
  void aTicketOfTheLongestLengthIsKept() {
    store.commit(submitting(1));
    StepRow step = step(100, 1, 0, 0, DEPLOY, 2, StepState.RUNNING);
    String ticket = "\u4e00".repeat(64 * 1024);
    store.commit(changing(new Updated<>(withTicket(step, ticket), 1)));
    reopen();
    assertEquals(ticket, store.steps(1).getFirst().ticket());
  }

  private static StepRow withTicket(StepRow row, String ticket) {
    return new StepRow(row.id(), row.run(), row.position(), row.ordinal(), row.attempt(), row.life(), row.plan(),
        row.version(), row.seq(), row.state(), ticket, row.detail(), row.fraction(), row.started(), row.ended(),
        row.due(), row.deadline(), row.trouble(), row.granted(), row.byDefault(), row.recoveries());
  }

  @Test
  void aTicketThatIsGivenUpIsGone() {
    store.commit(submitting(1));
    store.commit(changing(new Updated<>(withTicket(step(100, 1, 0, 0, DEPLOY, 2, StepState.RUNNING), "t"), 1)));
    store.commit(changing(new Updated<>(step(100, 1, 0, 0, DEPLOY, 3, StepState.CLEANUP_OWED), 2)));
    assertEquals("", store.steps(1).getFirst().ticket());
  }

  @Test
  void outputsAndPayloadsOfMegabytesAreKept() {
    String large = "0123456789abcdef".repeat(256 * 1024);
    store.commit(submitting(1));
    store.commit(new Batch(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(100L, large), List.of(),
        List.of(), List.of(), Map.of(), new Numbers(1, 1, 1)));
    reopen();
    assertEquals(large, store.output(100).orElseThrow());
  }

  @Test
  void aStepAtAnotherVersionIsStaleAndNothingOfTheBatchIsWritten() {
    store.commit(submitting(1));
    Updated<StepRow> right = new Updated<>(step(100, 1, 0, 0, DEPLOY, 2, StepState.STARTING), 1);
    Updated<StepRow> stale = new Updated<>(step(110, 1, 1, 0, DEPLOY, 9, StepState.STARTING), 8);
    Updated<ServicingRow> servicing = new Updated<>(servicing(1, 0, 2, ServicingState.RUNNING), 1);
    assertThrows(StaleRow.class, () -> store.commit(batch(List.of(), List.of(), List.of(servicing),
        List.of(right, stale), List.of(new JournalRow(5000, AT, 1, 0, "deploy", "engine", "claimed")))));
    assertEquals(steps(1), store.steps(1));
    assertEquals(servicing(1, 0, 1, ServicingState.WAITING), store.servicings(1).getFirst());
    assertEquals(1, store.journal(1, 0, 10).size());
    store.commit(changing(right));
    assertEquals(StepState.STARTING, store.steps(1).getFirst().state());
  }

  @Test
  void aClaimIsWonOnce() {
    store.commit(submitting(1));
    Updated<StepRow> claim = new Updated<>(step(100, 1, 0, 0, DEPLOY, 2, StepState.STARTING), 1);
    store.commit(changing(claim));
    assertThrows(StaleRow.class, () -> store.commit(changing(claim)));
  }

  @Test
  void aStaleRunOrServicingIsRefused() {
    store.commit(submitting(1));
    assertThrows(StaleRow.class, () -> store.commit(batch(List.of(),
        List.of(new Updated<>(run(1, 9, Optional.empty()), 8)), List.of(), List.of(), List.of())));
    assertThrows(StaleRow.class, () -> store.commit(batch(List.of(), List.of(),
        List.of(new Updated<>(servicing(1, 0, 9, ServicingState.RUNNING), 8)), List.of(), List.of())));
    assertThrows(StaleRow.class, () -> store.commit(changing(
        new Updated<>(step(999, 1, 0, 0, DEPLOY, 2, StepState.STARTING), 1))));
  }

  @Test
  void furtherAttemptsAreAddedUnderTheSameOrAnotherPlan() {
    store.commit(submitting(1));
    reopen();
    StepRow again = step(150, 1, 0, 0, DEPLOY, 1, StepState.READY);
    StepRow other = step(151, 1, 1, 0, RELEASE, 1, StepState.READY);
    store.commit(new Batch(List.of(), List.of(), List.of(), List.of(again, other), List.of(), Map.of(), List.of(),
        List.of(), List.of(), Map.of(), new Numbers(1, 1, 1)));
    reopen();
    List<StepRow> stored = store.steps(1);
    assertEquals(again, stored.get(3));
    assertEquals(other, stored.get(7));
  }

  @Test
  void leasesComeAndGo() {
    LeaseRow memory = new LeaseRow(1, 0, 0, "host-a", "host-a/memory", 2048);
    LeaseRow vms = new LeaseRow(1, 0, 0, "host-a", "host-a/vms", 1);
    store.commit(leasing(List.of(), List.of(memory, vms)));
    store.commit(leasing(List.of(vms), List.of()));
    reopen();
    assertEquals(List.of(memory), store.unfinished().leases());
    store.commit(leasing(List.of(memory), List.of(memory)));
    assertEquals(List.of(memory), store.unfinished().leases());
  }

  private static Batch leasing(List<LeaseRow> freed, List<LeaseRow> leases) {
    return new Batch(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of(), freed, leases,
        Map.of(), new Numbers(1, 1, 1));
  }

  @Test
  void theNewestCapacityCounts() {
    for (long amount : List.of(4L, 8L)) {
      store.commit(new Batch(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of(), List.of(),
          List.of(), Map.of("host-a/vms", amount), new Numbers(amount, 2, 3)));
    }
    reopen();
    assertEquals(Map.of("host-a/vms", 8L), store.unfinished().capacities());
    assertEquals(new Numbers(8, 2, 3), store.unfinished().numbers());
  }

  @Test
  void unfinishedAreRunsThatHaveNotEndedAndThoseThatOweACleanUp() {
    for (long run = 1; run <= 3; run++) {
      store.commit(submitting(run));
    }
    store.commit(changing(new Updated<>(step(202, 2, 0, 2, RELEASE, 2, StepState.CLEANUP_OWED), 1)));
    store.commit(ending(1, AT));
    store.commit(ending(2, AT));
    reopen();
    assertEquals(List.of(2L, 3L), store.unfinished().runs().stream().map(RunRow::number).toList());
    assertEquals(12, store.unfinished().steps().size());
    assertEquals(4, store.unfinished().servicings().size());
    store.commit(changing(new Updated<>(step(202, 2, 0, 2, RELEASE, 3, StepState.SUCCEEDED), 2)));
    reopen();
    assertEquals(List.of(3L), store.unfinished().runs().stream().map(RunRow::number).toList());
  }

  @Test
  void runsAreListedNewestFirst() {
    for (long run = 1; run <= 3; run++) {
      store.commit(submitting(run));
    }
    assertEquals(List.of("run-3", "run-2"), store.runs(2).stream().map(stored -> stored.run().id()).toList());
    assertEquals(List.of(), store.runs(0));
  }

  @Test
  void theJournalIsPagedBySeq() {
    store.commit(submitting(1));
    List<JournalRow> lines = new ArrayList<>();
    for (long seq = 2001; seq <= 2005; seq++) {
      lines.add(new JournalRow(seq, AT, 1, (int) (seq % 2), "deploy", "engine", "line " + seq));
    }
    store.commit(batch(List.of(), List.of(), List.of(), List.of(), lines));
    assertEquals(lines.subList(2, 4), store.journal(1, 2002, 2));
    assertEquals(List.of(lines.get(0), lines.get(2), lines.get(4)), store.journal(1, 1));
    assertEquals(List.of(), store.journal(2, 0, 10));
  }

  @Test
  void oldRunsAreArchivedWholeButNotThoseThatOweACleanUp() {
    for (long run = 1; run <= 4; run++) {
      store.commit(submitting(run));
    }
    store.commit(changing(new Updated<>(step(202, 2, 0, 2, RELEASE, 2, StepState.CLEANUP_OWED), 1)));
    store.commit(ending(1, AT));
    store.commit(ending(2, AT));
    store.commit(ending(3, AT.plusSeconds(100)));
    assertEquals(List.of(1L), store.archive(AT.plusSeconds(50), 10));
    assertEquals(List.of(), store.archive(AT.plusSeconds(50), 10));
    reopen();
    assertEquals(Optional.empty(), store.run(1));
    assertEquals(List.of(), store.steps(1));
    assertEquals(List.of(), store.journal(1, 0, 10));
    assertEquals(Optional.empty(), store.payload(1));
    assertEquals(6, store.steps(3).size());
    assertEquals(10, store.unfinished().numbers().run());
  }
}
