package org.dormouse.spi;

import java.nio.file.Path;

/**
 * One disk of a stored VM.
 *
 * @param slot position, 0 is the boot disk
 * @param image absolute path of the library's image; only ever opened for reading by what services the VM
 */
public record MachineDisk(int slot, Path image, DiskFormat format, Bus bus) {

  public enum Bus { VIRTIO, SATA, IDE }
}
