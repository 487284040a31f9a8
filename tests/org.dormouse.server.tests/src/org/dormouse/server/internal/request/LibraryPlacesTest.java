package org.dormouse.server.internal.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.client.Failures;
import org.dormouse.inventory.memory.MemoryInventory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No two libraries share files, however their folders are written. */
class LibraryPlacesTest {

  @TempDir
  private Path folder;

  private final DefinitionRequests requests =
      new DefinitionRequests(new MemoryInventory(InstantSource.system()), List::of, gone -> {});
  private Path images;

  @BeforeEach
  void addOne() throws IOException {
    images = Files.createDirectories(folder.resolve("images"));
    add("first", images);
  }

  private void add(String name, Path path) {
    requests.put(new Put("library", name, Map.of("type", "directory", "settings", Map.of("path", path.toString())), -1),
        new Caller("me", progress -> {}));
  }

  private void refused(Path path, String how) {
    var refusal = assertThrows(RuntimeException.class, () -> add("second", path));
    var error = Failures.reason(refusal);
    assertEquals("libraries-overlap", error.code());
    assertTrue(error.message().contains("\"first\"") && error.message().contains(how), error.message());
    assertEquals(1, requests.list("library").size());
  }

  @Test
  void oneFolderUnderTwoNamesIsRefused() throws IOException {
    refused(images, "is");
    refused(images.resolve("../images"), "is");
    refused(Files.createSymbolicLink(folder.resolve("link"), images), "is");
  }

  @Test
  void aFolderInsideOrAroundAnotherIsRefused() throws IOException {
    refused(Files.createDirectories(images.resolve("web/old")), "lies inside");
    refused(folder, "holds");
    Path link = Files.createSymbolicLink(Files.createDirectories(folder.resolve("links")).resolve("web"),
        images.resolve("web"));
    refused(link, "lies inside");
    refused(images.resolve("not/there"), "lies inside");
  }

  @Test
  void neighboursAndTheLibraryItselfAreNot() throws IOException {
    add("first", images);
    add("second", Files.createDirectories(folder.resolve("images2")));
    assertEquals(2, requests.list("library").size());
  }
}
