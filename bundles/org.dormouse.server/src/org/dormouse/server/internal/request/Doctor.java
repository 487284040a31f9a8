package org.dormouse.server.internal.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dormouse.api.Engine;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.api.Reports.Fact;
import org.dormouse.api.client.Failures;
import org.dormouse.api.client.StatePlace;

/** Looks whether this machine has what the product needs, and says for everything that is missing how to get it. */
public final class Doctor {

  private static final long LEAST_ROOM = 1L << 30;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int VERSION_LIMIT = 4096;
  private static final List<String> CONTRACTS =
      List.of("Hypervisor", "LibraryBackend", "UpdateService", "GuestChannel", "DiskReader", "ImageInspector");

  private final StatePlace state;
  private final Supplier<List<Engine.Backend>> backends;
  private final List<Path> programs;

  public Doctor(StatePlace state, Supplier<List<Engine.Backend>> backends) {
    this(state, backends, searched());
  }

  /** @param programs folders in which programs are looked for, in their order */
  Doctor(StatePlace state, Supplier<List<Engine.Backend>> backends, List<Path> programs) {
    this.state = state;
    this.backends = backends;
    this.programs = List.copyOf(programs);
  }

  private record Tool(String name, String argument, String debianPackage, String purpose) {}

  private static final List<Tool> TOOLS = List.of(
      new Tool("qemu-system-x86_64", "--version", "qemu-system-x86", "wakes virtual machines"),
      new Tool("qemu-img", "--version", "qemu-utils", "reads and writes disk images"),
      new Tool("mke2fs", "-V", "e2fsprogs", "makes the disks that carry updates into a guest"),
      new Tool("setsid", "--version", "util-linux", "starts what goes on when the engine ends: virtual machines, the "
          + "writing of their images, local scripts"),
      new Tool("prlimit", "--version", "util-linux", "bounds what a program may use that reads a foreign image"),
      new Tool("cp", "--version", "coreutils", "gives a new image the owner and the rights of the old one"));

  /** What was found so far. */
  private static final class Examination {
    private final List<Fact> facts = new ArrayList<>();
    private final List<FindingInfo> findings = new ArrayList<>();

    void fact(String name, String value) {
      facts.add(new Fact(name, value));
    }

    void block(String code, String subject, String message, String remedy) {
      findings.add(new FindingInfo("BLOCK", code, subject, message, remedy));
    }

    void warn(String code, String subject, String message, String remedy) {
      findings.add(new FindingInfo("WARN", code, subject, message, remedy));
    }

    CheckReport report() {
      return new CheckReport("this machine",
          findings.stream().noneMatch(finding -> finding.severity().equals("BLOCK")), facts, findings);
    }
  }

  public CheckReport examine() {
    Examination found = new Examination();
    found.fact("Java", Runtime.version() + " (" + System.getProperty("java.home") + ")");
    for (Tool tool : TOOLS) {
      tool(found, tool);
    }
    accelerator(found);
    folders(found);
    backEnds(found);
    return found.report();
  }

  private void tool(Examination found, Tool tool) {
    String remedy = "apt-get install " + tool.debianPackage();
    Optional<Path> program = onPath(tool.name());
    if (program.isEmpty()) {
      found.fact(tool.name(), "missing");
      found.block("tool-missing", tool.name(), tool.name() + " is missing; it " + tool.purpose() + ".", remedy);
      return;
    }
    try {
      found.fact(tool.name(), firstLine(program.get(), tool.argument()));
    } catch (IOException e) {
      found.block("tool-broken", tool.name(), program.get() + " does not work: " + e.getMessage() + ".", remedy);
    }
  }

  /** Administration tools are not on every user's path. */
  private static List<Path> searched() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/sbin";
    return Stream.of(path.split(":")).filter(folder -> !folder.isEmpty()).map(Path::of).toList();
  }

  private Optional<Path> onPath(String name) {
    return programs.stream().map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst();
  }

  private static String firstLine(Path program, String argument) throws IOException {
    Process process = new ProcessBuilder(program.toString(), argument).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("no answer within " + LIMIT.toSeconds() + " s");
      }
      String output = new String(process.getInputStream().readNBytes(VERSION_LIMIT), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException("exit code " + process.exitValue() + " " + output.strip());
      }
      return output.lines().findFirst().orElse("(no version)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void accelerator(Examination found) {
    Path kvm = Path.of("/dev/kvm");
    if (!Files.exists(kvm)) {
      found.fact("hardware acceleration", "none; guests run slowly in emulation");
      found.warn("no-kvm", "/dev/kvm", "This machine offers no hardware acceleration; waking takes several times as "
          + "long.", "Switch on virtualisation in the firmware, or nested virtualisation on the host.");
    } else if (!Files.isReadable(kvm) || !Files.isWritable(kvm)) {
      found.fact("hardware acceleration", "there, but not for this user");
      found.warn("kvm-denied", "/dev/kvm", "This user may not use /dev/kvm; guests run slowly in emulation.",
          "adduser " + System.getProperty("user.name") + " kvm, then log in again");
    } else {
      found.fact("hardware acceleration", "/dev/kvm (the first VM that is woken proves it; see: dormouse host check)");
    }
  }

  private void folders(Examination found) {
    found.fact("state folder", state.folder().toString());
    found.fact("socket", state.socket().toString());
    Path probe = state.folder().resolve("doctor-" + ProcessHandle.current().pid());
    Path link = probe.resolveSibling(probe.getFileName() + ".link");
    try {
      FileStore store = Files.getFileStore(state.folder());
      found.fact("free space there", String.format(Locale.ROOT, "%,.1f GiB (%s)",
          store.getUsableSpace() / (double) (1 << 30), store.type()));
      if (store.getUsableSpace() < LEAST_ROOM) {
        found.warn("little-room", state.folder().toString(),
            "Less than 1 GiB is free for overlays and fetched updates.",
            "Make room, or choose another place: DORMOUSE_HOME.");
      }
      Files.writeString(probe, "");
      linkable(found, probe, link);
    } catch (IOException e) {
      found.block("state-not-writable", state.folder().toString(), "The state folder cannot be written: "
          + Failures.text(e) + ".", "Correct its permissions, or choose another place: DORMOUSE_HOME.");
    } finally {
      delete(link);
      delete(probe);
    }
  }

  private static void linkable(Examination found, Path probe, Path link) {
    try {
      Files.createLink(link, probe);
      found.fact("hard links there", "yes");
    } catch (IOException | UnsupportedOperationException e) {
      found.fact("hard links there", "no");
      found.warn("no-hard-links", probe.getParent().toString(), "The file system of the state folder has no hard "
          + "links; a library on such a file system cannot be serviced.", "Keep libraries on ext4, XFS or Btrfs.");
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The state folder cannot be written: that has been told.
    }
  }

  private void backEnds(Examination found) {
    List<Engine.Backend> installed = backends.get();
    installed.forEach(backend -> backend.programs().stream().filter(program -> TOOLS.stream()
        .noneMatch(tool -> tool.name().equals(program))).filter(program -> onPath(program).isEmpty())
        .forEach(program -> found.warn("tool-missing", program, program + " is missing; the back end "
            + (backend.type() + " of " + backend.bundle()).strip() + " calls it.",
            "Install it, or do not use that back end.")));
    installed.forEach(backend -> found.fact("back end", (backend.contract() + " " + backend.type()).strip() + " ("
        + backend.bundle() + " " + backend.version() + ")"));
    for (String contract : CONTRACTS) {
      if (installed.stream().noneMatch(backend -> backend.contract().equals(contract))) {
        found.block("no-back-end", contract, "No back end is installed for " + contract + ".",
            "The installation is not complete: build or unpack it again.");
      }
    }
  }
}
