package org.dormouse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookFileTest {

  @TempDir
  private Path folder;

  private List<Object> read(String json) throws IOException {
    return HookFile.read(Files.writeString(folder.resolve("hooks.json"), json));
  }

  @Test
  void aListOneHookAndADocumentAreUnderstood() throws IOException {
    Map<String, Object> hook = Map.of("name", "web", "timeout", 60L);
    for (String json : List.of("[{'name':'web','timeout':60}]", "{'name':'web','timeout':60}",
        "{'hooks':[{'name':'web','timeout':60}]}")) {
      assertEquals(List.of(hook), read(json.replace('\'', '"')));
    }
  }

  @Test
  void aScriptMayLieInAFileBesideIt() throws IOException {
    Files.writeString(folder.resolve("prepare.sh"), "#!/bin/sh\ntrue\n");
    assertEquals(List.of(Map.of("name", "prepare", "script", "#!/bin/sh\ntrue\n")),
        read("[{\"name\":\"prepare\",\"scriptFile\":\"prepare.sh\"}]"));
    CommandFailed missing = assertThrows(CommandFailed.class,
        () -> read("[{\"name\":\"prepare\",\"scriptFile\":\"gone.sh\"}]"));
    assertTrue(missing.getMessage().contains(folder.resolve("gone.sh").toString()), missing.getMessage());
  }

  @Test
  void whatIsNoJsonIsRefusedWithAnExample() {
    assertThrows(CommandFailed.class, () -> read("[{"));
    assertThrows(CommandFailed.class, () -> read("no"));
  }

  @Test
  void aHookIsOneLineForPeople() {
    assertEquals("afterInstall healthCheck: http http://localhost/ (60 s, 3 looks, may fail)", HookFile.line(Map.of(
        "name", "web", "juncture", "afterInstall", "kind", "healthCheck", "check", "http", "target",
        "http://localhost/", "timeout", 60L, "mayFail", true)));
    assertEquals("beforeInstall guestScript, 2 lines (300 s)",
        HookFile.line(Map.of("name", "prepare", "script", "#!/bin/sh\ntrue\n")));
  }
}
