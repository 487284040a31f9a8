package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.guest.qga.AgentChannel;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.GuestSession.JobResult;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.Hypervisor.Exported;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.MachineDisk.Bus;
import org.dormouse.spi.NetworkCard;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/**
 * This machine as a host for one test, and the lab's guest on it: {@code DORMOUSE_LAB_GUEST} (environment or system
 * property {@code dormouse.lab.guest}) names a qcow2 image of a guest with an agent, {@code DORMOUSE_LAB_ACCELERATOR}
 * the accelerator, {@code tcg} if it is not set. Everything that is left is released on close.
 */
final class LabHost implements AutoCloseable {

  private static final Duration BOOT = Duration.ofMinutes(4);

  private final QemuHypervisor hypervisor = new QemuHypervisor();
  private final BackendSpec host;
  private final Path work;
  private final long begin = System.nanoTime();

  LabHost(Path folder) {
    this(folder, Map.of());
  }

  LabHost(Path folder, Map<String, String> more) {
    work = folder.resolve("work");
    var settings = new java.util.HashMap<>(Map.of("work", work.toString(), "accelerator", accelerator()));
    settings.putAll(more);
    host = new BackendSpec("lab", "qemu", settings);
  }

  private static String accelerator() {
    return Optional.ofNullable(System.getenv("DORMOUSE_LAB_ACCELERATOR")).orElse("tcg");
  }

  static Path image() {
    String image = Optional.ofNullable(System.getProperty("dormouse.lab.guest"))
        .or(() -> Optional.ofNullable(System.getenv("DORMOUSE_LAB_GUEST"))).orElse("");
    if (image.isEmpty() || !Files.isRegularFile(Path.of(image))) {
      fail("DORMOUSE_LAB_GUEST names no image: build one with releng/lab/build-guest busybox FILE");
    }
    return Path.of(image).toAbsolutePath();
  }

  QemuHypervisor hypervisor() {
    return hypervisor;
  }

  BackendSpec spec() {
    return host;
  }

  Path work() {
    return work;
  }

  String clock() {
    return String.format("%6.2f s", (System.nanoTime() - begin) / 1e9);
  }

  static StoredMachine machine(Path... images) {
    var disks = new java.util.ArrayList<MachineDisk>();
    for (Path image : images) {
      disks.add(new MachineDisk(disks.size(), image,
          DiskFormat.ofFileName(image.getFileName().toString()).orElseThrow(), Bus.VIRTIO));
    }
    return new StoredMachine("lab", "guest", new Hardware(512, 1, "q35", Hardware.Firmware.BIOS), disks,
        List.of(new NetworkCard("52:54:00:12:34:56", "virtio-net-pci")), Optional.empty());
  }

  void deployAndStart(String key) {
    deployAndStart(key, machine(image()));
  }

  void deployAndStart(String key, StoredMachine machine) {
    assertEquals(Result.ok(), hypervisor.deploy(host, key, machine, Isolation.LINK_DOWN));
    assertEquals(Power.STOPPED, power(key));
    assertEquals(Result.ok(), hypervisor.start(host, key));
    // a guest that shuts itself down may have done so by now
    Power power = power(key);
    assertTrue(power == Power.RUNNING || power == Power.STOPPED, power.toString());
  }

  Power power(String key) {
    return hypervisor.power(host, key).orThrow();
  }

  GuestSession awaitGuest(String key) {
    var channel = new AgentChannel();
    var address = hypervisor.address(host, key).orThrow();
    long end = System.nanoTime() + BOOT.toNanos();
    while (true) {
      var session = channel.open(address);
      if (session instanceof Result.Ok<GuestSession>(var open)) {
        return open;
      }
      if (System.nanoTime() > end || power(key) != Power.RUNNING) {
        fail("The guest does not answer: " + session + "\n" + console(key));
      }
    }
  }

  String console(String key) {
    try {
      return Files.readString(work.resolve(key).resolve("serial.log"));
    } catch (IOException e) {
      return "(it said nothing on its console)";
    }
  }

  String shell(GuestSession guest, String script) {
    var result = guest.run(List.of("/bin/sh", "-c", script), new byte[0], Duration.ofSeconds(60)).orThrow();
    return new String(result.output(), StandardCharsets.UTF_8);
  }

  JobResult awaitJob(GuestSession guest, String key) {
    while (true) {
      switch (guest.pollJob(key)) {
        case Progress.Done<JobResult>(var result) -> {
          return result;
        }
        case Progress.Failed<JobResult>(var trouble) -> fail(trouble.sentence());
        case Progress.Running<JobResult> running -> Pause.millis(Math.min(200, running.pollAfter().toMillis()));
      }
    }
  }

  Result<Result.Nothing> insertMedium(String key, String serial, Path image) {
    return hypervisor.insertMedium(host, key, serial, image);
  }

  Result<Result.Nothing> removeMedium(String key, String serial) {
    return hypervisor.removeMedium(host, key, serial);
  }

  void awaitPower(String key, Power wanted) {
    long end = System.nanoTime() + BOOT.toNanos();
    Power power = power(key);
    while (power == Power.RUNNING && wanted != Power.RUNNING && System.nanoTime() < end) {
      Pause.millis(50);
      power = power(key);
    }
    assertEquals(wanted, power, () -> console(key));
  }

  Exported export(String key, List<Path> targets) {
    String ticket = "";
    while (true) {
      switch (hypervisor.export(host, key, targets, ticket)) {
        case Progress.Done<Exported>(var exported) -> {
          return exported;
        }
        case Progress.Failed<Exported>(var trouble) -> fail(trouble.sentence());
        case Progress.Running<Exported> running -> {
          ticket = running.ticket();
          Pause.millis(running.pollAfter().toMillis());
        }
      }
    }
  }

  void release(String key) {
    assertEquals(Result.ok(), hypervisor.release(host, key));
  }

  List<String> deployments() {
    return hypervisor.deployments(host).orThrow();
  }

  static String sha256(Path file) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  @Override
  public void close() {
    deployments().forEach(this::release);
  }
}
