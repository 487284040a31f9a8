package org.dormouse.update.apt.internal.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script of a scan asks apt for, by a shell of this machine and an apt that only writes down what it is asked. */
class ScanScriptTest {
  private static final String INDEX = "dm-index-01234567 dormouse";
  /** Nothing of this machine is mounted, read or asked. */
  private static final String STAND_INS = """
      prepare() { mkdir -p "$1"; }
      apt_get() {
        echo "$*" >> "$B/asked"
        case $* in *update*) echo release > "$B/lists/x_InRelease" ;; *-s*) cat "$B/answer" ;; esac
      }
      list_packages() { : > "$1"; }
      """;
  @TempDir
  Path folder;

  @BeforeEach
  void nothingIsPending() throws IOException {
    Files.writeString(folder.resolve("answer"), "0 upgraded, 0 newly installed.\n");
  }

  private List<String> scan() throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("asked"));
    String script = "B='" + folder + "'\nINDEX='" + INDEX + "'\n" + resource("common.sh") + STAND_INS
        + resource("scan.sh");
    Process shell = new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true).start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(shell.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, shell.exitValue(), said);
    assertTrue(Files.readString(folder.resolve("scan/codes")).contains("update 0\n"));
    assertTrue(Files.readString(folder.resolve("scan/lists")).contains("x_InRelease"));
    return Files.readAllLines(folder.resolve("asked")).stream().map(ScanScriptTest::verb).toList();
  }

  private static String verb(String asked) {
    return asked.contains("--print-uris") ? "uris" : asked.contains("-s dist-upgrade") ? "simulate" : asked;
  }

  private static String resource(String name) throws IOException {
    try (var in = GuestPlace.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aptReadsTheIndexAndSaysWhatItNeedsWhereItNeedsAnything() throws IOException, InterruptedException {
    assertEquals(List.of("update", "simulate"), scan());
    Files.writeString(folder.resolve("answer"), "Inst hello [1] (2 Test:stable [amd64])\n");
    assertEquals(List.of("update", "simulate", "uris"), scan());
    Files.writeString(folder.resolve("answer"), "Remv hello [1]\n");
    assertEquals(List.of("update", "simulate", "uris"), scan());
  }

  @Test
  void afterAnInstallationItsListsAreToldOnceWithoutReadingThemAgain() throws IOException, InterruptedException {
    scan();
    Files.writeString(folder.resolve("installed"), INDEX + "\n");
    assertEquals(List.of("simulate"), scan());
    assertFalse(Files.exists(folder.resolve("installed")));
    assertEquals(List.of("update", "simulate"), scan(), "a scan that is repeated begins from nothing");
  }

  @Test
  void listsOfAnotherIndexAreNotGoneBy() throws IOException, InterruptedException {
    scan();
    Files.writeString(folder.resolve("installed"), "dm-index-76543210 dormouse\n");
    assertEquals(List.of("update", "simulate"), scan());
  }
}
