package org.dormouse.realguest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an engine that has left still has of its runs. Nothing may be there but kept generations and their history. */
record Leftovers(Path folder, Path library, Path state) {

  /** The lock's file, and of each VM its history and the files of its kept generations, packed or not. */
  private static final Pattern KEPT = Pattern.compile("lock|generations/[^/]+/(history\\.json|[0-9]+/.+)");

  /** Processes that have our folder in their command line. */
  List<String> processes() {
    List<String> found = new ArrayList<>();
    ProcessHandle.allProcesses().filter(process -> process.pid() != ProcessHandle.current().pid()).forEach(process -> {
      try {
        String command = new String(Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline")),
            StandardCharsets.UTF_8).replace('\0', ' ');
        if (command.contains(folder + "/")) {
          found.add(command);
        }
      } catch (IOException e) {
        // ended meanwhile
      }
    });
    return found;
  }

  /** Overlays, media, sockets of guests, incoming and set aside files, intents, excused identities. */
  List<String> files() {
    List<String> found = new ArrayList<>();
    for (Path place : List.of(state.resolve("hosts"), state.resolve("work"))) {
      // sockets are no regular files
      tree(place).filter(file -> !file.toString().contains("/.host/")).forEach(file -> found.add(file.toString()));
    }
    Path own = library.resolve(".dormouse");
    tree(own).filter(file -> !KEPT.matcher(own.relativize(file).toString()).matches())
        .forEach(file -> found.add(file.toString()));
    return found;
  }

  private static Stream<Path> tree(Path place) {
    if (!Files.exists(place)) {
      return Stream.of();
    }
    try (Stream<Path> tree = Files.walk(place)) {
      return tree.filter(file -> !Files.isDirectory(file)).toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Names in the library but Dormouse's own folder. */
  Set<String> libraryNames() {
    try (Stream<Path> files = Files.list(library)) {
      Set<String> names = new TreeSet<>();
      files.map(file -> file.getFileName().toString()).filter(name -> !name.equals(".dormouse")).forEach(names::add);
      return names;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Where the engine that runs, or did to its sudden end, has its socket. */
  Optional<Path> socket() {
    try {
      Path address = state.resolve("engine.address");
      return Files.exists(address) ? Optional.of(Path.of(Files.readString(address).strip())) : Optional.empty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
