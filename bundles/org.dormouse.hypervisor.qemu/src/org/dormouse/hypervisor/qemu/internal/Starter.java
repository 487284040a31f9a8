package org.dormouse.hypervisor.qemu.internal;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * Starts a deployed VM with the accelerator that works here. While nobody knows whether KVM does, one VM at a time is
 * started with it and watched until its guest has opened the agent's port, which only happens in user space. If it
 * does not get there, it is started once more, on new overlays, without.
 */
final class Starter {

  /** A guest that has not even read a kernel by then never will in bearable time. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(20);

  /** For a guest that reads and reads, but is slow. */
  private static final Duration LAST_LOOK = Duration.ofSeconds(90);

  private static final long KERNEL_BYTES = 8L << 20;
  private static final long PROOF_WAIT_SECONDS = 100;
  private static final ReentrantLock PROVING = new ReentrantLock();

  private final HostSettings host;
  private final Deployment deployment;
  private final MachineRecord machine;
  private final Emulator emulator;

  Starter(HostSettings host, Deployment deployment, MachineRecord machine) {
    this.host = host;
    this.deployment = deployment;
    this.machine = machine;
    this.emulator = new Emulator(deployment, machine);
  }

  Result<Result.Nothing> start() {
    return emulator.power().then(power -> switch (power) {
      case RUNNING -> Result.ok();
      case STOPPED -> accelerated();
      case CRASHED -> unusable("did not shut itself down when it ran before");
      case LOST -> unusable("lived through a restart of this machine");
      case GONE -> unusable("is gone");
    });
  }

  private Result<Result.Nothing> unusable(String why) {
    return Result.failed(Trouble.lasting("overlay-unusable", "The deployment " + deployment.key() + " of "
        + machine.machine() + " " + why + " and is not started again.", "Release it and deploy the VM anew."));
  }

  private Result<Result.Nothing> accelerated() {
    return switch (host.accelerator()) {
      case KVM -> emulator.launch(host, Accelerator.KVM);
      case TCG -> emulator.launch(host, Accelerator.TCG);
      case AUTO -> switch (new KvmProof(host).known().verdict()) {
        case WORKS -> emulator.launch(host, Accelerator.KVM);
        case FAILS -> emulator.launch(host, Accelerator.TCG);
        // What a former start wrote is not put at risk to learn something.
        case UNKNOWN -> deployment.lastRun().isEmpty() ? oneAtATime() : emulator.launch(host, Accelerator.TCG);
      };
    };
  }

  private Result<Result.Nothing> oneAtATime() {
    try {
      if (!PROVING.tryLock(PROOF_WAIT_SECONDS, TimeUnit.SECONDS)) {
        return emulator.launch(host, Accelerator.TCG);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Result.failed(Trouble.passing("interrupted", "The start of " + machine.machine()
          + " was interrupted.", ""));
    }
    try {
      return new KvmProof(host).known().verdict() == KvmProof.Verdict.UNKNOWN ? watched() : accelerated();
    } finally {
      PROVING.unlock();
    }
  }

  private Result<Result.Nothing> watched() {
    Result<Result.Nothing> launched = emulator.launch(host, Accelerator.KVM);
    String reason = launched.failure().map(Trouble::message).orElse("");
    try {
      if (launched.isOk()) {
        if (reachesUserSpace()) {
          new KvmProof(host).write(true, "");
          return Result.ok();
        }
        reason = "a guest did not reach user space with it";
      }
      if (Thread.currentThread().isInterrupted()) {
        return Result.failed(Trouble.passing("interrupted", "The start of " + machine.machine()
            + " was interrupted.", ""));
      }
      new KvmProof(host).write(false, reason);
      return emulator.kill().then(killed -> forgetRuns()).then(forgotten -> emulator.launch(host, Accelerator.TCG));
    } catch (IOException e) {
      return Result.failed(Trouble.lasting("host-work-folder", "The work folder " + host.work()
          + " cannot be written: " + e.getMessage(), "Check its owner and free space."));
    }
  }

  private boolean reachesUserSpace() {
    long begin = System.nanoTime();
    while (emulator.isAlive()) {
      if (emulator.ask(qmp -> Result.ok(isAgentPortOpen(qmp))).toOptional().orElse(false)) {
        return true;
      }
      long passed = System.nanoTime() - begin;
      boolean slowAtBest = passed > FIRST_LOOK.toNanos()
          && emulator.ask(qmp -> Result.ok(bytesRead(qmp))).toOptional().orElse(0L) < KERNEL_BYTES;
      if (slowAtBest || passed > LAST_LOOK.toNanos() || !Pause.millis(200)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isAgentPortOpen(Qmp qmp) throws IOException {
    for (JsonObject told : Told.objects(qmp.ask("query-chardev", new JsonObject()))) {
      if (Told.text(told, "label").equals("agent")) {
        return Told.truth(told, "frontend-open");
      }
    }
    return false;
  }

  private static long bytesRead(Qmp qmp) throws IOException {
    long bytes = 0;
    for (JsonObject device : Told.objects(qmp.ask("query-blockstats", new JsonObject()))) {
      bytes += Told.number(Told.object(device.get("stats")), "rd_bytes");
    }
    return bytes;
  }

  /** As if it had never been started: new overlays. */
  private Result<Result.Nothing> forgetRuns() {
    try {
      for (var run : deployment.runs()) {
        Durable.remove(run);
      }
      for (MachineRecord.Disk disk : machine.disks()) {
        Files.deleteIfExists(deployment.overlay(disk.slot()));
      }
    } catch (IOException e) {
      return Result.failed(Trouble.lasting("host-work-folder", "The work folder " + host.work()
          + " cannot be cleaned: " + e.getMessage(), ""));
    }
    return Overlays.make(deployment, machine);
  }
}
