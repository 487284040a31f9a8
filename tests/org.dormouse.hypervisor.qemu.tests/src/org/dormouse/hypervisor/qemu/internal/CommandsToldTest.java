package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.Hypervisor.Exported;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Progress;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told is what was run: carried out again, it does the same. Without a guest. */
class CommandsToldTest {
  @TempDir
  private Path folder;
  private final List<Command> told = new ArrayList<>();

  private static String run(List<String> words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> words + ": " + said);
    return said;
  }

  private List<List<String>> taken() {
    List<List<String>> words = told.stream().map(Command::words).toList();
    told.clear();
    return words;
  }

  @Test
  void deployExportAndReleaseCanBeCarriedOutAgain() throws IOException, InterruptedException {
    Path image = folder.resolve("a disk's image.qcow2");
    run(List.of("qemu-img", "create", "-q", "-f", "qcow2", image.toString(), "8M"));
    QemuHypervisor hypervisor = new QemuHypervisor((key, command) -> {
      assertEquals("k1", key);
      told.add(command);
    });
    BackendSpec host = new BackendSpec("lab", "qemu", Map.of("work", folder.resolve("work").toString(),
        "accelerator", "tcg"));
    StoredMachine machine = LabHost.machine(image);

    hypervisor.deploy(host, "k1", machine, Isolation.LINK_DOWN).orThrow();
    Path overlay = new Deployment(folder.resolve("work"), "k1").overlay(0);
    String info = run(List.of("qemu-img", "info", overlay.toString()));
    List<List<String>> deploy = taken();
    Files.delete(overlay);
    for (List<String> words : deploy) {
      run(words);
    }
    assertEquals(info.replaceAll("(?m)^disk size.*$", ""),
        run(List.of("qemu-img", "info", overlay.toString())).replaceAll("(?m)^disk size.*$", ""));
    assertTrue(deploy.getLast().contains(image.toString()), deploy::toString);

    Path target = Files.createDirectory(folder.resolve("incoming")).resolve("0.qcow2");
    Progress<Exported> progress = hypervisor.export(host, "k1", List.of(target), "");
    while (progress instanceof Progress.Running<Exported>(var ticket, var detail, var fraction, var after)) {
      progress = hypervisor.export(host, "k1", List.of(target), ticket);
    }
    assertTrue(progress instanceof Progress.Done, progress::toString);
    List<List<String>> export = taken();
    assertEquals(List.of("qemu-img", "qemu-img", "sync", "sha256sum"),
        export.stream().filter(words -> !words.getFirst().equals("cp")).map(List::getFirst).toList());
    Files.delete(target);
    String said = "";
    for (List<String> words : export) {
      said = run(words);
    }
    assertTrue(said.endsWith("  " + target + "\n"), said);

    hypervisor.release(host, "k1").orThrow();
    assertFalse(Files.exists(overlay));
    run(List.of("mkdir", "-p", overlay.getParent().toString()));
    for (List<String> words : taken()) {
      run(words);
    }
    assertFalse(Files.exists(overlay.getParent()));
  }

  /** A disk without a system: the firmware finds nothing to boot, and the emulator runs. */
  @Test
  void startAndPowerButtonCanBeCarriedOutAgain() throws IOException, InterruptedException {
    assertTrue(Files.isExecutable(Path.of("/usr/bin/socat")), "socat is not installed: releng/setup");
    Path image = folder.resolve("disk.qcow2");
    run(List.of("qemu-img", "create", "-q", "-f", "qcow2", image.toString(), "8M"));
    QemuHypervisor hypervisor = new QemuHypervisor((key, command) -> told.add(command));
    BackendSpec host = new BackendSpec("lab", "qemu", Map.of("work", folder.resolve("wo,rk:!x").toString(),
        "accelerator", "tcg"));
    Deployment deployment = new Deployment(folder.resolve("wo,rk:!x"), "k1");
    hypervisor.deploy(host, "k1", LabHost.machine(image), Isolation.LINK_DOWN).orThrow();
    told.clear();
    hypervisor.start(host, "k1").orThrow();
    hypervisor.pressPowerButton(host, "k1").orThrow();
    List<Command> commands = List.copyOf(told);
    assertEquals(List.of("setsid", "socat", "socat"), commands.stream().map(one -> one.words().getFirst()).toList());
    hypervisor.kill(host, "k1").orThrow();
    MachineRecord machine = deployment.found().orThrow();
    assertFalse(Files.exists(machine.qmpSocket()) && answers(deployment, machine));

    for (Command command : commands) {
      Process process = new ProcessBuilder(command.words()).redirectErrorStream(true)
          .redirectOutput(folder.resolve("said").toFile()).start();
      try (var in = process.getOutputStream()) {
        in.write(command.input().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
      assertEquals(0, process.waitFor(), () -> command.words() + said());
      assertFalse(said().contains("error"), said());
    }
    try (Qmp qmp = Qmp.open(machine.qmpSocket(), deployment.uuid())) {
      assertEquals("running", qmp.status());
      qmp.ask("quit");
    }
    hypervisor.release(host, "k1").orThrow();
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static boolean answers(Deployment deployment, MachineRecord machine) {
    try (Qmp qmp = Qmp.open(machine.qmpSocket(), deployment.uuid())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
