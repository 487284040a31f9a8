package org.dormouse.library.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.dormouse.library.directory.internal.CommitProbe;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.CommandJournal.Place;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsToldTest {
  @TempDir
  private Path folder;

  /** Runs the program as it is told, with its words as they are. */
  private static void run(List<String> words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).inheritIO().start();
    assertEquals(0, process.waitFor(), words::toString);
  }

  private static TreeMap<String, String> images(Path root) throws IOException {
    TreeMap<String, String> images = new TreeMap<>();
    try (var files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.startsWith(".dormouse/") || name.startsWith(".dormouse/generations/")) {
          images.put(name, Files.readString(file));
        }
      }
    }
    return images;
  }

  @Test
  void carriedOutAgainTheCommandsOfACommitDoWhatItDid() throws IOException, InterruptedException {
    Path root = Files.createDirectory(folder.resolve("it's a library"));
    LibraryFixture library = new LibraryFixture(root);
    StoredMachine web = library.twoDisks("web");
    List<Command> told = new ArrayList<>();
    DirectoryLibrary backend = new DirectoryLibrary(() -> LibraryFixture.START, CommitProbe.NONE, (key, command) -> {
      assertEquals("run-1", key);
      told.add(command);
    });
    List<FileIdentity> claimed = backend.identify(library.spec, web).orThrow();
    List<String> hashes = library.write(backend, web, "run-1", "new");
    assertEquals(List.of(), told);
    Path before = folder.resolve("before");
    run(List.of("cp", "-a", root.toString(), before.toString()));
    backend.commit(library.spec, web, "run-1", claimed, hashes).orThrow();
    TreeMap<String, String> after = images(root);

    run(List.of("rm", "-r", root.toString()));
    run(List.of("mv", before.toString(), root.toString()));
    for (Command command : told) {
      assertEquals(Place.HOST, command.place());
      run(command.words());
    }
    TreeMap<String, String> again = images(root);
    after.keySet().removeIf(name -> name.endsWith(".json"));
    again.keySet().removeIf(name -> name.endsWith(".json"));
    assertEquals(after, again);
    assertEquals("new 0.qcow2", again.get("web-root.qcow2"));
    assertTrue(told.stream().anyMatch(command -> command.words().getFirst().equals("sync")));
  }
}
