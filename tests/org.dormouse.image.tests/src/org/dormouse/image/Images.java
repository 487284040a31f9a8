package org.dormouse.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.dormouse.image.BackingChain.Link;
import org.dormouse.spi.DiskFormat;

/** Makes images with the real tools. */
final class Images {

  private Images() {}

  static void tool(String... command) {
    var output = ConfinedProcess.run(List.of(command), new ConfinedProcess.Limits(Duration.ofMinutes(1), 1 << 16, 0))
        .orThrow();
    if (output.exitCode() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + output.lastError());
    }
  }

  /** An image of the given virtual size; options as qemu-img create takes them. */
  static Path create(Path image, DiskFormat format, String size, String... options) {
    List<String> command = new ArrayList<>(List.of("qemu-img", "create", "-q", "-f", format.qemuName()));
    command.addAll(List.of(options));
    command.addAll(List.of(image.toString(), size));
    tool(command.toArray(String[]::new));
    return image;
  }

  /** Runs qemu-io commands on the image; it opens the backing files as the header names them. */
  static void io(Path image, String format, String... commands) {
    List<String> command = new ArrayList<>(List.of("qemu-io", "-f", format));
    for (String each : commands) {
      command.addAll(List.of("-c", each));
    }
    command.add(image.toString());
    tool(command.toArray(String[]::new));
  }

  static Link qcow2(Path image) {
    return new Link(image, DiskFormat.QCOW2);
  }

  static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
