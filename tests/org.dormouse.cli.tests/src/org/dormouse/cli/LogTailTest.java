package org.dormouse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @TempDir
  private Path folder;

  @Test
  void theLastLinesArePrinted() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "one\ntwo\nthree\u0007\n");
    Printed printed = Printed.pipe();
    assertEquals(Exit.GOOD, new LogTail(printed.terminal, log).print(2, false));
    assertEquals("two\nthree?\n", printed.text());
  }

  @Test
  void aMissingLogIsSaidSo() {
    CommandFailed failed = assertThrows(CommandFailed.class,
        () -> new LogTail(Printed.pipe().terminal, folder.resolve("none")).print(2, false));
    assertEquals("no-log", failed.error().code());
  }
}
