package org.dormouse.library.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dormouse.spi.Generation;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** As {@link CommitCutTest}, but with a process of its own that really dies, lock and all. */
class CommitKillTest {
  private static final int WHOLE = 7;
  @TempDir
  Path folder;

  /** The process that dies: arguments are the library's folder and after how many steps. */
  static final class Victim {
    private static int left;

    public static void main(String[] arguments) {
      var library = new LibraryFixture(Path.of(arguments[0]));
      left = Integer.parseInt(arguments[1]);
      StoredMachine machine = library.machine("web");
      library.service(library.backend(step -> {
        if (--left == 0) {
          Runtime.getRuntime().halt(9);
        }
      }), machine, "run-1", "new").orThrow();
      Runtime.getRuntime().halt(WHOLE);
    }
  }

  @Test
  void aProcessThatDiesAtAnyStepLeavesOldOrNew() throws Exception {
    for (int cut = 1;; cut++) {
      var library = new LibraryFixture(Files.createDirectories(folder.resolve("library" + cut)));
      StoredMachine machine = library.twoDisks("web");
      int exit = victim(library.root, cut);
      var backend = library.backend();
      backend.recover(library.spec).orThrow();
      List<String> content = List.of(library.read("web-root.qcow2"), library.read("web-data.raw"));
      assertTrue(content.equals(List.of("old root", "old data")) || content.equals(List.of("new 0.qcow2", "new 1.raw")),
          () -> content.toString());
      assertEquals(List.of(), library.codes());
      Generation last = library.service(backend, machine, "run-2", "newer").orThrow();
      assertEquals(content.getFirst().startsWith("new") ? 3 : 2, last.number());
      if (exit == WHOLE) {
        assertEquals(14, cut);
        return;
      }
      assertEquals(9, exit);
    }
  }

  private static int victim(Path library, int cut) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = Stream.of(Victim.class, DirectoryLibrary.class, LibraryBackend.class, Gson.class,
        LoadSettings.class, Zstd.class).flatMap(CommitKillTest::place).distinct().collect(Collectors.joining(File.pathSeparator));
    Process process = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath,
        Victim.class.getName(), library.toString(), String.valueOf(cut)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertTrue(List.of(9, WHOLE).contains(process.exitValue()), output);
    return process.exitValue();
  }

  /** Where a class was loaded from; a bundle that is run from its project has its classes below. */
  private static Stream<String> place(Class<?> type) {
    try {
      Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Stream.of(place, place.resolve("target/classes"), place.resolve("bin")).map(Path::toString);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
