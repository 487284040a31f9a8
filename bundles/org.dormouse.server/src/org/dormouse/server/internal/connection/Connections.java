package org.dormouse.server.internal.connection;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket and everybody connected to it. Whether a connection is accepted and whether the engine leaves are decided
 * under one lock: a client is either served or finds nobody, never left in between.
 */
public final class Connections {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final int MOST_CLIENTS = 64;
  private static final Duration GOODBYE = Duration.ofSeconds(3);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Path socket;
  private final Areas areas;
  private final Limits limits;
  private final ServerSocketChannel server;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Client> clients = new LinkedHashSet<>();
  private final CountDownLatch left = new CountDownLatch(1);
  private boolean leaving;
  private long idleSince = System.nanoTime();

  /**
   * @param idle how long nobody has to be connected and nothing to run before the engine leaves by itself
   * @param patience how long a client may take to read one message
   */
  public record Limits(Duration idle, Duration patience) {}

  private Connections(Path socket, Areas areas, Limits limits, ServerSocketChannel server) {
    this.socket = socket;
    this.areas = areas;
    this.limits = limits;
    this.server = server;
  }

  /**
   * Binds the socket, so that only its owner may connect; from now on clients are served. A socket that lies there is
   * replaced: whoever holds the state folder's lock is the only one who may bind it.
   */
  public static Connections open(Path socket, Areas areas, Limits limits) throws IOException {
    Files.deleteIfExists(socket);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw new IOException("cannot listen on the socket " + socket + ": " + e.getMessage(), e);
    }
    Connections connections = new Connections(socket, areas, limits, server);
    Thread.ofPlatform().daemon().name("accept").start(connections::accept);
    return connections;
  }

  private void accept() {
    while (true) {
      try {
        admit(server.accept());
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.error("cannot accept connections any more", e);
        leave("the socket failed");
        return;
      }
    }
  }

  private void admit(SocketChannel channel) throws IOException {
    Client client = new Client(channel, areas, limits.patience(), this::ended);
    lock.lock();
    try {
      if (leaving || clients.size() >= MOST_CLIENTS) {
        channel.close();
        return;
      }
      clients.add(client);
    } finally {
      lock.unlock();
    }
    client.start();
  }

  private void ended(Client client) {
    lock.lock();
    try {
      clients.remove(client);
      idleSince = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  public int clients() {
    lock.lock();
    try {
      return clients.size();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the engine is to leave: because {@link #leave} was called, or by itself when nothing is to be done. */
  public void awaitLeave(BooleanSupplier busy) throws InterruptedException {
    while (!left.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
      all().forEach(Client::check);
      if (leaveIfIdle(busy)) {
        return;
      }
    }
  }

  boolean leaveIfIdle(BooleanSupplier busy) {
    boolean isBusy = clients() > 0 || busy.getAsBoolean();
    lock.lock();
    try {
      if (isBusy || !clients.isEmpty()) {
        idleSince = System.nanoTime();
        return false;
      }
      if (System.nanoTime() - idleSince < limits.idle().toNanos()) {
        return false;
      }
      leaving = true;
    } finally {
      lock.unlock();
    }
    LOG.info("nothing to do for {}: leaving", limits.idle());
    close();
    return true;
  }

  private List<Client> all() {
    lock.lock();
    try {
      return List.copyOf(clients);
    } finally {
      lock.unlock();
    }
  }

  /** Tells every client, closes every connection and the socket. Idempotent; bounded. */
  public void leave(String reason) {
    lock.lock();
    try {
      if (leaving) {
        return;
      }
      leaving = true;
    } finally {
      lock.unlock();
    }
    LOG.info("leaving: {}", reason);
    List<Thread> goodbyes = all().stream()
        .map(client -> Thread.ofPlatform().daemon().start(() -> client.leave(reason, GOODBYE))).toList();
    for (Thread goodbye : goodbyes) {
      try {
        goodbye.join(GOODBYE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    close();
  }

  private void close() {
    try {
      // The file goes first: who finds it gone starts another engine, who has connected already is told to.
      Files.deleteIfExists(socket);
      server.close();
    } catch (IOException e) {
      LOG.warn("closing the socket {}", socket, e);
    }
    left.countDown();
  }
}
