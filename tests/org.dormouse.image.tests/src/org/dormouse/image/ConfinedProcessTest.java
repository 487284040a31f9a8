package org.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dormouse.image.ConfinedProcess.Limits;
import org.dormouse.image.ConfinedProcess.Output;
import org.dormouse.spi.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfinedProcessTest {

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), 1000, 0);

  private static Output run(String... command) {
    return ConfinedProcess.run(List.of(command), LIMITS).orThrow();
  }

  private static String code(Result<?> result) {
    return result.failure().map(trouble -> trouble.code()).orElse("ok");
  }

  @Test
  void answersExitCodeOutputAndErrors() {
    Output output = run("sh", "-c", "echo out; echo first >&2; echo last >&2; exit 3");
    assertEquals(3, output.exitCode());
    assertEquals("out\n", output.text());
    assertEquals("last", output.lastError());
    assertFalse(output.truncated());
  }

  @Test
  void keepsABoundedPartOfTheOutputAndReadsTheRest() {
    Output output = run("sh", "-c", "head -c 5000000 /dev/zero");
    assertEquals(1000, output.output().length);
    assertTrue(output.truncated());
    assertEquals(0, output.exitCode());
  }

  @Test
  void passesArgumentsAsTheyAre() {
    assertEquals("[a b][$HOME][*][-x][]", run("sh", "-c", "printf '[%s]' \"$@\"", "sh", "a b", "$HOME", "*", "-x", "")
        .text());
  }

  @Test
  void givesNothingOfItsOwnEnvironmentAndInput() {
    String environment = run("env").text();
    assertEquals(List.of("LC_ALL", "PATH"),
        environment.lines().map(line -> line.replaceAll("=.*", "")).sorted().toList());
    assertEquals("", run("cat").text());
  }

  @Test
  void endsWhatIsLateWithAllItStarted() {
    Limits brief = LIMITS.within(Duration.ofMillis(300));
    assertEquals("tool-late", code(ConfinedProcess.run(List.of("sh", "-c", "sleep 600 & wait"), brief)));
    for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
      child.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  @Test
  void tellsWhatIsMissing() {
    assertEquals("tool-missing", code(ConfinedProcess.run(List.of("surely-not-installed"), LIMITS)));
    assertEquals("tool-missing", code(ConfinedProcess.run(List.of("/surely/not/there"), LIMITS)));
  }

  @Test
  void boundsMemory() {
    Limits small = new Limits(Duration.ofSeconds(30), 1000, 200L << 20);
    assertTrue(ConfinedProcess.run(List.of("dd", "if=/dev/zero", "of=/dev/null", "bs=400M", "count=1"), small).orThrow()
        .exitCode() != 0);
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertEquals("interrupted", code(ConfinedProcess.run(List.of("sleep", "600"), LIMITS)));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void findsProgramsOnlyWhereTheyCanBeRun(@TempDir Path folder) throws IOException {
    assertTrue(ConfinedProcess.find("sh").filter(Path::isAbsolute).isPresent());
    assertTrue(ConfinedProcess.find(Files.createFile(folder.resolve("x")).toString()).isEmpty());
  }
}
