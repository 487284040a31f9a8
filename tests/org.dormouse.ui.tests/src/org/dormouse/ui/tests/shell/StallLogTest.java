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

  private final BlockingQueue<Runnable> probes = new LinkedBlockingQueue<>();
  private final CountDownLatch lookedAt = new CountDownLatch(1);
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
    Runnable probe = probes.poll(1, TimeUnit.MINUTES);
    assertTrue(probe != null, "there are probes");
    probe.run();
  }

  @Test
  void aBlockIsToldWithWhereItWasAndCounted() throws Exception {
    Path file = folder.resolve("stalls");
    try (StallLog log = new StallLog(file, watched, probes::add)) {
      answer();
      assertTrue(lookedAt.await(1, TimeUnit.MINUTES), "the thread is looked at while it does not answer");
      answer();
      answer();
    }
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.get(0).matches("\\S+Z open \\d+ ms after the process began"), lines.get(0));
    assertTrue(lines.get(1).matches("\\S+Z blocked \\d{3,} ms, -?\\d+ ms of it at work"), lines.get(1));
    assertTrue(lines.get(2).matches("  after \\d{3,} ms"), lines.get(2));
    assertEquals("    org.some.View.count(View.java:12)", lines.get(3));
    assertTrue(lines.getLast().matches(
        "\\S+Z closed after \\d+ s: longest block \\d{3,} ms, [1-9]\\d* over 100 ms, [1-9]\\d* over 50 ms, \\d+ probes"),
        lines.getLast());
  }
}
