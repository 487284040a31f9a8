package org.dormouse.store.derby.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.dormouse.engine.store.Batch;
import org.dormouse.engine.store.JournalRow;
import org.dormouse.engine.store.RunRow;
import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.ServicingRow;
import org.dormouse.engine.store.StepRow;

/** A {@link RunStore} on Derby. A batch is one transaction; reads come from connections of their own. */
final class DerbyRunStore implements RunStore {

  private static final List<String> TABLES_BY_RUN = List.of("step", "step_need", "step_plan", "servicing_payload",
      "servicing", "run_payload", "journal", "lease");

  private final Database database;
  private final RunArchive archive;
  private final Runnable leave;
  private final StepPlans plans;
  private final RunWriter writer;
  private final String installation;

  DerbyRunStore(Database database, Path archive, Runnable leave) {
    this.database = database;
    this.archive = new RunArchive(archive);
    this.leave = leave;
    plans = new StepPlans(database);
    installation = database.write("name the installation", DerbyRunStore::installation);
    writer = new RunWriter(database, plans,
        new HashSet<>(database.read("read what is owed", RunReader::owed)));
  }

  private static String installation(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SELECT installation FROM meta")) {
      if (row.next()) {
        return row.getString(1);
      }
    }
    String fresh = UUID.randomUUID().toString().substring(0, 8);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO meta VALUES (1, ?, 0, 0, 0)")) {
      insert.setString(1, fresh);
      insert.executeUpdate();
    }
    return fresh;
  }

  @Override
  public String installation() {
    return installation;
  }

  @Override
  public Unfinished unfinished() {
    return database.read("read what has not ended", RunReader::unfinished);
  }

  @Override
  public void commit(Batch batch) {
    try {
      database.write("write a batch of " + batch.stepUpdates().size() + " step changes", connection -> {
        writer.write(connection, batch);
        return true;
      });
    } catch (RuntimeException e) {
      plans.forgetAll();
      throw e;
    }
  }

  @Override
  public List<StoredRun> runs(int limit) {
    return limit <= 0 ? List.of() : database.read("list runs", connection -> RunReader.runs(connection, limit));
  }

  @Override
  public Optional<StoredRun> run(long number) {
    return database.read("read run " + number, connection -> RunReader.run(connection, number));
  }

  @Override
  public List<ServicingRow> servicings(long run) {
    return database.read("read the servicings of run " + run, connection -> RunReader.servicings(connection, run));
  }

  @Override
  public List<StepRow> steps(long run) {
    return database.read("read the steps of run " + run, connection -> RunReader.steps(connection, run));
  }

  @Override
  public Optional<String> payload(long run) {
    return database.read("read the payload of run " + run,
        connection -> RunReader.text(connection, "SELECT payload FROM run_payload WHERE run = ?", run));
  }

  @Override
  public Optional<String> payload(long run, int position) {
    return database.read("read a payload of run " + run, connection -> RunReader.text(connection,
        "SELECT payload FROM servicing_payload WHERE run = ? AND position = ?", run, position));
  }

  @Override
  public Optional<String> output(long step) {
    return database.read("read the output of step " + step,
        connection -> RunReader.text(connection, "SELECT content FROM step_output WHERE step = ?", step));
  }

  @Override
  public List<JournalRow> journal(long run, long afterSeq, int limit) {
    return limit <= 0 ? List.of() : database.read("read the journal of run " + run,
        connection -> RunReader.journal(connection, "SELECT * FROM journal WHERE run = ? AND seq > ? ORDER BY seq"
            + " FETCH FIRST " + limit + " ROWS ONLY", run, afterSeq));
  }

  @Override
  public List<JournalRow> journal(long run, int position) {
    return database.read("read the journal of run " + run, connection -> RunReader.journal(connection,
        "SELECT * FROM journal WHERE run = ? AND position = ? ORDER BY seq", run, position));
  }

  @Override
  public List<Long> archive(Instant endedBefore, int limit) {
    List<RunRow> old = limit <= 0 ? List.of() : database.read("look for runs to archive",
        connection -> RunReader.ended(connection, endedBefore, limit));
    List<Long> archived = new ArrayList<>();
    for (RunRow run : old) {
      archive.keep(this, run);
      database.write("delete " + run.id() + ", which is archived", connection -> {
        delete(connection, run.number());
        return true;
      });
      plans.forget(run.number());
      archived.add(run.number());
    }
    return archived;
  }

  private static void delete(Connection connection, long run) throws SQLException {
    execute(connection, "DELETE FROM step_output WHERE step IN (SELECT id FROM step WHERE run = ?)", run);
    for (String table : TABLES_BY_RUN) {
      execute(connection, "DELETE FROM " + table + " WHERE run = ?", run);
    }
    execute(connection, "DELETE FROM run WHERE number = ?", run);
  }

  private static void execute(Connection connection, String sql, long run) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setLong(1, run);
      delete.executeUpdate();
    }
  }

  @Override
  public void close() {
    leave.run();
  }
}
