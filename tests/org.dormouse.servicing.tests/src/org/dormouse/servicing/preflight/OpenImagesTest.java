package org.dormouse.servicing.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

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

  @Test
  void devicesAreNamedAsTheKernelNamesThem() {
    assertEquals("08:01", OpenImages.device(0x801));
    assertEquals("fd:10", OpenImages.device(0xfd10));
    assertEquals("00:2f", OpenImages.device(0x2f));
    assertEquals("103:100", OpenImages.device(0x1_10300L | 0x100000L));
  }
}
