package org.dormouse.servicing.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.dormouse.servicing.Machines;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenImagesTest {

  @Test
  void filesUnderAWritersLockAreTold() {
    assertEquals(Set.of("08:01:1234", "fd:10:7", "00:55"), OpenImages.written("""
        1: OFDLCK ADVISORY READ -1 08:01:1234 101 101
        2: OFDLCK ADVISORY READ -1 08:01:1235 100 100
        3: OFDLCK ADVISORY READ -1 fd:10:7 100 103
        4: POSIX  ADVISORY WRITE 77 08:01:99 0 EOF
        4: -> POSIX  ADVISORY WRITE 78 08:01:99 0 EOF
        5: OFDLCK ADVISORY READ -1 00:2f:55 101 101
        6: nonsense
        """));
  }

  /** The kernel lists locks of whatever process; this one stands for a program of QEMU. */
  @Test
  void anImageUnderAWritersLockIsNotServicedUntilItIsFree(@TempDir Path folder) throws IOException {
    Path image = Files.createFile(folder.resolve("web01.qcow2"));
    StoredMachine machine = Machines.machine("web01", 512, 1, image);
    try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
      channel.lock(100, 1, false);
      assertEquals(List.of(), new OpenImages().of(machine), "who only reads is let read");
      channel.lock(101, 1, false);
      assertEquals(List.of("BLOCK image-open-elsewhere"), Overviews.codes(new OpenImages().of(machine)));
    }
    assertEquals(List.of(), new OpenImages().of(machine));
  }

  @Test
  void devicesAreNamedAsTheKernelNamesThem() {
    assertEquals("08:01", OpenImages.device(0x801));
    assertEquals("fd:10", OpenImages.device(0xfd10));
    assertEquals("00:2f", OpenImages.device(0x2f));
    assertEquals("103:100", OpenImages.device(0x1_10300L | 0x100000L));
  }
}
