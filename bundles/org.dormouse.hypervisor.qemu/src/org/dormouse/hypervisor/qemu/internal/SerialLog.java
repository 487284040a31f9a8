package org.dormouse.hypervisor.qemu.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;

/**
 * What the guest said on its serial port, for people: fetched from the emulator's ring whenever it is asked anyway and
 * kept in two files, {@code serial.log} and the older {@code serial.log.1}, of bounded size.
 */
record SerialLog(Deployment deployment) {

  private static final long LARGEST = 512 * 1024;

  void collect(Qmp qmp) throws IOException {
    JsonObject arguments = Qmp.arguments("device", "console", "format", "base64");
    arguments.addProperty("size", CommandLine.SERIAL_BYTES);
    if (!(qmp.ask("ringbuf-read", arguments) instanceof JsonPrimitive told)) {
      return;
    }
    byte[] bytes = decoded(told.getAsString());
    if (bytes.length == 0) {
      return;
    }
    Path log = deployment.serialLog();
    if (Files.exists(log) && Files.size(log) + bytes.length > LARGEST) {
      Files.move(log, log.resolveSibling("serial.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.write(log, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static byte[] decoded(String told) throws IOException {
    try {
      return Base64.getDecoder().decode(told);
    } catch (IllegalArgumentException e) {
      throw Told.malformed();
    }
  }
}
