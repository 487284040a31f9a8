package org.dormouse.store.derby.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

import org.dormouse.engine.StepTrouble;

/** Sets the parameters of a statement one after the other. */
final class Values {

  private final PreparedStatement statement;
  private int index;

  private Values(PreparedStatement statement) {
    this.statement = statement;
  }

  static Values of(PreparedStatement statement) {
    return new Values(statement);
  }

  Values add(long value) throws SQLException {
    statement.setLong(++index, value);
    return this;
  }

  Values add(double value) throws SQLException {
    statement.setDouble(++index, value);
    return this;
  }

  Values add(boolean value) throws SQLException {
    statement.setBoolean(++index, value);
    return this;
  }

  Values add(String value) throws SQLException {
    statement.setString(++index, value);
    return this;
  }

  Values add(Enum<?> value) throws SQLException {
    return add(value.name());
  }

  Values text(Optional<String> value) throws SQLException {
    if (value.isPresent()) {
      return add(value.get());
    }
    statement.setNull(++index, Types.VARCHAR);
    return this;
  }

  Values instant(Optional<Instant> value) throws SQLException {
    if (value.isPresent()) {
      return add(value.get().toEpochMilli());
    }
    statement.setNull(++index, Types.BIGINT);
    return this;
  }

  Values trouble(Optional<StepTrouble> value) throws SQLException {
    return text(value.map(StepTrouble::code)).text(value.map(StepTrouble::message))
        .text(value.map(StepTrouble::remedy));
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(value));
  }

  static Optional<StepTrouble> trouble(ResultSet row) throws SQLException {
    String code = row.getString("trouble_code");
    return code == null ? Optional.empty() : Optional.of(
        new StepTrouble(code, row.getString("trouble_message"), row.getString("trouble_remedy")));
  }
}
