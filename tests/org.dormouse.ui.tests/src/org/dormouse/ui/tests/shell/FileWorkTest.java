package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dormouse.api.ApiError;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.FileWork;
import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWorkTest {
  private static final long LIMIT_SECONDS = 30;

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
  void aCancelInTheProgressViewLeavesTheOldFileAndNoHalfOne() throws Exception {
    Path file = Files.writeString(folder.resolve("report.csv"), "old");
    CountDownLatch half = new CountDownLatch(1);
    BlockingQueue<ApiError> failures = new LinkedBlockingQueue<>();
    FileWork.start("Write report.csv", () -> {
      FileWork.replace(file, part -> {
        Files.writeString(part, "half of it");
        half.countDown();
        // a share that has stopped answering
        while (!Thread.currentThread().isInterrupted()) {
          Thread.onSpinWait();
        }
      });
      return file;
    }, written -> failures.add(new ApiError("", "written", "", "")), failures::add);
    assertTrue(half.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    Job writing = Stream.of(Job.getJobManager().find(null)).filter(job -> job.getName().equals("Write report.csv"))
        .findFirst().orElseThrow();
    writing.cancel();
    ApiError said = failures.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertEquals("cancelled", said.code());
    assertEquals("Cancelled: Write report.csv. No file was changed.", ErrorText.line(said));
    writing.join();
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
