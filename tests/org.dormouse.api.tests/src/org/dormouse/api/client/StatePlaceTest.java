package org.dormouse.api.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatePlaceTest {

  @TempDir
  private Path folder;

  @Test
  void theEnvironmentNamesTheFolder() {
    assertEquals(folder.resolve("a"), StatePlace.of(Map.of("DORMOUSE_HOME", folder + "/a"), folder).folder());
    assertEquals(folder.resolve("b/dormouse"), StatePlace.of(Map.of("XDG_STATE_HOME", folder + "/b"), folder).folder());
    assertEquals(folder.resolve(".local/state/dormouse"), StatePlace.of(Map.of("DORMOUSE_HOME", " "), folder).folder());
  }

  @Test
  void everyStateFolderHasASocketOfItsOwnThatCanBeBound() {
    String deep = folder + "/" + "a-long-name/".repeat(20);
    StatePlace one = StatePlace.of(Map.of("DORMOUSE_HOME", deep + "one"), folder);
    StatePlace two = StatePlace.of(Map.of("DORMOUSE_HOME", deep + "two"), folder);
    assertNotEquals(one.socket(), two.socket());
    assertTrue(one.socket().toString().getBytes(StandardCharsets.UTF_8).length <= StatePlace.SOCKET_LIMIT);
  }

  @Test
  void theRuntimeFolderIsTakenWhereItIsOursAndShortEnough() throws IOException {
    Path runtime = Files.createDirectory(folder.resolve("run"));
    StatePlace taken = StatePlace.of(Map.of("DORMOUSE_HOME", folder + "/a", "XDG_RUNTIME_DIR", runtime.toString()),
        folder);
    assertTrue(taken.socket().startsWith(runtime), taken.socket().toString());
    StatePlace missing = StatePlace.of(Map.of("DORMOUSE_HOME", folder + "/a", "XDG_RUNTIME_DIR", folder + "/none"),
        folder);
    assertTrue(missing.socket().startsWith("/tmp"), missing.socket().toString());
    Path long1 = Files.createDirectories(folder.resolve("x".repeat(90)));
    StatePlace tooLong = StatePlace.of(Map.of("DORMOUSE_HOME", folder + "/a", "XDG_RUNTIME_DIR", long1.toString()),
        folder);
    assertTrue(tooLong.socket().startsWith("/tmp"), tooLong.socket().toString());
  }

  @Test
  void aLinkToTheStateFolderLeadsToTheSameSocket() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertEquals(StatePlace.of(Map.of("DORMOUSE_HOME", real.toString()), folder).socket(),
        StatePlace.of(Map.of("DORMOUSE_HOME", link.toString()), folder).socket());
  }

  @Test
  void whatARunningEngineHasWrittenCountsMoreThanTheEnvironment() throws IOException {
    StatePlace place = StatePlace.of(Map.of("DORMOUSE_HOME", folder.toString()), folder);
    assertEquals(place.socket(), place.knownSocket());
    Files.writeString(place.address(), "/run/elsewhere/engine.sock\n");
    assertEquals(Path.of("/run/elsewhere/engine.sock"), place.knownSocket());
    Files.write(place.address(), new byte[100_000]);
    assertEquals(place.socket(), place.knownSocket());
  }
}
