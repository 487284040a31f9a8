package org.dormouse.hypervisor.qemu.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Guests of one sector: enough to run, write, shut down and hang without an operating system. */
enum BootSector {

  /** Shuts down through ACPI: writes SLP_EN to PM1a_CNT, where SeaBIOS puts it. */
  SHUTS_DOWN("BA0406 B80020 EF F4 EBFD"),

  /** Copies itself to the second sector by the BIOS, then shuts down. */
  WRITES("31C0 8EC0 8ED8 BB007C B80103 B90200 BA8000 CD13 BA0406 B80020 EF F4 EBFD"),

  /**
   * Says "hi" on the serial port, then obeys the power button and lets go of every disk that is to be unplugged: the
   * ACPI registers of a pc machine, PM1 (enable, status, control) and PCI hot-plug (bus, down, eject).
   */
  OBEYS("BAF803 B068 EE B069 EE BA0206 B80001 EF"
      + "BA10AE 6631C0 66EF BA04AE 66ED BA08AE 66EF BA0006 ED F6C401 74E5 BA0406 B80020 EF F4 EBFD"),

  /** Says "hi" on the serial port, then does nothing for ever. */
  HANGS("BAF803 B068 EE B069 EE F4 EBFD");

  static final int BYTES = 512;

  private final byte[] code;

  BootSector(String hex) {
    code = HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  byte[] sector() {
    byte[] sector = Arrays.copyOf(code, BYTES);
    sector[510] = 0x55;
    sector[511] = (byte) 0xAA;
    return sector;
  }

  /** A raw image with this sector first. */
  Path raw(Path file, int megabytes) throws IOException {
    byte[] image = Arrays.copyOf(sector(), megabytes << 20);
    image[BYTES * 3] = 42;
    return Files.write(file, image);
  }

  Path qcow2(Path file, int megabytes, String... options) throws Exception {
    Path raw = raw(file.resolveSibling(file.getFileName() + ".raw"), megabytes);
    var command = new java.util.ArrayList<>(List.of("qemu-img", "convert", "-f", "raw", "-O", "qcow2"));
    command.addAll(List.of(options));
    command.addAll(List.of(raw.toString(), file.toString()));
    tool(command);
    Files.delete(raw);
    return file;
  }

  static String tool(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError(command + ": " + output);
    }
    return output;
  }
}
