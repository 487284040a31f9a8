package org.dormouse.spi;

/**
 * The hardware profile of a stored VM.
 *
 * @param chipset {@code q35} or {@code pc}
 */
public record Hardware(int memoryMiB, int cpus, String chipset, Firmware firmware) {

  public enum Firmware { BIOS, UEFI }

  public static Hardware usual() {
    return new Hardware(512, 1, "q35", Firmware.BIOS);
  }
}
