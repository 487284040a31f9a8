package org.dormouse.hypervisor.qemu.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * Settings of a host of type {@code qemu}.
 *
 * @param work {@code work}, required: absolute path of the folder in which deployments live; made if it is not there
 * @param memoryMiB {@code memoryMiB}: what guests may use together; default three quarters of the machine's
 * @param cpus {@code cpus}: what a guest may have; default all of the machine's
 * @param accelerator {@code accelerator}: {@code auto} (default), {@code kvm} or {@code tcg}
 * @param program {@code program}: the emulator, default {@code qemu-system-x86_64}
 * @param libraries {@code libraries}: folders, separated by colons, in which images may have their backing files,
 *     besides the library around the VM's own images; the engine gives those of all libraries
 */
record HostSettings(String name, Path work, int memoryMiB, int cpus, Mode accelerator, String program,
    List<Path> libraries) {

  enum Mode { AUTO, KVM, TCG }

  private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d{1,15}) kB");

  static Result<HostSettings> of(BackendSpec spec) {
    try {
      Path work = Path.of(spec.setting("work").orElse(""));
      if (!work.isAbsolute()) {
        return wrong(spec, "work", "names no absolute path");
      }
      int total = machineMemoryMiB();
      int memory = number(spec, "memoryMiB", total / 4 * 3);
      int cpus = number(spec, "cpus", Runtime.getRuntime().availableProcessors());
      Mode mode = Mode.valueOf(spec.setting("accelerator").orElse("auto").toUpperCase(Locale.ROOT));
      List<Path> libraries = Arrays.stream(spec.setting("libraries").orElse("").split(":"))
          .filter(folder -> folder.startsWith("/")).map(Path::of).toList();
      return Result.ok(new HostSettings(spec.name(), work.normalize(), memory, cpus, mode,
          spec.setting("program").orElse("qemu-system-x86_64"), libraries));
    } catch (InvalidPathException e) {
      return wrong(spec, "work", "is no path");
    } catch (NumberFormatException e) {
      return wrong(spec, "memoryMiB or cpus", "is no number from 1 upwards");
    } catch (IllegalArgumentException e) {
      return wrong(spec, "accelerator", "is none of auto, kvm, tcg");
    }
  }

  private static int number(BackendSpec spec, String key, int usual) {
    Optional<String> value = spec.setting(key);
    int number = value.isEmpty() ? usual : Integer.parseInt(value.get().strip());
    if (number < 1) {
      throw new NumberFormatException(key);
    }
    return number;
  }

  private static Result<HostSettings> wrong(BackendSpec spec, String key, String what) {
    return Result.failed(Trouble.lasting("host-misconfigured",
        "The setting " + key + " of the host " + spec.name() + " " + what + ".", "Correct the host's settings."));
  }

  /** Total memory by proc(5) meminfo; 2 GiB where that cannot be read. */
  static int machineMemoryMiB() {
    try {
      Matcher total = TOTAL.matcher(Files.readString(Path.of("/proc/meminfo")));
      return total.find() ? (int) (Long.parseLong(total.group(1)) / 1024) : 2048;
    } catch (IOException e) {
      return 2048;
    }
  }
}
