package org.dormouse.servicing.preflight;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.Finding;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/** What a look into the sleeping guest says against waking it. */
final class GuestFindings {

  private static final List<String> AGENTS = List.of("/usr/sbin/qemu-ga", "/usr/bin/qemu-ga", "/sbin/qemu-ga",
      "/usr/lib/qemu/qemu-ga");
  private static final List<String> SYSTEMD = List.of("/usr/lib/systemd/systemd", "/lib/systemd/systemd");
  private static final List<String> SSH_DAEMONS = List.of("/usr/sbin/sshd");

  /** An image that cannot be read may still be woken, unless it is clear that it must not. */
  static Finding unreadable(StoredMachine machine, Trouble trouble) {
    return switch (trouble.code()) {
      case "encrypted-disk", "hibernated" ->
          Finding.block(trouble.code(), machine.id(), trouble.message(), trouble.remedy());
      default -> Finding.warn(trouble.code(), machine.id(), trouble.message(),
          "It can only be assessed by waking it, and what is stored cannot be read a second way: let the job test it by "
              + "a boot before it is stored. " + trouble.remedy());
    };
  }

  List<Finding> of(StoredMachine machine, GuestFiles files) {
    List<Finding> findings = new ArrayList<>();
    switch (files.state()) {
      case CLEAN -> { }
      case NEEDS_REPLAY -> findings.add(Finding.info("journal-not-empty", machine.id(), "The " + files.fileSystem()
          + " file system of " + machine.id() + " was not unmounted; its journal is replayed when it is woken."));
      case HAS_ERRORS -> findings.add(Finding.block("file-system-has-errors", machine.id(), "The "
          + files.fileSystem() + " file system of " + machine.id() + " says of itself that it has errors.",
          "Check it with fsck, on a copy first."));
    }
    if (AGENTS.stream().noneMatch(path -> exists(files, path))) {
      findings.add(Finding.block("no-guest-agent", machine.id(), machine.id() + " has no QEMU guest agent.",
          "Start it once and install the package qemu-guest-agent."));
    }
    golden(machine, files).ifPresent(findings::add);
    return findings;
  }

  /**
   * A generalised or never-booted image makes itself an identity when it is woken, and would then be the same machine
   * in every copy: machine-id(5) is empty or "uninitialized", or host keys are missing, or cloud-init never ran.
   */
  private static Optional<Finding> golden(StoredMachine machine, GuestFiles files) {
    List<String> signs = new ArrayList<>();
    if (lacksMachineId(files)) {
      signs.add("it has no machine id");
    }
    if (SSH_DAEMONS.stream().anyMatch(path -> exists(files, path)) && names(files, "/etc/ssh").stream()
        .noneMatch(name -> name.startsWith("ssh_host_") && name.endsWith("_key"))) {
      signs.add("it has an SSH server without host keys");
    }
    if (exists(files, "/usr/bin/cloud-init") && !exists(files, "/var/lib/cloud/instance")) {
      signs.add("cloud-init never ran in it");
    }
    return signs.isEmpty() ? Optional.empty() : Optional.of(Finding.block("golden-image", machine.id(), machine.id()
        + " is a generalised or never-booted image (" + String.join(", ", signs) + "); waking it would spoil it.",
        "Service a VM made from it instead."));
  }

  /** Without a file only systemd makes itself an id at the next boot; that a file cannot be read says nothing. */
  private static boolean lacksMachineId(GuestFiles files) {
    if (!exists(files, "/etc/machine-id")) {
      return SYSTEMD.stream().anyMatch(path -> exists(files, path));
    }
    return text(files, "/etc/machine-id").map(String::strip)
        .filter(id -> id.isEmpty() || id.equals("uninitialized")).isPresent();
  }

  private static boolean exists(GuestFiles files, String path) {
    return files.entry(path).toOptional().flatMap(found -> found).isPresent();
  }

  private static List<String> names(GuestFiles files, String path) {
    return files.list(path).toOptional().orElse(List.of());
  }

  private static Optional<String> text(GuestFiles files, String path) {
    return files.read(path, 4096).toOptional().flatMap(found -> found)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
