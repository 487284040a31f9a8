package org.dormouse.ui.runs.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {

  @TempDir
  Path folder;

  private final LogReader reader = new LogReader();
  private Path log;

  @BeforeEach
  void begin() {
    log = folder.resolve("engine.log");
  }

  private static String lines(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append("2026-11-20 INFO line ").append(i).append('\n');
    }
    return text.toString();
  }

  private void append(byte[] bytes) throws IOException {
    Files.write(log, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void append(String text) throws IOException {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void ofALongLogTheEndIsReadFromAWholeLineOn() throws IOException {
    append(lines(0, 20_000));
    assertTrue(reader.read(log));
    assertEquals(0, reader.text().indexOf("2026-11-20 INFO line "));
    assertTrue(reader.text().endsWith("2026-11-20 INFO line 19999\n"));
    assertTrue(reader.text().length() <= 1 << 18);
  }

  @Test
  void whatIsNewIsAddedToWhatWasRead() throws IOException {
    append(lines(0, 3));
    reader.read(log);
    assertFalse(reader.read(log));
    append(lines(3, 5));
    assertTrue(reader.read(log));
    assertEquals(lines(0, 5), reader.text());
  }

  @Test
  void aLineIsReadWhenItIsWholeHoweverItWasWritten() throws IOException {
    byte[] line = "2026-11-20 WARN Prüfung\n".getBytes(StandardCharsets.UTF_8);
    int amidst = "2026-11-20 WARN Pr".length() + 1;
    append(Arrays.copyOf(line, amidst));
    assertFalse(reader.read(log));
    append(Arrays.copyOfRange(line, amidst, line.length));
    assertTrue(reader.read(log));
    assertEquals("2026-11-20 WARN Prüfung\n", reader.text());
  }

  @Test
  void aLogThatWasBegunAnewIsReadFromItsBeginning() throws IOException {
    append(lines(0, 10));
    reader.read(log);
    Files.writeString(log, lines(90, 92));
    assertTrue(reader.read(log));
    assertEquals(lines(90, 92), reader.text());
  }

  @Test
  void ofALogThatIsFollowedForLongOnlyTheEndIsKept() throws IOException {
    for (int i = 0; i < 10; i++) {
      append(lines(i * 5_000, (i + 1) * 5_000));
      reader.read(log);
    }
    assertTrue(reader.text().length() <= 2 << 18);
    assertTrue(reader.text().startsWith("2026-11-20 INFO line "));
    assertTrue(reader.text().endsWith("line 49999\n"));
  }
}
