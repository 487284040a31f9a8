package org.dormouse.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dormouse.ui.internal.Problems;
import org.eclipse.swt.widgets.Display;

/**
 * Says when the window stood still: the UI thread is asked by a timer to answer every {@value #GAP_MILLIS} ms, and where
 * it takes a tenth of a second longer, how long it took and what it was at is written to a file. That is asked for by the
 * system property {@value #PROPERTY}, the file's name; else nothing runs. For whoever looks for the reason of a pause,
 * and for benchmarks:
 *
 * <pre>
 * 2026-05-04T01:02:03.456Z open 2310 ms after the process began
 * 2026-05-04T01:02:05.678Z blocked 212 ms, 205 ms of it at work, 0 ms collecting
 *   after 60 ms
 *     org.dormouse.ui.Some.method(Some.java:12)
 *   after 90 ms
 *     org.dormouse.ui.Some.method(Some.java:12)
 * 2026-05-04T05:00:00.000Z closed after 14276 s: longest block 212 ms, 1 over 100 ms, 9 over 50 ms, 740000 answers
 * </pre>
 *
 * A timer, because on GTK it comes in turn with clicks and keys, before anything is drawn (the priorities of GLib's
 * sources), while what is posted to the UI thread waits until everything else is done: so a block is what somebody who
 * clicks would have waited for. Where other programs have the processors, or garbage is collected, for which the
 * collector of the product stops all threads, it is longer than the work in it: hence all three are told.
 */
public final class StallLog implements AutoCloseable {

  public static final String PROPERTY = "dormouse.ui.stallLog";
  private static final long OVER_MILLIS = 100;
  private static final long NOTICEABLE_MILLIS = 50;
  private static final int GAP_MILLIS = 10;
  /** Blocks told with all that belongs to them; later ones are only counted, so that the file stays small. */
  private static final int MOST_TOLD = 1000;
  private static final int DEEPEST = 60;

  private static final Answer END = new Answer(Long.MAX_VALUE, 0, 0);

  private final Path file;
  private final Thread watched;
  private final Timer timer;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final long begun = System.nanoTime();
  private volatile boolean closed;
  private long longest;
  private long blocks;
  private long noticeable;
  private long answered;

  /** Runs something on the watched thread after that many milliseconds; called by that thread. */
  @FunctionalInterface
  public interface Timer {
    void in(int millis, Runnable onWatched);
  }

  /**
   * @param work nanoseconds of processor time of the thread until then
   * @param collecting milliseconds that garbage was collected until then
   */
  private record Answer(long nanos, long work, long collecting) {
  }

  /** @param ui runs what it is given on the watched thread, once the window is open */
  public StallLog(Path file, Thread watched, Executor ui, Timer timer) {
    this.file = file;
    this.watched = watched;
    this.timer = timer;
    Thread.ofPlatform().daemon().name("dormouse-stall-log").start(this::watch);
    ui.execute(this::answer);
  }

  /** Of the thread of this display, which calls this, from now on until it is closed; empty if nobody asked for it. */
  public static Optional<StallLog> ifAsked(Display display) {
    return Optional.ofNullable(System.getProperty(PROPERTY)).filter(name -> !name.isBlank())
        .map(name -> new StallLog(Path.of(name), display.getThread(), display::asyncExec, display::timerExec));
  }

  private void answer() {
    if (!closed) {
      answers.add(new Answer(System.nanoTime(), work(), collecting()));
      timer.in(GAP_MILLIS, this::answer);
    }
  }

  private long work() {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(watched.threadId());
  }

  private static long collecting() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
  }

  private void watch() {
    try {
      Answer last = answers.take();
      if (last != END) {
        tell("open " + (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime())
            + " ms after the process began");
      }
      while (last != END) {
        last = next(last);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts it but the end of the process.
    } catch (UncheckedIOException e) {
      closed = true;
      Problems.log("The window is not watched for pauses: " + file + " cannot be written. Name another file by the "
          + "system property " + PROPERTY + ".", e);
    }
  }

  /** The answer after that one; meanwhile it is looked at what keeps it. */
  private Answer next(Answer before) throws InterruptedException {
    StringBuilder at = new StringBuilder();
    long look = GAP_MILLIS + NOTICEABLE_MILLIS;
    Answer answer;
    while ((answer = answers.poll(look, TimeUnit.MILLISECONDS)) == null) {
      // Looked at after half as long again, so that a block is not told by one moment alone.
      long waited = (System.nanoTime() - before.nanos()) / 1_000_000;
      describe(waited, at);
      look = Math.max(1, waited / 2);
    }
    if (answer != END) {
      long millis = Math.max(0, (answer.nanos() - before.nanos()) / 1_000_000 - GAP_MILLIS);
      count(millis);
      if (millis >= OVER_MILLIS && blocks <= MOST_TOLD) {
        tell("blocked " + millis + " ms, " + (answer.work() - before.work()) / 1_000_000 + " ms of it at work, "
            + (answer.collecting() - before.collecting()) + " ms collecting" + at);
      }
    }
    return answer;
  }

  private synchronized void count(long millis) {
    answered++;
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
    closed = true;
    answers.add(END);
    String summary;
    synchronized (this) {
      summary = String.format(Locale.ROOT, "closed after %d s: longest block %d ms, %d over %d ms, %d over %d ms, "
          + "%d answers", (System.nanoTime() - begun) / 1_000_000_000, longest, blocks, OVER_MILLIS, noticeable,
          NOTICEABLE_MILLIS, answered);
    }
    try {
      tell(summary);
    } catch (UncheckedIOException e) {
      // Told when the watching began.
    }
  }
}
