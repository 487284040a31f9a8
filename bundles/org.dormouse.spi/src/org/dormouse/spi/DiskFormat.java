package org.dormouse.spi;

import java.util.Locale;
import java.util.Optional;

/** Format of a disk image. It comes from the suffix or the sidecar, never from looking into the (hostile) file. */
public enum DiskFormat {
  QCOW2("qcow2"), RAW("raw"), VMDK("vmdk"), VHD("vpc"), VHDX("vhdx");

  private final String qemuName;

  DiskFormat(String qemuName) {
    this.qemuName = qemuName;
  }

  /** The name QEMU's block layer has for it. */
  public String qemuName() {
    return qemuName;
  }

  /** By the suffix of a file name; empty where the suffix names no disk image. */
  public static Optional<DiskFormat> ofFileName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return switch (fileName.substring(dot + 1).toLowerCase(Locale.ROOT)) {
      case "qcow2" -> Optional.of(QCOW2);
      case "raw", "img" -> Optional.of(RAW);
      case "vmdk" -> Optional.of(VMDK);
      case "vhd" -> Optional.of(VHD);
      case "vhdx" -> Optional.of(VHDX);
      default -> Optional.empty();
    };
  }
}
