package org.dormouse.servicing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dormouse.servicing.Machines;
import org.dormouse.servicing.preflight.SpaceNeed;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Free space in a library is what is free now, less what others are about to write. */
class StoreRoomTest {

  private static final long MIB = 1 << 20;

  @TempDir
  private Path folder;

  private long free = 1000 * MIB;
  private final StoreRoom room = new StoreRoom(image -> free);

  /** Needs 356 MiB. */
  private Optional<Trouble> reserve(String name) throws IOException {
    StoredMachine machine = machine(name);
    return room.reserve(name, machine, need(machine), List.of(folder.resolve(name + ".new")));
  }

  private StoredMachine machine(String name) throws IOException {
    Path image = folder.resolve(name + ".qcow2");
    return Machines.machine(name, 512, 1, Files.exists(image) ? image : Files.createFile(image));
  }

  private static SpaceNeed need(StoredMachine machine) {
    return new SpaceNeed(machine, List.of(new ImageFacts(DiskFormat.QCOW2, 10_000 * MIB, 100 * MIB, List.of(),
        Optional.empty(), Optional.empty(), List.of(), false, false, false, false)));
  }

  @Test
  void whatOthersAreAboutToWriteIsNotFree() throws IOException {
    assertEquals(Optional.empty(), reserve("one"));
    assertEquals(Optional.empty(), reserve("two"));
    Trouble trouble = reserve("three").orElseThrow();
    assertEquals("no-space-in-library", trouble.code());
    assertTrue(trouble.passing(), "it would fit alone");
    room.leave("one");
    assertEquals(Optional.empty(), reserve("three"));
  }

  @Test
  void whatOthersHaveWrittenIsNotCountedTwice() throws IOException {
    reserve("one");
    try (RandomAccessFile target = new RandomAccessFile(folder.resolve("one.new").toFile(), "rw")) {
      target.setLength(300 * MIB);
    }
    free = 700 * MIB;
    reserve("two");
    free = 500 * MIB;
    assertTrue(reserve("three").isPresent());
    room.leave("two");
    assertEquals(Optional.empty(), reserve("three"));
  }

  @Test
  void keptGenerationsThatCameMeanwhileCount() throws IOException {
    free = 300 * MIB;
    Trouble trouble = reserve("one").orElseThrow();
    assertFalse(trouble.passing());
    assertTrue(trouble.message().contains("356 MiB") && trouble.message().contains("300 MiB left"), trouble.message());
    free = 400 * MIB;
    assertEquals(Optional.empty(), reserve("one"), "nothing had been reserved by the refusal");
  }

  @Test
  void askingAgainTakesNoMoreRoom() throws IOException {
    for (int i = 0; i < 5; i++) {
      assertEquals(Optional.empty(), reserve("one"));
    }
  }
}
