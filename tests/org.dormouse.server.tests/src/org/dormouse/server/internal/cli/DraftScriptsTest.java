package org.dormouse.server.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Authoring.Script;
import org.dormouse.api.Authoring.ScriptOf;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.cli.Main;
import org.dormouse.server.internal.Simulated;
import org.dormouse.server.internal.TestProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of drafts: what they define, and that they do no more than was asked for. */
class DraftScriptsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir
  private Path folder;
  private TestProcess engine;
  private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());

  @BeforeEach
  void begin() throws IOException {
    engine = Simulated.process().start(TestProcess.NEVER);
  }

  @AfterEach
  void end() throws IOException {
    engine.close();
  }

  private Script script(List<Put> drafts, List<String> run, Optional<String> assess) throws IOException {
    try (EngineConnection client = engine.connect()) {
      return client.ask(api -> api.scripts(new ScriptOf(drafts, run, assess)), SOON);
    }
  }

  private static Put draft(String kind, String name, long version, Map<String, Object> document) {
    return new Put(kind, name, document, version);
  }

  @Test
  void aJobIsRunOnlyWhereThatIsAskedForAndElseACommentSaysHow() throws IOException, InterruptedException {
    Put job = draft("job", "the night", 0, Map.of("virtualMachines", List.of("lab/*"), "updateService", "updates"));
    Script defined = script(List.of(job), List.of(), Optional.empty());
    assertEquals(List.of("create"), ScriptCalls.of(folder, defined.text()).stream().map(call -> call.words().get(1)).toList());
    assertTrue(defined.text().contains("# To run it:\n# dormouse job run 'the night'\n"), defined.text());
    Script run = script(List.of(job), List.of("the night"), Optional.empty());
    assertEquals(List.of("job", "run", "the night"), ScriptCalls.of(folder, run.text()).getLast().words());
    assertFalse(run.text().contains("To run it"), run.text());
  }

  @Test
  void whatIsNewReplacesNothingAndWhatIsThereIsReplaced() throws IOException {
    for (String kind : List.of("host", "service", "group", "job")) {
      assertFalse(script(List.of(draft(kind, "x", 0, Map.of())), List.of(), Optional.empty()).text()
          .contains("--replace"), kind);
      assertTrue(script(List.of(draft(kind, "x", 3, Map.of())), List.of(), Optional.empty()).text()
          .contains("--replace"), kind);
    }
  }

  @Test
  void severalDraftsAreOneScriptThatEndsWithTheAssessment() throws IOException, InterruptedException {
    Script all = script(List.of(draft("library", "lab", 0, Map.of("type", "simulated")),
        draft("service", "updates", 0, Map.of("type", "simulated"))), List.of(), Optional.of("updates"));
    assertEquals(List.of(List.of("library", "add", "lab"), List.of("service", "add", "updates"),
        List.of("vm", "assess", "--service")), ScriptCalls.of(folder, all.text()).stream().map(call -> call.words().subList(0, 3))
        .toList());
    for (ScriptCalls.Call call : ScriptCalls.of(folder, all.text())) {
      assertEquals(0, Main.execute(engine.state, nowhere, nowhere, call.words().toArray(String[]::new)), call.toString());
    }
  }
}
