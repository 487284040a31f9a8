package org.dormouse.store.derby.internal;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done in one transaction. */
@FunctionalInterface
interface SqlWork<T> {
  T on(Connection connection) throws SQLException;
}
