package org.dormouse.hypervisor.qemu.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.image.ConfinedProcess;
import org.dormouse.image.ConfinedProcess.Limits;
import org.dormouse.image.ConfinedProcess.Output;
import org.dormouse.image.QemuImg;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Hypervisor.HostReport;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** Looks at this machine as a host: what it has, and what is missing or makes it slow. */
final class HostCheck {

  private static final Pattern VERSION = Pattern.compile("version (\\d+)\\.(\\d+)(\\.\\d+)?");
  private static final int OLDEST = 5;
  private static final long LITTLE_SPACE = 5L << 30;
  private static final Limits LIMITS = Limits.query().within(Duration.ofSeconds(20));

  private final HostSettings host;
  private final List<Finding> findings = new ArrayList<>();

  HostCheck(HostSettings host) {
    this.host = host;
  }

  Result<HostReport> check() {
    String version = version();
    String network = "";
    if (!version.isEmpty()) {
      checkSandbox();
      network = closedNetwork();
    }
    checkTools();
    if (Thread.currentThread().isInterrupted()) {
      return Result.failed(Trouble.passing("interrupted", "The check of the host " + host.name()
          + " was interrupted.", ""));
    }
    return Result.ok(new HostReport(version, accelerator(), host.memoryMiB(), host.cpus(), freeSpace(), findings,
        network));
  }

  private String version() {
    Result<Output> output = ConfinedProcess.run(List.of(host.program(), "--version"), LIMITS);
    Matcher version = VERSION.matcher(output.map(Output::text).toOptional().orElse(""));
    if (!version.find()) {
      block("qemu-missing", "The emulator " + host.program() + " cannot be run"
          + output.failure().map(trouble -> ": " + trouble.message()).orElse("."),
          "Install it: apt-get install qemu-system-x86.");
      return "";
    }
    if (Integer.parseInt(version.group(1)) < OLDEST) {
      block("qemu-too-old", "The emulator has version " + version.group().substring(8) + ".",
          "Version " + OLDEST + " or newer is needed.");
    }
    return version.group().substring("version ".length());
  }

  /** An emulator that confines itself, tells what machines it knows, and leaves. */
  private void checkSandbox() {
    Result<Output> output = ConfinedProcess.run(List.of(host.program(), "-nodefaults", "-no-user-config",
         "-display", "none", "-sandbox", CommandLine.SANDBOX, "-machine", "help"), LIMITS);
    boolean works = output.map(o -> o.exitCode() == 0).toOptional().orElse(false);
    if (!works) {
      block("sandbox-missing", "The emulator cannot confine itself: "
          + output.map(Output::lastError).toOptional().orElse("it does not answer") + ".",
          "Use a QEMU with seccomp support, as distributions build it.");
    }
  }

  /** Cards are plugged into a hub that nobody else is plugged into: the emulator has to know such hubs. */
  private String closedNetwork() {
    Result<Output> output = ConfinedProcess.run(List.of(host.program(), "-nodefaults", "-no-user-config",
        "-display", "none", "-sandbox", CommandLine.SANDBOX, "-netdev", "help"), LIMITS);
    if (output.map(Output::text).toOptional().orElse("").lines().anyMatch(line -> line.strip().equals("hubport"))) {
      return "a hub for each card with its link down, or no card";
    }
    block("no-closed-network", "The emulator knows no hub to plug a network card into, so a VM that is woken could not "
        + "be kept from networks.", "Use a QEMU as distributions build it.");
    return "";
  }

  private void checkTools() {
    if (!QemuImg.isInstalled()) {
      block("qemu-img-missing", "The program qemu-img is not installed.", "Install it: apt-get install qemu-utils.");
    }
    if (ConfinedProcess.find("setsid").isEmpty()) {
      block("setsid-missing", "The program setsid is not installed.", "Install it: apt-get install util-linux.");
    }
    if (ConfinedProcess.find("prlimit").isEmpty()) {
      findings.add(Finding.warn("prlimit-missing", host.name(), "The program prlimit is not installed, so tools run"
          + " without limits of memory and time.", "Install it: apt-get install util-linux."));
    }
  }

  private String accelerator() {
    KvmProof.Known known = new KvmProof(host).known();
    return switch (host.accelerator()) {
      case TCG -> "tcg";
      case KVM -> known.verdict() == KvmProof.Verdict.WORKS ? "kvm" : "tcg";
      case AUTO -> switch (known.verdict()) {
        case WORKS -> "kvm";
        case FAILS -> {
          findings.add(Finding.warn("kvm-unusable", host.name(), "KVM is not used, guests run about ten times slower: "
              + known.reason() + ".", "On hardware, switch on virtualisation in the firmware and add this user to the"
              + " group kvm; in a VM, nested virtualisation is needed."));
          yield "tcg";
        }
        case UNKNOWN -> {
          findings.add(Finding.info("kvm-unproven", host.name(),
              "KVM is there; the first VM that is started will show whether it works."));
          yield "tcg";
        }
      };
    };
  }

  private long freeSpace() {
    try {
      Files.createDirectories(host.work());
      if (!Files.isWritable(host.work())) {
        throw new IOException("not writable");
      }
      long free = Files.getFileStore(host.work()).getUsableSpace();
      if (free < LITTLE_SPACE) {
        findings.add(Finding.warn("host-disk-low", host.name(), "Only " + (free >> 20) + " MiB are free in "
            + host.work() + ".", "Overlays grow by what the guests write: make room."));
      }
      return free;
    } catch (IOException e) {
      block("host-work-folder", "The work folder " + host.work() + " cannot be used: " + e.getMessage() + ".",
          "Check its owner.");
      return 0;
    }
  }

  private void block(String code, String message, String remedy) {
    findings.add(Finding.block(code, host.name(), message, remedy));
  }
}
