package org.dormouse.store.derby.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.dormouse.engine.store.StoreFailed;

/**
 * An open Derby database. All work is done on threads of its own: an interrupt that meets Derby while it reads or
 * writes a file would close that file, and callers are handlers that do get interrupted.
 *
 * <p>Transactions that write run one at a time and never beside reads, so nothing in Derby ever
 * waits for a lock and a read sees whole transactions only. A write has survived a crash of the machine when it
 * returns: Derby's default durability is not touched.
 */
final class Database implements AutoCloseable {

  private static final int READERS = 4;
  private static final String ANOTHER_PROCESS = "XSDB6";

  private final Path folder;
  private final EmbeddedDataSource source;
  private final Connection writer;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final ConcurrentLinkedQueue<Connection> readers = new ConcurrentLinkedQueue<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final ExecutorService writing = threads("dormouse-derby-writer", 1);
  private final ExecutorService reading = threads("dormouse-derby-reader", READERS);
  private boolean closed;

  private Database(Path folder, EmbeddedDataSource source, Connection writer) {
    this.folder = folder;
    this.source = source;
    this.writer = writer;
  }

  /** Makes the database if there is none, and migrates it. */
  static Database open(Path folder) {
    EmbeddedDataSource source = new EmbeddedDataSource();
    source.setDatabaseName(folder.toString());
    source.setCreateDatabase("create");
    try {
      Connection writer = source.getConnection();
      Database database = new Database(folder, source, writer);
      try {
        writer.setAutoCommit(false);
        Migrations.apply(writer, folder);
        return database;
      } catch (SQLException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failedToOpen(folder, e);
    }
  }

  private static StoreFailed failedToOpen(Path folder, SQLException e) {
    for (SQLException cause = e; cause != null; cause = cause.getNextException()) {
      if (ANOTHER_PROCESS.equals(cause.getSQLState())) {
        return new StoreFailed("The database " + folder + " is in use by another process: an engine is already at"
            + " work on this state directory. Use that one, or stop it first.", e);
      }
    }
    return new StoreFailed("The database " + folder + " cannot be opened (" + e.getSQLState() + ": " + e.getMessage()
        + "). Look into derby.log in the folder above it; if the database is damaged, restore the state directory"
        + " from a copy.", e);
  }

  private static ExecutorService threads(String name, int number) {
    return Executors.newFixedThreadPool(number, Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Waits to the end even if interrupted: the work is short, and it is not known otherwise whether it was done. */
  private <T> T on(ExecutorService threads, String what, Supplier<T> work) {
    Future<T> future;
    try {
      future = threads.submit(work::get);
    } catch (RejectedExecutionException e) {
      throw closed(what);
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw rethrown(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    cause.addSuppressed(new IllegalStateException("called from here"));
    switch (cause) {
      case Error error -> throw error;
      case RuntimeException failure -> throw failure;
      default -> throw new StoreFailed("Unexpected failure of the database", cause);
    }
  }

  /** One transaction; whatever is thrown undoes it. @param what was attempted, for the message */
  <T> T write(String what, SqlWork<T> work) {
    return on(writing, what, () -> writeHere(what, work));
  }

  private <T> T writeHere(String what, SqlWork<T> work) {
    lock.writeLock().lock();
    try {
      checkOpen(what);
      T result = work.on(writer);
      writer.commit();
      return result;
    } catch (SQLException e) {
      rollBack(e);
      throw failed(what, e);
    } catch (RuntimeException | Error e) {
      rollBack(e);
      throw e;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void rollBack(Throwable reason) {
    try {
      writer.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private StoreFailed failed(String what, SQLException e) {
    return new StoreFailed("Could not " + what + " in the database " + folder + " (" + e.getSQLState() + ": "
        + e.getMessage() + "). Is the disk full? Nothing of it was written.", e);
  }

  private void checkOpen(String what) {
    if (closed) {
      throw closed(what);
    }
  }

  private StoreFailed closed(String what) {
    return new StoreFailed("Could not " + what + ": the database " + folder + " is closed.");
  }

  /** A statement of the writing connection, prepared once; only inside {@link #write}. */
  PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = writer.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  <T> T read(String what, SqlWork<T> work) {
    return on(reading, what, () -> readHere(what, work));
  }

  private <T> T readHere(String what, SqlWork<T> work) {
    lock.readLock().lock();
    try {
      checkOpen(what);
      Connection connection = reader();
      try {
        T result = work.on(connection);
        connection.commit();
        readers.add(connection);
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        connection.rollback();
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failed(what, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private Connection reader() throws SQLException {
    Connection idle = readers.poll();
    if (idle != null) {
      return idle;
    }
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    return connection;
  }

  /** Shuts the database down: another process may open it then. */
  @Override
  public void close() {
    try {
      on(writing, "shut down", () -> {
        closeHere();
        return true;
      });
    } finally {
      writing.shutdown();
      reading.shutdown();
    }
  }

  private void closeHere() {
    lock.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      for (Connection connection : readers) {
        connection.close();
      }
      writer.rollback();
      writer.close();
      EmbeddedDataSource shutdown = new EmbeddedDataSource();
      shutdown.setDatabaseName(folder.toString());
      shutdown.setShutdownDatabase("shutdown");
      shutdown.getConnection();
    } catch (SQLException e) {
      // 08006 is how Derby says that it has shut a database down
      if (!"08006".equals(e.getSQLState())) {
        throw failed("shut down", e);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
