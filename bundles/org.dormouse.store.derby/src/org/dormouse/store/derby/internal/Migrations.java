package org.dormouse.store.derby.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.dormouse.engine.store.StoreFailed;

/**
 * The schema, as numbered steps from the one before. A step that has been released is never changed; each is applied
 * in one transaction with the row that says so.
 */
final class Migrations {

  /** Resource files beside this class, in order; the first is version 1. */
  static final List<String> FILES = List.of("0001-runs.sql", "0002-inventory.sql");

  private Migrations() {}

  /** Brings the database to the newest version this program knows. */
  static void apply(Connection connection, Path database) throws SQLException {
    int version = version(connection);
    if (version > FILES.size()) {
      throw new StoreFailed("The database " + database + " has schema version " + version + ", but this program knows"
          + " versions up to " + FILES.size() + " only: it was used by a newer Dormouse. Start that one, or restore a"
          + " copy of the state directory from before.");
    }
    for (int next = version + 1; next <= FILES.size(); next++) {
      String file = FILES.get(next - 1);
      for (String statement : statements(file)) {
        try (Statement ddl = connection.createStatement()) {
          ddl.execute(statement);
        } catch (SQLException e) {
          connection.rollback();
          throw new StoreFailed("Migration " + file + " of the database " + database + " failed at: "
              + statement.strip(), e);
        }
      }
      record(connection, next, file);
      connection.commit();
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, "APP", "SCHEMA_VERSION", null)) {
      if (!tables.next()) {
        try (Statement ddl = connection.createStatement()) {
          ddl.execute("CREATE TABLE schema_version (version INT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL)");
        }
        connection.commit();
        return 0;
      }
    }
    try (Statement query = connection.createStatement();
        ResultSet result = query.executeQuery("SELECT MAX(version) FROM schema_version")) {
      result.next();
      return result.getInt(1);
    } finally {
      connection.commit();
    }
  }

  private static void record(Connection connection, int version, String file) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO schema_version VALUES (?, ?)")) {
      insert.setInt(1, version);
      insert.setString(2, file);
      insert.executeUpdate();
    }
  }

  /** Statements end with a semicolon at the end of a line; lines that begin with two dashes are comments. */
  static List<String> statements(String file) {
    try (InputStream stream = Migrations.class.getResourceAsStream(file)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
      List<String> statements = new ArrayList<>(List.of(text.split(";\\s*\\R")));
      statements.removeIf(String::isBlank);
      return statements;
    } catch (IOException e) {
      throw new UncheckedIOException("The migration " + file + " cannot be read", e);
    }
  }
}
