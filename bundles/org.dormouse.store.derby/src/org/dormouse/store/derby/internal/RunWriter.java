package org.dormouse.store.derby.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.dormouse.engine.StepState;
import org.dormouse.engine.store.Batch;
import org.dormouse.engine.store.Batch.Submitted;
import org.dormouse.engine.store.Batch.Updated;
import org.dormouse.engine.store.JournalRow;
import org.dormouse.engine.store.LeaseRow;
import org.dormouse.engine.store.Numbers;
import org.dormouse.engine.store.RunRow;
import org.dormouse.engine.store.ServicingRow;
import org.dormouse.engine.store.StaleRow;
import org.dormouse.engine.store.StepRow;

/** Writes batches: prepared statements in JDBC batches, one per sort of row. */
final class RunWriter {

  private static final String INSERT_STEP = "INSERT INTO step (run, id, position, ordinal, attempt, life, plan,"
      + " version, seq, state, detail, fraction, started, ended, due, deadline, trouble_code, trouble_message, trouble_remedy,"
      + " granted, by_default, recoveries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE_STEP = "UPDATE step SET version = ?, seq = ?, state = ?, detail = ?, fraction = ?,"
      + " started = ?, ended = ?, due = ?, deadline = ?, trouble_code = ?, trouble_message = ?, trouble_remedy = ?,"
      + " granted = ?, by_default = ?, recoveries = ? WHERE run = ? AND id = ? AND version = ?";
  private static final String UPDATE_TICKET = "UPDATE step SET ticket = ? WHERE run = ? AND id = ?";
  private static final String UPDATE_SERVICING = "UPDATE servicing SET version = ?, seq = ?, state = ?, life = ?,"
      + " course = ?, cancel_requested = ?, started_over = ?, start_from = ?, started = ?, ended = ?, trouble_code = ?,"
      + " trouble_message = ?, trouble_remedy = ? WHERE run = ? AND position = ? AND version = ?";
  private static final int CHUNK = 5000;

  @FunctionalInterface
  private interface Binding<T> {
    void bind(PreparedStatement statement, T row) throws SQLException;
  }

  private final Database database;
  private final StepPlans plans;
  /** Steps that have a row in the table of owed ones. */
  private final Set<Long> owed = new HashSet<>();

  RunWriter(Database database, StepPlans plans, Set<Long> owed) {
    this.database = database;
    this.plans = plans;
    this.owed.addAll(owed);
  }

  void write(Connection connection, Batch batch) throws SQLException {
    for (Submitted submitted : batch.submitted()) {
      insert(connection, submitted);
    }
    update("UPDATE run SET version = ?, seq = ?, state = ?, ended = ? WHERE number = ? AND version = ?", batch.runs(),
        RunRow::id, (statement, updated) -> {
          RunRow run = updated.row();
          Values.of(statement).add(run.version()).add(run.seq()).add(run.state()).instant(run.ended())
              .add(run.number()).add(updated.storedVersion());
        });
    update(UPDATE_SERVICING, batch.servicings(), row -> "run-" + row.run() + "/" + row.id(), RunWriter::bind);
    insertSteps(connection, batch.steps());
    update(UPDATE_STEP, batch.stepUpdates(), row -> "run-" + row.run() + " step " + row.id(), RunWriter::bindStep);
    tickets(batch.steps());
    tickets(batch.stepUpdates().stream().map(Updated::row).toList());
    outputs(batch.outputs());
    leases(batch);
    journal(batch.journal());
    capacities(batch.capacities());
    numbers(batch.numbers());
    batch.runs().stream().filter(updated -> updated.row().ended().isPresent())
        .forEach(updated -> plans.forget(updated.row().number()));
  }

  private <T> void each(String sql, Iterable<T> rows, Binding<T> binding) throws SQLException {
    PreparedStatement statement = database.statement(sql);
    int waiting = 0;
    for (T row : rows) {
      binding.bind(statement, row);
      statement.addBatch();
      if (++waiting == CHUNK) {
        statement.executeBatch();
        waiting = 0;
      }
    }
    if (waiting > 0) {
      statement.executeBatch();
    }
  }

  private <T> void update(String sql, List<Updated<T>> rows, Function<T, String> name, Binding<Updated<T>> binding)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    PreparedStatement statement = database.statement(sql);
    for (Updated<T> updated : rows) {
      binding.bind(statement, updated);
      statement.addBatch();
    }
    int[] counts = statement.executeBatch();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 1) {
        throw new StaleRow(name.apply(rows.get(i).row()) + " was to be changed from version "
            + rows.get(i).storedVersion() + ", but " + counts[i] + " rows were at it: another engine has written it.");
      }
    }
  }

  private void insert(Connection connection, Submitted submitted) throws SQLException {
    RunRow run = submitted.run();
    each("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", List.of(run), (statement, row) -> Values
        .of(statement).add(row.number()).add(row.version()).add(row.seq()).add(row.job()).add(row.by())
        .add(row.state()).add(row.submitted().toEpochMilli()).instant(row.ended()).add(row.budget().failures())
        .add(row.budget().percent()));
    each("INSERT INTO run_payload VALUES (?, ?)", List.of(submitted.payload()),
        (statement, payload) -> Values.of(statement).add(run.number()).add(payload));
    each("INSERT INTO servicing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", submitted.servicings(),
        (statement, row) -> Values.of(statement).add(row.run()).add(row.position()).add(row.id()).add(row.subject())
            .add(row.version()).add(row.seq()).add(row.state()).add(row.life()).add(row.course())
            .add(row.cancelRequested()).add(row.startedOver()).add(row.startFrom()).instant(row.started())
            .instant(row.ended()).trouble(row.trouble()));
    each("INSERT INTO servicing_payload VALUES (?, ?, ?)", submitted.servicings(), (statement, row) -> Values
        .of(statement).add(row.run()).add(row.position()).add(submitted.payloads().get(row.position())));
    insertSteps(connection, submitted.steps());
    tickets(submitted.steps());
  }

  private void insertSteps(Connection connection, List<StepRow> steps) throws SQLException {
    each(INSERT_STEP, steps, (statement, row) -> Values.of(statement).add(row.run()).add(row.id())
        .add(row.position()).add(row.ordinal()).add(row.attempt()).add(row.life())
        .add(plans.number(connection, row.run(), row.plan())).add(row.version()).add(row.seq()).add(row.state())
        .add(row.detail()).add(row.fraction()).instant(row.started()).instant(row.ended()).instant(row.due())
        .instant(row.deadline()).trouble(row.trouble()).text(row.granted()).text(row.byDefault().map(Enum::name))
        .add(row.recoveries()));
  }

  private static void bindStep(PreparedStatement statement, Updated<StepRow> updated) throws SQLException {
    StepRow row = updated.row();
    Values.of(statement).add(row.version()).add(row.seq()).add(row.state()).add(row.detail()).add(row.fraction())
        .instant(row.started()).instant(row.ended()).instant(row.due()).instant(row.deadline()).trouble(row.trouble())
        .text(row.granted()).text(row.byDefault().map(Enum::name)).add(row.recoveries()).add(row.run()).add(row.id())
        .add(updated.storedVersion());
  }

  private static void bind(PreparedStatement statement, Updated<ServicingRow> updated) throws SQLException {
    ServicingRow row = updated.row();
    Values.of(statement).add(row.version()).add(row.seq()).add(row.state()).add(row.life()).add(row.course())
        .add(row.cancelRequested()).add(row.startedOver()).add(row.startFrom()).instant(row.started())
        .instant(row.ended()).trouble(row.trouble()).add(row.run()).add(row.position()).add(updated.storedVersion());
  }

  /** Most steps never have a ticket, so it is not part of the statement that every transition runs. */
  private void tickets(List<StepRow> steps) throws SQLException {
    each(UPDATE_TICKET, steps.stream().filter(RunWriter::mayHaveTicket).toList(),
        (statement, row) -> Values.of(statement).add(row.ticket()).add(row.run()).add(row.id()));
    for (StepRow step : steps) {
      if (step.state() == StepState.CLEANUP_OWED && owed.add(step.id())) {
        each("INSERT INTO owed VALUES (?, ?)", List.of(step),
            (statement, row) -> Values.of(statement).add(row.id()).add(row.run()));
      } else if (step.state() != StepState.CLEANUP_OWED && !owed.isEmpty() && owed.remove(step.id())) {
        each("DELETE FROM owed WHERE step = ?", List.of(step),
            (statement, row) -> Values.of(statement).add(row.id()));
      }
    }
  }

  private static boolean mayHaveTicket(StepRow step) {
    return !step.ticket().isEmpty() || step.state() == StepState.RUNNING || step.state() == StepState.CLEANUP_OWED;
  }

  private void outputs(Map<Long, String> outputs) throws SQLException {
    // a sweep's answer may come after an earlier one
    each("DELETE FROM step_output WHERE step = ?", outputs.keySet().stream().filter(owed::contains).toList(),
        (statement, step) -> Values.of(statement).add(step));
    each("INSERT INTO step_output VALUES (?, ?)", outputs.entrySet(),
        (statement, output) -> Values.of(statement).add(output.getKey()).add(output.getValue()));
  }

  private void leases(Batch batch) throws SQLException {
    each("DELETE FROM lease WHERE run = ? AND position = ? AND ordinal = ? AND resource = ?", batch.leasesFreed(),
        (statement, row) -> Values.of(statement).add(row.run()).add(row.position()).add(row.ordinal())
            .add(row.resource()));
    each("INSERT INTO lease VALUES (?, ?, ?, ?, ?, ?)", batch.leases(), RunWriter::bindLease);
  }

  private static void bindLease(PreparedStatement statement, LeaseRow row) throws SQLException {
    Values.of(statement).add(row.run()).add(row.position()).add(row.ordinal()).add(row.alternative())
        .add(row.resource()).add(row.amount());
  }

  private void journal(List<JournalRow> lines) throws SQLException {
    each("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)", lines, (statement, row) -> Values.of(statement)
        .add(row.run()).add(row.seq()).add(row.at().toEpochMilli()).add(row.position()).add(row.step()).add(row.by())
        .add(row.text()));
  }

  private void capacities(Map<String, Long> capacities) throws SQLException {
    each("DELETE FROM capacity WHERE resource = ?", capacities.keySet(),
        (statement, resource) -> Values.of(statement).add(resource));
    each("INSERT INTO capacity VALUES (?, ?)", capacities.entrySet(),
        (statement, capacity) -> Values.of(statement).add(capacity.getKey()).add(capacity.getValue()));
  }

  private void numbers(Numbers numbers) throws SQLException {
    each("UPDATE meta SET seq = ?, last_run = ?, last_step = ? WHERE id = 1", List.of(numbers),
        (statement, row) -> Values.of(statement).add(row.seq()).add(row.run()).add(row.step()));
  }
}
