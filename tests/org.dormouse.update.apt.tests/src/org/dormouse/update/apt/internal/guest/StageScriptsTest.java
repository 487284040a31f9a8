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

/** What the scripts of the stages ask apt for, by a shell of this machine and an apt that only writes down what it is asked. */
class StageScriptsTest {
  /** Nothing of this machine is mounted, read or asked. */
  private static final String STAND_INS = """
      prepare() { mkdir -p "$1"; }
      apt_get() {
        echo "$*" >> "$B/asked"
        case $* in
          *update*) echo release > "$B/lists/x_InRelease" ;;
          *-s*) cat "$B/answer" ;;
          *print-uris*) ;;
          *) [ ! -e "$B/fails" ] || return 100 ;;
        esac
      }
      list_packages() { : > "$1"; }
      dpkg() { :; }
      """;
  @TempDir
  Path folder;

  @BeforeEach
  void nothingIsPending() throws IOException {
    Files.writeString(folder.resolve("answer"), "0 upgraded, 0 newly installed.\n");
  }

  /** What was asked of apt. */
  private List<String> run(String stage) throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("asked"));
    String script = "B='" + folder + "'\nCYCLE=1\nAPT_OPTIONS=\n" + resource("common.sh") + STAND_INS
        + resource(stage + ".sh");
    Process shell = new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true).start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(shell.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, shell.exitValue(), said);
    assertTrue(Files.exists(folder.resolve(stage + "/done")));
    return Files.readAllLines(folder.resolve("asked")).stream().map(StageScriptsTest::verb).toList();
  }

  private static String verb(String asked) {
    return asked.contains("--print-uris") ? "uris" : asked.contains("-s dist-upgrade") ? "simulate"
        : asked.contains("dist-upgrade") ? "install" : asked;
  }

  private String codes(String stage) throws IOException {
    return Files.readString(folder.resolve(stage + "/codes"));
  }

  private static String resource(String name) throws IOException {
    try (var in = GuestPlace.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aptReadsTheIndexAndSaysWhatItNeedsWhereItNeedsAnything() throws IOException, InterruptedException {
    assertEquals(List.of("update", "simulate"), run("scan"));
    assertTrue(codes("scan").contains("update 0\n"));
    assertTrue(Files.readString(folder.resolve("scan/lists")).contains("x_InRelease"));
    Files.writeString(folder.resolve("answer"), "Inst hello [1] (2 Test:stable [amd64])\n");
    assertEquals(List.of("update", "simulate", "uris"), run("scan"));
    Files.writeString(folder.resolve("answer"), "Remv hello [1]\n");
    assertEquals(List.of("update", "simulate", "uris"), run("scan"));
  }

  @Test
  void anInstallationIsFollowedByALookAtTheSameLists() throws IOException, InterruptedException {
    run("scan");
    assertEquals(List.of("install", "simulate"), run("install"));
    assertTrue(codes("install").contains("install 0\n") && codes("install").contains("simulate 0\n"));
    Files.writeString(folder.resolve("answer"), "Inst hello [1] (2 Test:stable [amd64])\n");
    assertEquals(List.of("install", "simulate", "uris"), run("install"));
  }

  @Test
  void oneThatFailedOrThatHadToReadTheListsItselfIsNot() throws IOException, InterruptedException {
    assertEquals(List.of("update", "install"), run("install"));
    assertFalse(codes("install").contains("simulate"));
    Files.writeString(folder.resolve("fails"), "");
    assertEquals(List.of("install"), run("install"));
    assertTrue(codes("install").contains("install 100\n"));
  }
}
