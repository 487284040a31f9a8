package org.dormouse.guest.qga.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.dormouse.spi.Trouble;

/**
 * The connections to guest agents: one for each socket, because an agent serves one at a time, shared by the sessions
 * that are open on it and closed with the last of them. It stays between the calls of a session, since an agent whose
 * client has left sleeps for a tenth of a second before it looks for the next (QEMU, qga/main.c, G_IO_STATUS_EOF).
 * Thread-safe.
 */
public final class AgentLinks {

  /** With a greeting after it, within the ten seconds that opening a session may take. */
  private static final Duration TURN = Duration.ofSeconds(2);

  private final Map<Path, Shared> open = new HashMap<>();

  private static final class Shared {
    private final AgentLink link;
    private final ReentrantLock turn = new ReentrantLock();
    private int holders;

    Shared(Path socket) {
      link = new AgentLink(socket);
    }
  }

  Lease lease(Path socket) {
    synchronized (open) {
      Shared shared = open.computeIfAbsent(socket, Shared::new);
      shared.holders++;
      return new Lease(socket, shared);
    }
  }

  /** A session's share of a connection; closed once. */
  final class Lease implements AutoCloseable {
    private final Path socket;
    private final Shared shared;
    private boolean closed;

    private Lease(Path socket, Shared shared) {
      this.socket = socket;
      this.shared = shared;
    }

    AgentLink link() {
      return shared.link;
    }

    /** Has the agent for that call; silent, if another has it for longer than is waited for one's turn. */
    <T> T call(AgentTrouble.Call<T> call) throws AgentTrouble {
      try {
        if (!shared.turn.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new AgentTrouble(Trouble.passing(AgentTrouble.SILENT,
              "The guest agent is busy with another question.", "It is asked again."));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AgentTrouble(AgentLink.interrupted());
      }
      try {
        return call.get();
      } finally {
        shared.turn.unlock();
      }
    }

    @Override
    public void close() {
      synchronized (open) {
        if (closed) {
          return;
        }
        closed = true;
        shared.holders--;
        if (shared.holders == 0) {
          open.remove(socket);
          shared.link.close();
        }
      }
    }
  }
}
