package org.dormouse.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.DiskReader.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file system that was not unmounted is read as it is after the journal was replayed, here by e2fsck. */
class JournalTest {

  private static final int BLOCKS = 300;
  private static final int TRANSACTIONS = 25;
  private static final int MAGIC = 0xc03b3998;

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"1024,64bit,-c -v 3,1", "1024,^64bit,-c -v 2,2", "4096,64bit,-c -v 2,3", "4096,^64bit,'',4",
      "2048,64bit,'',5", "4096,64bit,-c -v 3,6"})
  void isReadAsItsJournalLeavesIt(int blockBytes, String feature, String open, long seed) throws IOException {
    Path image = fileSystem(blockBytes, feature);
    Random random = new Random(seed);
    List<String> blocks = blocksOf(image);
    List<String> script = new ArrayList<>(List.of("journal_open " + open));
    for (int transaction = 0; transaction < TRANSACTIONS; transaction++) {
      if (transaction % 3 == 1) {
        // debugfs makes a mess of transactions that write and revoke.
        script.add("journal_write -r " + String.join(",", some(blocks, 30, random)));
        continue;
      }
      List<String> written = some(blocks, 1 + random.nextInt(60), random);
      Path data = Files.write(folder.resolve("data" + transaction), content(written.size(), blockBytes, random));
      // Nothing of a transaction that was not committed counts.
      script.add("journal_write -b " + String.join(",", written)
          + (transaction == TRANSACTIONS - 1 ? " -c " : " ") + data);
    }
    script.addAll(List.of("journal_close", "quit"));
    Disks.tool("debugfs", "-w", "-f", Files.write(folder.resolve("script"), script).toString(), image.toString());
    Path replayed = Files.copy(image, folder.resolve("replayed.img"));
    Disks.tool("e2fsck", "-fy", replayed.toString());

    assertEquals(State.CLEAN, state(replayed));
    assertEquals(State.NEEDS_REPLAY, state(image));
    byte[] expected = data(replayed);
    assertArrayEquals(expected, data(image));
    int incompatible = 1024 + 0x60;
    Disks.put(image, incompatible, new byte[] {(byte) (Files.readAllBytes(image)[incompatible] & ~4)});
    assertFalse(Arrays.equals(expected, data(image)), "there was nothing to replay");
  }

  @Test
  void isReadAsItLiesWhereTheJournalIsDamaged() throws IOException {
    Path image = fileSystem(1024, "64bit");
    Path data = Files.write(folder.resolve("data"), new byte[1024]);
    Path script = Files.write(folder.resolve("script"), List.of("journal_open", "journal_write -b "
        + blocksOf(image).getFirst() + " " + data, "journal_close", "quit"));
    byte[] before = data(image);
    Disks.tool("debugfs", "-w", "-f", script.toString(), image.toString());
    byte[] bytes = Files.readAllBytes(image);
    int journal = 1024 * Integer.parseInt(Disks.tool("debugfs", "-R", "bmap <8> 0", image.toString()).lines().toList()
        .getLast().strip());
    Random random = new Random(8);
    for (int round = 0; round < 300; round++) {
      byte[] damaged = Arrays.copyOfRange(bytes, journal, journal + 4096);
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        damaged[random.nextInt(damaged.length) % (round % 2 == 0 ? 96 : damaged.length)] = (byte) random.nextInt();
      }
      Disks.put(image, journal, damaged);
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
        assertEquals(State.NEEDS_REPLAY, state(image));
        data(image);
      });
    }
    Disks.put(image, journal, new byte[] {1, 2, 3, 4});
    assertArrayEquals(before, data(image));
  }

  private Path fileSystem(int blockBytes, String feature) throws IOException {
    Path root = Disks.debianRoot(folder.resolve("root"));
    Files.write(root.resolve("data"), content(BLOCKS, blockBytes, new Random(0)));
    return Disks.fileSystem(folder.resolve("vm.img"), root, "32M", "-t", "ext4", "-b", "" + blockBytes, "-O", feature);
  }

  private static List<String> blocksOf(Path image) {
    return new ArrayList<>(Disks.tool("debugfs", "-R", "blocks /data", image.toString()).lines()
        .filter(line -> line.matches("[0-9 ]+")).flatMap(line -> Arrays.stream(line.strip().split(" +")))
        .limit(BLOCKS).collect(Collectors.toList()));
  }

  private static List<String> some(List<String> blocks, int count, Random random) {
    return random.ints(count, 0, blocks.size()).distinct().mapToObj(blocks::get)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Noise, of which every third block looks as if it belonged to a journal, and so must be escaped in one. */
  private static byte[] content(int blocks, int blockBytes, Random random) {
    byte[] bytes = new byte[blocks * blockBytes];
    random.nextBytes(bytes);
    for (int block = 0; block < blocks; block += 3) {
      ByteBuffer.wrap(bytes).putInt(block * blockBytes, MAGIC);
    }
    return bytes;
  }

  private static State state(Path image) {
    try (GuestFiles files = Disks.open(image).orThrow()) {
      return files.state();
    }
  }

  private static byte[] data(Path image) {
    try (GuestFiles files = Disks.open(image).orThrow()) {
      return files.read("/data", 8 * Disks.MIB).orThrow().orElseThrow();
    }
  }
}
