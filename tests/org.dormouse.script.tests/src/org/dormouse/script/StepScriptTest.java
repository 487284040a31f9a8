package org.dormouse.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dormouse.script.ShellFixture.Call;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.CommandJournal.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepScriptTest {

  @TempDir
  private Path folder;
  private ShellFixture shell;

  @BeforeEach
  void begin() throws IOException {
    shell = new ShellFixture(folder);
  }

  private static final List<Command> MIXED = List.of(
      Command.onHost(List.of("dormouse", "here", "it's"), "first"),
      new Command(Place.GUEST, List.of("dormouse", "in", "guest"), "", ""),
      new Command(Place.GUEST, List.of("/bin/sh", "-s"), "dormouse job '1'\n: <<END\nEND\n", "a job"),
      Command.onHost(List.of("dormouse", "last"), ""));

  @Test
  void whatWasCarriedOutHereIsCarriedOutAndWhatWasInTheGuestIsOnlyShown() throws IOException, InterruptedException {
    String script = StepScript.of("install of lab/web", MIXED);
    assertEquals(List.of(new Call(List.of("here", "it's"), ""), new Call(List.of("last"), "")), shell.calls(script));
    assertTrue(shell.run(script).contains("dormouse in guest"));
  }

  @Test
  void whoCanReachTheGuestCarriesItOutThere() throws IOException, InterruptedException {
    String script = StepScript.of("install of lab/web", MIXED).replaceFirst("(?m)^  cat$", "  /bin/sh");
    assertEquals(List.of(new Call(List.of("here", "it's"), ""), new Call(List.of("in", "guest"), ""),
        new Call(List.of("job", "1"), ""), new Call(List.of("last"), "")), shell.calls(script));
  }

  @Test
  void withoutAGuestThereIsNoWordOfOne() {
    assertFalse(StepScript.of("deploy", List.of(MIXED.getFirst())).contains("guest"));
  }

  @Test
  void whatWasAskedAgainAndAgainStandsThereOnce() {
    Command query = new Command(Place.GUEST, List.of("tail", "-n", "1", "/run/x"), "", "");
    String script = StepScript.of("install", List.of(query, MIXED.get(1), query, query));
    assertEquals(script.indexOf("tail -n 1"), script.lastIndexOf("tail -n 1"));
  }

  @Test
  void aFileThatWasWrittenIsWrittenAgain() throws IOException, InterruptedException {
    String content = "line 1\n\ttab 'quoted' $HOME\n\u001b[0m no break at the end";
    Path file = folder.resolve("written file");
    shell.run(StepScript.of("x", List.of(new Command(Place.HOST, List.of("install", "-m", "600", "/dev/stdin",
        file.toString()), content, ""))));
    assertEquals(content, Files.readString(file));
  }
}
