package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dormouse.ui.StallLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StallLogTest {

  private static final StackTraceElement WHERE = new StackTraceElement("org.some.View", "count", "View.java", 12);

  private final BlockingQueue<Runnable> asked = new LinkedBlockingQueue<>();
  /** The third look is when it is a block: after 60 ms, and each time half as long again. */
  private final CountDownLatch lookedAt = new CountDownLatch(3);
  private final Thread watched = new Thread(() -> { }) {
    @Override
    public StackTraceElement[] getStackTrace() {
      lookedAt.countDown();
      return new StackTraceElement[] {WHERE};
    }
  };

  @TempDir
  Path folder;

  private void answer() throws InterruptedException {
    Runnable answer = asked.poll(1, TimeUnit.MINUTES);
    assertTrue(answer != null, "it is asked");
    answer.run();
  }

  private static void awaitTold(Path file, String what) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!Files.readString(file).contains(what)) {
      assertTrue(System.nanoTime() < end, "it is told: " + what);
      Thread.onSpinWait();
    }
  }

  @Test
  void aBlockIsToldWithWhereItWasAndCounted() throws Exception {
    Path file = folder.resolve("stalls");
    try (StallLog log = new StallLog(file, watched, asked::add, (millis, answer) -> asked.add(answer))) {
      answer();
      assertTrue(lookedAt.await(1, TimeUnit.MINUTES), "the thread is looked at while it does not answer");
      answer();
      awaitTold(file, "blocked");
    }
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.get(0).matches("\\S+Z open \\d+ ms after the process began"), lines.get(0));
    assertTrue(lines.get(1).matches("\\S+Z blocked \\d{3,} ms, -?\\d+ ms of it at work, \\d+ ms collecting"),
        lines.get(1));
    assertTrue(lines.get(2).matches("  after \\d{2,} ms"), lines.get(2));
    assertEquals("    org.some.View.count(View.java:12)", lines.get(3));
    assertTrue(lines.getLast().matches(
        "\\S+Z closed after \\d+ s: longest block \\d{3,} ms, [1-9]\\d* over 100 ms, [1-9]\\d* over 50 ms, \\d+ answers"),
        lines.getLast());
  }
}
