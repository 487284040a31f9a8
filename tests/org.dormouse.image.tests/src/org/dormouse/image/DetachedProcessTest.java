package org.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.dormouse.image.ConfinedProcess.Limits;
import org.dormouse.image.DetachedProcess.State;
import org.dormouse.spi.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedProcessTest {

  private static final Limits LIMITS = new Limits(Duration.ofMinutes(1), 1000, 0);

  @TempDir
  Path folder;

  private DetachedProcess start(String... command) {
    return DetachedProcess.start(folder.resolve("job"), List.of(command), LIMITS).orThrow();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("not within 30 s");
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void leavesItsOutputAndExitCodeInFiles() {
    DetachedProcess process = start("sh", "-c", "echo out; echo err >&2; exit 7");
    await(() -> process.state() != State.Running.RUNNING);
    assertEquals(new State.Exited(7), process.state());
    assertEquals("out\n", process.output(100));
    assertEquals("t\n", process.output(2));
    assertEquals("err\n", process.errors(100));
  }

  @Test
  void isStartedOnceHoweverOftenItIsAsked() {
    DetachedProcess first = start("sleep", "600");
    DetachedProcess second = start("sleep", "600");
    assertEquals(first.pid(), second.pid());
    assertTrue(first.kill());
    assertEquals(State.Vanished.VANISHED, second.state());
    assertEquals(first.pid(), start("sleep", "600").pid());
    assertTrue(first.kill());
  }

  @Test
  void isKilledWithAllItStarted() throws IOException {
    DetachedProcess process = start("sh", "-c", "sleep 600 & echo $! > child; wait");
    Path child = folder.resolve("job/child");
    await(() -> Files.exists(child) && child.toFile().length() > 1);
    assertTrue(process.kill());
    await(() -> process.state() == State.Vanished.VANISHED);
    String pid = Files.readString(child).strip();
    await(() -> isGone(pid));
  }

  private static boolean isGone(String pid) {
    try {
      return Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void isFoundAgainAfterItsStarterWasKilled() throws Exception {
    Path job = folder.resolve("job");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = String.join(":", place(DetachedProcess.class), place(Starter.class), place(Result.class),
        System.getProperty("java.class.path"));
    Process starter = new ProcessBuilder(java, "-cp", path, Starter.class.getName(), job.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertEquals(137, starter.waitFor());

    DetachedProcess process = DetachedProcess.find(job).orElseThrow();
    assertEquals(State.Running.RUNNING, process.state());
    Files.createFile(job.resolve("go"));
    await(() -> process.state() != State.Running.RUNNING);
    assertEquals(new State.Exited(5), process.state());
  }

  /** Where the class was loaded from, be it a folder or the jar of a bundle. */
  private static String place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** Run in a process of its own, which dies as by kill -9. */
  static final class Starter {

    private Starter() {}

    public static void main(String[] arguments) {
      DetachedProcess.start(Path.of(arguments[0]), List.of("sh", "-c",
          "i=0; until [ -e go ] || [ $i -gt 300 ]; do sleep 0.1; i=$((i+1)); done; exit 5"), LIMITS).orThrow();
      Runtime.getRuntime().halt(137);
    }
  }

  @Test
  void isNotTakenForAnotherProcessWithTheSameId() throws IOException {
    DetachedProcess process = start("sleep", "600");
    Path pid = folder.resolve("job/pid");
    List<String> lines = Files.readAllLines(pid);
    Path other = Files.createDirectory(folder.resolve("other"));
    String stat = Files.readString(Path.of("/proc/self/stat"));
    Files.write(other.resolve("pid"), List.of(lines.get(0), lines.get(1), stat.strip()));
    DetachedProcess stranger = DetachedProcess.find(other).orElseThrow();
    assertEquals(State.Vanished.VANISHED, stranger.state());
    assertTrue(stranger.kill());
    assertEquals(State.Running.RUNNING, process.state());
    assertTrue(process.kill());
  }

  @Test
  void doesNotStartWhereItCannotWrite() {
    assertEquals("tool-failed", DetachedProcess.start(Path.of("/proc/job"), List.of("true"), LIMITS).failure()
        .orElseThrow().code());
    assertEquals("tool-missing", DetachedProcess.start(folder.resolve("job"), List.of("surely-not-there"), LIMITS)
        .failure().orElseThrow().code());
  }
}
