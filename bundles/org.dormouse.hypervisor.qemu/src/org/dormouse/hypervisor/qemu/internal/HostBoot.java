package org.dormouse.hypervisor.qemu.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The present boot of this machine: overlays that are older than it may have lost writes. */
final class HostBoot {

  private HostBoot() {}

  static String id() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("Linux tells the id of its boot in /proc", e);
    }
  }
}
