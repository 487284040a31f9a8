package org.dormouse.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dormouse.ui.internal.Problems;

/**
 * Says when the window stood still: a probe is handed to the UI thread again and again, and where it is not run within
 * a tenth of a second, how long it took and what the UI thread was at is written to a file. That is asked for by the
 * system property {@value #PROPERTY}, the file's name; else nothing runs. For whoever looks for the reason of a pause,
 * and for benchmarks:
 *
 * <pre>
 * 2026-05-04T01:02:03.456Z open 2310 ms after the process began
 * 2026-05-04T01:02:05.678Z blocked 212 ms, 205 ms of it at work
 *   after 100 ms
 *     org.dormouse.ui.Some.method(Some.java:12)
 * 2026-05-04T05:00:00.000Z closed after 14276 s: longest block 212 ms, 1 over 100 ms, 9 over 50 ms, 740000 probes
 * </pre>
 *
 * A block that begins between two probes is told up to {@value #GAP_MILLIS} ms too short. Where other programs have the
 * processors, a block is longer than the work in it: hence both are told.
 */
public final class StallLog implements AutoCloseable {

  public static final String PROPERTY = "dormouse.ui.stallLog";
  private static final long OVER_MILLIS = 100;
  private static final long NOTICEABLE_MILLIS = 50;
  private static final int GAP_MILLIS = 10;
  /** Blocks told with all that belongs to them; later ones are only counted, so that the file stays small. */
  private static final int MOST_TOLD = 1000;
  private static final int DEEPEST = 60;

  private final Path file;
  private final Executor ui;
  private final Thread watched;
  private final Thread watcher = new Thread(this::watch, "dormouse-stall-log");
  private final Semaphore answers = new Semaphore(0);
  private final Semaphore over = new Semaphore(0);
  private final long begun = System.nanoTime();
  private long longest;
  private long blocks;
  private long noticeable;
  private long probes;

  /** @param ui runs what it is given on the watched thread, later */
  public StallLog(Path file, Thread watched, Executor ui) {
    this.file = file;
    this.watched = watched;
    this.ui = ui;
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Of the UI thread, which calls this, from now on until it is closed; empty if nobody asked for it. */
  public static Optional<StallLog> ifAsked() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).filter(name -> !name.isBlank())
        .map(name -> new StallLog(Path.of(name), Thread.currentThread(), UiThread::run));
  }

  private void watch() {
    try {
      probe(true);
      while (!over.tryAcquire(GAP_MILLIS, TimeUnit.MILLISECONDS)) {
        probe(false);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts it but the end of the process.
    } catch (UncheckedIOException e) {
      Problems.log("The window is not watched for pauses: " + file + " cannot be written. Name another file by the "
          + "system property " + PROPERTY + ".", e);
    }
  }

  /** @param first what it waits for is the window being opened */
  private void probe(boolean first) throws InterruptedException {
    long from = System.nanoTime();
    long busy = work();
    ui.execute(answers::release);
    StringBuilder at = new StringBuilder();
    long look = OVER_MILLIS;
    while (!answers.tryAcquire(look, TimeUnit.MILLISECONDS)) {
      if (over.availablePermits() > 0) {
        return;
      }
      look = (System.nanoTime() - from) / 1_000_000;
      if (!first) {
        describe(look, at);
      }
      // Looked at after twice the time again, so that a long block is not told by its beginning alone.
    }
    long millis = (System.nanoTime() - from) / 1_000_000;
    if (first) {
      tell("open " + (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime())
          + " ms after the process began");
      return;
    }
    count(millis);
    if (millis >= OVER_MILLIS && blocks <= MOST_TOLD) {
      tell("blocked " + millis + " ms, " + (work() - busy) / 1_000_000 + " ms of it at work" + at);
    }
  }

  private long work() {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(watched.threadId());
  }

  private synchronized void count(long millis) {
    probes++;
    longest = Math.max(longest, millis);
    blocks += millis >= OVER_MILLIS ? 1 : 0;
    noticeable += millis >= NOTICEABLE_MILLIS ? 1 : 0;
  }

  private void describe(long millis, StringBuilder at) {
    at.append("\n  after ").append(millis).append(" ms");
    Arrays.stream(watched.getStackTrace()).limit(DEEPEST).forEach(element -> at.append("\n    ").append(element));
  }

  private void tell(String what) {
    try {
      Files.writeString(file, Instant.now() + " " + what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the last line. */
  @Override
  public void close() {
    over.release();
    String summary;
    synchronized (this) {
      summary = String.format(Locale.ROOT, "closed after %d s: longest block %d ms, %d over %d ms, %d over %d ms, "
          + "%d probes", (System.nanoTime() - begun) / 1_000_000_000, longest, blocks, OVER_MILLIS, noticeable,
          NOTICEABLE_MILLIS, probes);
    }
    try {
      tell(summary);
    } catch (UncheckedIOException e) {
      // Told when the watching began.
    }
  }
}
