package org.dormouse.server.internal.connection;

import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.Message;

/**
 * What is to be told to one client. Whoever has something to tell never waits: answers are queued up to a bound,
 * news are coalesced by their subject and made only when the client is ready to read them. A client that does not
 * read, so that the queue fills or a write takes too long, is given up.
 */
final class Outgoing implements MessageConsumer {

  static final int MOST_ANSWERS = 512;
  private static final int MOST_SUBJECTS = 512;
  /** News of one subject come at most this often, so that there is something to coalesce. */
  private static final Duration NEWS_PAUSE = Duration.ofMillis(50);

  private final StreamMessageConsumer stream;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Message> answers = new ArrayDeque<>();
  private final Map<String, Supplier<Optional<Message>>> news = new LinkedHashMap<>();
  private final Runnable giveUp;
  private boolean closed;
  private long writingSince;
  private long newsNotBefore = System.nanoTime();

  /**
   * @param patience how long one write may take
   * @param giveUp ends the conversation; may be called several times, from any thread
   */
  Outgoing(OutputStream output, MessageJsonHandler json, Duration patience, Runnable giveUp) {
    this.stream = new StreamMessageConsumer(output, json);
    this.patience = patience;
    this.giveUp = giveUp;
  }

  @Override
  public void consume(Message answer) {
    boolean full;
    lock.lock();
    try {
      full = !closed && answers.size() >= MOST_ANSWERS;
      if (!closed && !full) {
        answers.add(answer);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
    if (full) {
      giveUp.run();
    }
  }

  /** @param message makes the newest state of the subject into a message, when its turn has come */
  void offer(String subject, Supplier<Optional<Message>> message) {
    lock.lock();
    try {
      if (!closed && (news.size() < MOST_SUBJECTS || news.containsKey(subject))) {
        news.putIfAbsent(subject, message);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes until closed; the thread's whole work. */
  void run() {
    try {
      for (Optional<Message> next = next(); next.isPresent(); next = next()) {
        stream.consume(next.get());
        wrote();
      }
    } catch (InterruptedException | RuntimeException e) {
      // The client is gone, or was given up.
    }
    giveUp.run();
  }

  /** Waits for something to write; empty once closed and everything that was queued is written. */
  private Optional<Message> next() throws InterruptedException {
    while (true) {
      Supplier<Optional<Message>> due;
      lock.lock();
      try {
        while (answers.isEmpty() && (news.isEmpty() || pause() > 0)) {
          if (closed) {
            return Optional.empty();
          }
          if (news.isEmpty()) {
            changed.await();
          } else {
            changed.await(pause(), TimeUnit.NANOSECONDS);
          }
        }
        writingSince = System.nanoTime();
        if (!answers.isEmpty()) {
          return Optional.of(answers.remove());
        }
        due = news.remove(news.keySet().iterator().next());
        if (news.isEmpty()) {
          newsNotBefore = System.nanoTime() + NEWS_PAUSE.toNanos();
        }
      } finally {
        lock.unlock();
      }
      Optional<Message> message = due.get();
      if (message.isPresent()) {
        return message;
      }
      wrote();
    }
  }

  private long pause() {
    return newsNotBefore - System.nanoTime();
  }

  private void wrote() {
    lock.lock();
    try {
      writingSince = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Called now and then: a client that has not taken the present message for too long is given up. */
  void check() {
    boolean stuck;
    lock.lock();
    try {
      stuck = writingSince != 0 && System.nanoTime() - writingSince > patience.toNanos();
    } finally {
      lock.unlock();
    }
    if (stuck) {
      giveUp.run();
    }
  }

  /** Nothing more is accepted; what is queued is still written. */
  void close() {
    lock.lock();
    try {
      closed = true;
      news.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
