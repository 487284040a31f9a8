package org.dormouse.server.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.dormouse.api.client.EngineCommand;
import org.dormouse.api.client.StatePlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Framework caches that installations of the past left in the state folder. */
final class FrameworkCaches {

  private static final Logger LOG = LoggerFactory.getLogger(FrameworkCaches.class);

  private FrameworkCaches() {}

  static void removeOthers(StatePlace state, Optional<EngineCommand> present) {
    Path caches = state.folder().resolve("osgi");
    if (present.isEmpty() || !Files.isDirectory(caches)) {
      return;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(caches)) {
      String keep = present.get().cacheName();
      for (Path folder : folders) {
        if (!folder.getFileName().toString().equals(keep)) {
          remove(folder);
        }
      }
    } catch (IOException e) {
      LOG.warn("old framework caches in {} were not removed", caches, e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
