package org.dormouse.hypervisor.qemu.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * Read-only disks that come and go while the VM runs, plugged as virtio disks. That needs no driver that the guest
 * lacks: who answers through the guest agent's port has virtio. What is plugged is asked of the emulator each time.
 */
final class Media {

  private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9-]{1,20}");
  private static final Duration UNPLUG_TRY = Duration.ofSeconds(10);
  private static final int UNPLUG_TRIES = 3;
  private static final String NODE = "medium-";
  private static final String DEVICE = "plugged-";
  private static final String PLUGGED = "/machine/peripheral";

  private final MachineRecord machine;
  private final Emulator emulator;

  Media(MachineRecord machine, Emulator emulator) {
    this.machine = machine;
    this.emulator = emulator;
  }

  Result<Result.Nothing> insert(String serial, Path image) {
    if (!SERIAL.matcher(serial).matches()) {
      return refused(serial, "cannot be a serial of a medium", "");
    }
    Path real;
    try {
      real = image.toRealPath();
      if (!Files.isRegularFile(real)) {
        return refused(serial, "is no regular file: " + image, "");
      }
    } catch (IOException e) {
      return refused(serial, "has no readable image: " + e.getMessage(), "");
    }
    return emulator.ask(qmp -> {
      Optional<String> there = file(qmp, serial);
      if (there.isPresent() && there.get().equals(real.toString()) && isPlugged(qmp, serial)) {
        return Result.ok();
      }
      Result<Result.Nothing> cleared = there.isPresent() || isPlugged(qmp, serial) ? unplug(qmp, serial) : Result.ok();
      return cleared.isOk() ? plug(qmp, serial, real) : cleared;
    });
  }

  Result<Result.Nothing> remove(String serial) {
    if (!SERIAL.matcher(serial).matches()) {
      return Result.ok();
    }
    Result<Result.Nothing> removed = emulator.ask(qmp -> unplug(qmp, serial));
    return removed.failure().filter(trouble -> trouble.code().equals("vm-not-running")).isPresent()
        ? Result.ok() : removed;
  }

  private Result<Result.Nothing> plug(Qmp qmp, String serial, Path image) throws IOException {
    JsonObject file = Qmp.arguments("driver", "file", "filename", image.toString());
    file.addProperty("read-only", true);
    JsonObject node = Qmp.arguments("driver", "raw", "node-name", NODE + serial);
    node.addProperty("read-only", true);
    node.add("file", file);
    JsonObject device = Qmp.arguments("driver", "virtio-blk-pci", "id", DEVICE + serial, "drive", NODE + serial,
        "serial", serial);
    Optional<String> bus = freeBus(qmp);
    if (bus.isEmpty()) {
      return refused(serial, "finds no free slot", "Remove another medium first.");
    }
    device.addProperty("bus", bus.get());
    qmp.ask("blockdev-add", node);
    try {
      qmp.ask("device_add", device);
    } catch (Qmp.Refused e) {
      qmp.ask("blockdev-del", Qmp.arguments("node-name", NODE + serial));
      throw e;
    }
    return Result.ok();
  }

  private Optional<String> freeBus(Qmp qmp) throws IOException {
    if (!machine.chipset().equals("q35")) {
      return Optional.of("pci.0");
    }
    List<String> used = usedPorts(qmp);
    for (int i = 0; i < CommandLine.FREE_PORTS; i++) {
      if (!used.contains(CommandLine.FREE_PORT + i)) {
        return Optional.of(CommandLine.FREE_PORT + i);
      }
    }
    return Optional.empty();
  }

  /** By what is plugged, not by query-pci: that sees behind a port only after the firmware has numbered the buses. */
  private static List<String> usedPorts(Qmp qmp) throws IOException {
    List<String> used = new ArrayList<>();
    for (JsonObject device : Told.objects(qmp.ask("qom-list", Qmp.arguments("path", PLUGGED)))) {
      String name = Told.text(device, "name");
      if (name.startsWith(DEVICE)) {
        String bus = Told.text(qmp.ask("qom-get", Qmp.arguments("path", PLUGGED + "/" + name, "property",
            "parent_bus")));
        used.add(bus.substring(bus.lastIndexOf('/') + 1));
      }
    }
    return used;
  }

  private Result<Result.Nothing> unplug(Qmp qmp, String serial) throws IOException {
    for (int i = 0; i < UNPLUG_TRIES && isPlugged(qmp, serial); i++) {
      try {
        qmp.ask("device_del", Qmp.arguments("id", DEVICE + serial));
      } catch (Qmp.Refused e) {
        // "already in the process of unplug", or just gone: both show in what comes.
      }
      qmp.await("DEVICE_DELETED", data -> data.get("device") instanceof JsonPrimitive device
          && device.getAsString().equals(DEVICE + serial), UNPLUG_TRY);
    }
    if (isPlugged(qmp, serial)) {
      return Result.failed(Trouble.passing("medium-in-use", "The guest of " + machine.machine()
          + " does not let go of the medium " + serial + ".", "It is gone when the VM has stopped."));
    }
    if (file(qmp, serial).isPresent()) {
      qmp.ask("blockdev-del", Qmp.arguments("node-name", NODE + serial));
    }
    return Result.ok();
  }

  private static boolean isPlugged(Qmp qmp, String serial) throws IOException {
    for (JsonObject device : Told.objects(qmp.ask("qom-list", Qmp.arguments("path", PLUGGED)))) {
      if (Told.text(device, "name").equals(DEVICE + serial)) {
        return true;
      }
    }
    return false;
  }

  /** The file of the medium's block node, if there is that node. */
  private static Optional<String> file(Qmp qmp, String serial) throws IOException {
    JsonObject flat = new JsonObject();
    flat.addProperty("flat", true);
    for (JsonObject node : Told.objects(qmp.ask("query-named-block-nodes", flat))) {
      if (Told.text(node, "node-name").equals(NODE + serial)) {
        return Optional.of(Told.text(node, "file"));
      }
    }
    return Optional.empty();
  }

  private Result<Result.Nothing> refused(String serial, String what, String remedy) {
    return Result.failed(Trouble.lasting("medium-refused", "The medium "
        + serial.replaceAll("\\p{Cntrl}", "?") + " for " + machine.machine() + " " + what + ".", remedy));
  }
}
