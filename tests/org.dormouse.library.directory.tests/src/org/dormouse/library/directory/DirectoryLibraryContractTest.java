package org.dormouse.library.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.contract.LibraryBackendContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLibraryContractTest extends LibraryBackendContract {
  @TempDir
  Path folder;
  private LibraryFixture library;

  @BeforeEach
  void makeLibrary() {
    library = new LibraryFixture(folder);
    library.twoDisks("a-two-disks");
    library.file("sub/lone.qcow2", "lone");
  }

  @Override
  protected LibraryBackend newLibrary() {
    return library.backend();
  }

  @Override
  protected BackendSpec spec() {
    return library.spec;
  }

  @Override
  protected List<BackendSpec> brokenSpecs() {
    return List.of(new BackendSpec("lab", "directory", Map.of()),
        new BackendSpec("lab", "directory", Map.of("path", "relative/path")),
        new BackendSpec("lab", "directory", Map.of("path", folder.resolve("nowhere").toString())),
        new BackendSpec("lab", "other", library.spec.settings()));
  }

  @Override
  protected String writeImage(Path path, String word) {
    try {
      Files.writeString(path, word);
      return LibraryFixture.sha256(word);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected String content(Path image) {
    return library.read(library.root.relativize(image).toString());
  }

  @Override
  protected void replaceImage(Path image) {
    try {
      Files.move(library.file("theirs", "theirs"), image, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void age(Duration time) {
    library.passes(time);
  }
}
