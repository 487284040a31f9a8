package org.dormouse.ui.runs.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LogTailTest {

  private static final String LOG = """
      2026-11-20 20:00:00.000 INFO  [main] engine begins
      2026-11-20 20:00:01.000 WARN  [call-1] lab/web01 does not answer
      2026-11-20 20:00:02.000 ERROR [call-2] lab/db01 failed
        because: the disk is full
      2026-11-20 20:00:03.000 INFO  [main] engine ends""";

  @Test
  void anEntryGoesWithTheLinesThatBelongToIt() {
    assertEquals("""
        2026-11-20 20:00:02.000 ERROR [call-2] lab/db01 failed
          because: the disk is full""", LogTail.filtered(LOG, LogTail.Level.ERROR, ""));
    assertEquals(LogTail.filtered(LOG, LogTail.Level.ERROR, ""), LogTail.filtered(LOG, LogTail.Level.ALL, "FULL disk"));
  }

  @Test
  void gravestLevelsAreKept() {
    assertEquals(2, LogTail.filtered(LOG, LogTail.Level.WARN, "").lines()
        .filter(line -> line.startsWith("2026")).count());
    assertEquals(LOG, LogTail.filtered(LOG, LogTail.Level.ALL, "  "));
    assertEquals("", LogTail.filtered("", LogTail.Level.ALL, ""));
  }
}
