package org.dormouse.store.derby.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.PlannedStep.Alternative;
import org.dormouse.engine.PlannedStep.Hold;
import org.dormouse.engine.StepPolicy;
import org.dormouse.engine.StepPolicy.Recovery;
import org.dormouse.engine.store.LeaseRow;

/** What the steps of a run are planned to be, each different one stored once under a number. */
final class StepPlans {

  private static final String INSERT = "INSERT INTO step_plan VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String INSERT_NEED = "INSERT INTO step_need VALUES (?, ?, ?, ?, ?, ?)";

  private final Database database;
  /** By run; only used inside writing transactions. */
  private final Map<Long, Map<PlannedStep, Integer>> numbers = new HashMap<>();

  StepPlans(Database database) {
    this.database = database;
  }

  /** The number of a plan, stored now if it was not before; inside a writing transaction. */
  int number(Connection connection, long run, PlannedStep step) throws SQLException {
    Map<PlannedStep, Integer> known = numbers.get(run);
    if (known == null) {
      known = new HashMap<>();
      for (Map.Entry<Integer, PlannedStep> stored : load(connection, run).entrySet()) {
        known.put(stored.getValue(), stored.getKey());
      }
      numbers.put(run, known);
    }
    Integer number = known.get(step);
    if (number == null) {
      number = known.size();
      insert(run, number, step);
      known.put(step, number);
    }
    return number;
  }

  /** What was numbered in a transaction that failed is not stored. */
  void forgetAll() {
    numbers.clear();
  }

  void forget(long run) {
    numbers.remove(run);
  }

  private void insert(long run, int number, PlannedStep step) throws SQLException {
    StepPolicy policy = step.policy();
    PreparedStatement insert = database.statement(INSERT);
    Values values = Values.of(insert).add(run).add(number).add(step.kind()).add(policy.timeout().toMillis())
        .add(policy.attempts()).add(policy.backoff().toMillis()).add(policy.longestBackoff().toMillis());
    switch (policy.recovery()) {
      case Recovery.Repeat repeat -> values.add("REPEAT").add("").add(0);
      case Recovery.RestartFrom restart -> values.add("RESTART_FROM").add(restart.kind()).add(0);
      case Recovery.Ask ask -> values.add("ASK").add("").add(ask.deadline().toMillis());
    }
    values.add(policy.skippable()).add(step.hold()).add(step.always());
    insert.executeUpdate();
    for (int choice = 0; choice < step.needs().size(); choice++) {
      Alternative alternative = step.needs().get(choice);
      need(run, number, choice, alternative.name(), LeaseRow.CHOICE, 0);
      for (Map.Entry<String, Long> amount : alternative.amounts().entrySet()) {
        need(run, number, choice, alternative.name(), amount.getKey(), amount.getValue());
      }
    }
  }

  private void need(long run, int number, int choice, String alternative, String resource, long amount)
      throws SQLException {
    PreparedStatement insert = database.statement(INSERT_NEED);
    Values.of(insert).add(run).add(number).add(choice).add(alternative).add(resource).add(amount);
    insert.executeUpdate();
  }

  /** By number. */
  static Map<Integer, PlannedStep> load(Connection connection, long run) throws SQLException {
    Map<Integer, List<Alternative>> needs = needs(connection, run);
    Map<Integer, PlannedStep> plans = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement("SELECT * FROM step_plan WHERE run = ?")) {
      query.setLong(1, run);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          int number = row.getInt("plan");
          plans.put(number, new PlannedStep(row.getString("kind"), policy(row),
              needs.getOrDefault(number, List.of()), Hold.valueOf(row.getString("hold")),
              row.getBoolean("always_runs")));
        }
      }
    }
    return plans;
  }

  private static StepPolicy policy(ResultSet row) throws SQLException {
    Recovery recovery = switch (row.getString("recovery")) {
      case "RESTART_FROM" -> new Recovery.RestartFrom(row.getString("recovery_kind"));
      case "ASK" -> new Recovery.Ask(Duration.ofMillis(row.getLong("recovery_deadline")));
      default -> new Recovery.Repeat();
    };
    return new StepPolicy(Duration.ofMillis(row.getLong("timeout")), row.getInt("attempts"),
        Duration.ofMillis(row.getLong("backoff")), Duration.ofMillis(row.getLong("longest_backoff")), recovery,
        row.getBoolean("skippable"));
  }

  private static Map<Integer, List<Alternative>> needs(Connection connection, long run) throws SQLException {
    record Choice(String name, Map<String, Long> amounts) {}
    Map<Integer, TreeMap<Integer, Choice>> choices = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement("SELECT * FROM step_need WHERE run = ?")) {
      query.setLong(1, run);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String name = row.getString("alternative");
          Choice choice = choices.computeIfAbsent(row.getInt("plan"), plan -> new TreeMap<>())
              .computeIfAbsent(row.getInt("choice"), number -> new Choice(name, new HashMap<>()));
          if (!row.getString("resource").equals(LeaseRow.CHOICE)) {
            choice.amounts().put(row.getString("resource"), row.getLong("amount"));
          }
        }
      }
    }
    Map<Integer, List<Alternative>> needs = new HashMap<>();
    choices.forEach((plan, byNumber) -> {
      List<Alternative> alternatives = new ArrayList<>();
      byNumber.values().forEach(choice -> alternatives.add(new Alternative(choice.name(), choice.amounts())));
      needs.put(plan, alternatives);
    });
    return needs;
  }
}
