package org.dormouse.store.derby.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.dormouse.engine.Decision;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.RunState;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.StepState;
import org.dormouse.engine.store.Course;
import org.dormouse.engine.store.JournalRow;
import org.dormouse.engine.store.LeaseRow;
import org.dormouse.engine.store.Numbers;
import org.dormouse.engine.store.RunRow;
import org.dormouse.engine.store.RunStore.StoredRun;
import org.dormouse.engine.store.RunStore.Unfinished;
import org.dormouse.engine.store.ServicingRow;
import org.dormouse.engine.store.StepRow;

/** Turns rows into the engine's records. */
final class RunReader {

  @FunctionalInterface
  private interface Mapping<T> {
    T map(ResultSet row) throws SQLException;
  }

  private RunReader() {}

  private static <T> List<T> query(Connection connection, String sql, Mapping<T> mapping, long... parameters)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setLong(i + 1, parameters[i]);
      }
      List<T> answer = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          answer.add(mapping.map(row));
        }
      }
      return answer;
    }
  }

  static Unfinished unfinished(Connection connection) throws SQLException {
    List<RunRow> runs = query(connection, "SELECT * FROM run WHERE ended IS NULL OR number IN (SELECT run FROM owed)"
        + " ORDER BY number", RunReader::run);
    List<ServicingRow> servicings = new ArrayList<>();
    List<StepRow> steps = new ArrayList<>();
    for (RunRow run : runs) {
      servicings.addAll(servicings(connection, run.number()));
      steps.addAll(steps(connection, run.number()));
    }
    List<LeaseRow> leases = query(connection, "SELECT * FROM lease", row -> new LeaseRow(row.getLong("run"),
        row.getInt("position"), row.getInt("ordinal"), row.getString("alternative"), row.getString("resource"),
        row.getLong("amount")));
    Map<String, Long> capacities = new HashMap<>();
    query(connection, "SELECT * FROM capacity", row -> capacities.put(row.getString("resource"),
        row.getLong("amount")));
    Numbers numbers = query(connection, "SELECT * FROM meta", row -> new Numbers(row.getLong("seq"),
        row.getLong("last_run"), row.getLong("last_step"))).getFirst();
    return new Unfinished(runs, servicings, steps, leases, capacities, numbers);
  }

  static List<Long> owed(Connection connection) throws SQLException {
    return query(connection, "SELECT step FROM owed", row -> row.getLong(1));
  }

  private static RunRow run(ResultSet row) throws SQLException {
    return new RunRow(row.getLong("number"), row.getLong("version"), row.getLong("seq"), row.getString("job"),
        row.getString("by_whom"), RunState.valueOf(row.getString("state")),
        Instant.ofEpochMilli(row.getLong("submitted")), Values.instant(row, "ended"),
        new FailureBudget(row.getInt("budget_failures"), row.getInt("budget_percent")));
  }

  static List<StoredRun> runs(Connection connection, int limit) throws SQLException {
    List<StoredRun> runs = new ArrayList<>();
    for (RunRow run : query(connection, "SELECT * FROM run ORDER BY number DESC FETCH FIRST " + limit + " ROWS ONLY",
        RunReader::run)) {
      runs.add(new StoredRun(run, counts(connection, run.number())));
    }
    return runs;
  }

  static Optional<StoredRun> run(Connection connection, long number) throws SQLException {
    List<RunRow> runs = query(connection, "SELECT * FROM run WHERE number = ?", RunReader::run, number);
    return runs.isEmpty() ? Optional.empty()
        : Optional.of(new StoredRun(runs.getFirst(), counts(connection, number)));
  }

  /** The oldest runs that may be archived. */
  static List<RunRow> ended(Connection connection, Instant before, int limit) throws SQLException {
    return query(connection, "SELECT * FROM run WHERE ended < ? AND number NOT IN (SELECT run FROM owed)"
        + " ORDER BY number FETCH FIRST " + limit + " ROWS ONLY", RunReader::run, before.toEpochMilli());
  }

  private static Map<ServicingState, Integer> counts(Connection connection, long number) throws SQLException {
    Map<ServicingState, Integer> counts = new EnumMap<>(ServicingState.class);
    query(connection, "SELECT state, COUNT(*) FROM servicing WHERE run = ? GROUP BY state",
        row -> counts.put(ServicingState.valueOf(row.getString(1)), row.getInt(2)), number);
    return counts;
  }

  static List<ServicingRow> servicings(Connection connection, long run) throws SQLException {
    return query(connection, "SELECT * FROM servicing WHERE run = ? ORDER BY position",
        row -> new ServicingRow(row.getLong("run"), row.getInt("position"), row.getString("id"),
            row.getString("subject"), row.getLong("version"), row.getLong("seq"),
            ServicingState.valueOf(row.getString("state")), row.getInt("life"), Course.valueOf(row.getString("course")),
            row.getBoolean("cancel_requested"), row.getBoolean("started_over"), row.getString("start_from"),
            Values.instant(row, "started"), Values.instant(row, "ended"), Values.trouble(row)),
        run);
  }

  static List<StepRow> steps(Connection connection, long run) throws SQLException {
    Map<Integer, PlannedStep> plans = StepPlans.load(connection, run);
    return query(connection, "SELECT * FROM step WHERE run = ? ORDER BY position, id",
        row -> new StepRow(row.getLong("id"), row.getLong("run"), row.getInt("position"), row.getInt("ordinal"),
            row.getInt("attempt"), row.getInt("life"), plans.get(row.getInt("plan")), row.getLong("version"),
            row.getLong("seq"), StepState.valueOf(row.getString("state")), row.getString("ticket"),
            row.getString("detail"), row.getDouble("fraction"), Values.instant(row, "started"),
            Values.instant(row, "ended"), Values.instant(row, "due"), Values.instant(row, "deadline"),
            Values.trouble(row), Optional.ofNullable(row.getString("granted")),
            Optional.ofNullable(row.getString("by_default")).map(Decision::valueOf), row.getInt("recoveries")),
        run);
  }

  static Optional<String> text(Connection connection, String sql, long... parameters) throws SQLException {
    return query(connection, sql, row -> row.getString(1), parameters).stream().findFirst();
  }

  static List<JournalRow> journal(Connection connection, String sql, long... parameters) throws SQLException {
    return query(connection, sql, row -> new JournalRow(row.getLong("seq"),
        Instant.ofEpochMilli(row.getLong("happened")), row.getLong("run"), row.getInt("position"), row.getString("step"), row.getString("by_whom"),
        row.getString("text")), parameters);
  }
}
