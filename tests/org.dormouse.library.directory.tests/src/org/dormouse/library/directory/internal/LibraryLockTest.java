package org.dormouse.library.directory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryLockTest {
  @TempDir
  Path folder;
  private final LibraryLock lock = new LibraryLock(Duration.ofMillis(50));
  private LibraryFolder library;

  @BeforeEach
  void makeLibrary() throws IOException {
    library = new LibraryFolder("lab", folder.toRealPath());
    library.makeOwn();
  }

  private Refusal refused() {
    return assertThrows(Refusal.class, () -> lock.holdingLibrary(library, () -> "never"));
  }

  @Test
  void aLockThatSomebodyElseHoldsIsAPassingTroubleAfterAWhile() throws IOException {
    try (var channel = FileChannel.open(library.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      assertTrue(held.isValid());
      assertEquals("library-busy", refused().trouble().code());
      assertTrue(refused().trouble().passing());
    }
  }

  @Test
  void theLockIsFreeAgainWhateverTheWorkCameTo() throws Exception {
    assertThrows(IOException.class, () -> lock.holdingLibrary(library, () -> {
      throw new IOException("no");
    }));
    assertThrows(IllegalStateException.class, () -> lock.holdingLibrary(library, () -> {
      throw new IllegalStateException("no");
    }));
    assertEquals("done", lock.holdingLibrary(library, () -> "done"));
    assertEquals("done", new LibraryLock(Duration.ofMillis(50)).holdingLibrary(library, () -> "done"));
  }

  @Test
  void twoMachinesDoNotWaitForEachOtherButOneForItself() throws Exception {
    String both = lock.holdingMachine(library, "a", () -> lock.holdingMachine(library, "b", () -> "both"));
    assertEquals("both", both);
    Refusal refused = lock.holdingMachine(library, "a", () -> CompletableFuture.supplyAsync(() ->
        assertThrows(Refusal.class, () -> lock.holdingMachine(library, "a", () -> "never"))).join());
    assertEquals("library-busy", refused.trouble().code());
  }
}
