package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.dormouse.ui.parts.FileWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWorkTest {

  @TempDir
  private Path folder;

  @Test
  void putsTheNewFileInPlaceOfTheOldOne() throws IOException {
    Path file = Files.writeString(folder.resolve("report.csv"), "old");
    FileWork.replace(file, part -> Files.writeString(part, "new"));
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("report.csv"), names());
  }

  @Test
  void leavesTheOldFileWhereWritingFails() throws IOException {
    Path file = Files.writeString(folder.resolve("report.csv"), "old");
    assertThrows(IOException.class, () -> FileWork.replace(file, part -> {
      Files.writeString(part, "half of it");
      throw new IOException("No space left on device");
    }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("report.csv"), names());
  }

  @Test
  void saysInWordsWhatWentWrong() {
    assertEquals("/a/b is not there.", FileWork.trouble(new NoSuchFileException("/a/b")).message());
    assertEquals("/a/b may not be read or written by you.",
        FileWork.trouble(new AccessDeniedException("/a/b")).message());
    assertEquals("The file could not be read or written.", FileWork.trouble(new IOException()).message());
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
