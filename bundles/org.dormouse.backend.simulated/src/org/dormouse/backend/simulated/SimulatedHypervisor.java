package org.dormouse.backend.simulated;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.dormouse.backend.simulated.internal.Content;
import org.dormouse.backend.simulated.internal.Deployment;
import org.dormouse.backend.simulated.internal.HostSettings;
import org.dormouse.backend.simulated.internal.SimulatedState;
import org.dormouse.backend.simulated.internal.Timer;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/**
 * Hypervisor type {@code simulated}: a host that runs VMs of simulated libraries.
 *
 * <p>Settings: {@code memoryMiB} (65536), {@code cpus} (32), {@code bootSeconds} (8), {@code shutdownSeconds} (3),
 * {@code exportSeconds} (5), {@code jitter} (30, percent by which these differ from VM to VM), {@code seed} (1),
 * {@code failEvery} (none; every Nth VM does not start), {@code faults} (see
 * {@link org.dormouse.backend.simulated.internal.Faults}): {@code deploy-fails}, {@code start-fails},
 * {@code silent-agent} never answers, {@code agent-dies} falls silent when updates are installed, {@code crash} of the
 * VM then, {@code slow-shutdown} obeys only the power button, {@code ignores-shutdown} not even that,
 * {@code export-fails}, {@code host-lost} loses the VM's overlays when it is started. With all durations zero, every
 * long operation is done at once.
 */
public final class SimulatedHypervisor implements Hypervisor {
  private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9-]{1,20}");
  private final SimulatedState state;

  public SimulatedHypervisor(SimulatedWorld world) {
    state = world.state();
  }

  @Override
  public String type() {
    return "simulated";
  }

  @Override
  public Result<HostReport> check(BackendSpec host) {
    return HostSettings.of(state, host).map(settings -> new HostReport("simulated 1", "simulated",
        settings.memoryMiB(), settings.cpus(), 1L << 44, List.of(), "simulated, nothing is connected"));
  }

  @Override
  public Result<Result.Nothing> deploy(BackendSpec host, String key, StoredMachine machine, Isolation isolation) {
    return !SimulatedState.isKey(key) ? SimulatedState.refuseKey(key)
        : HostSettings.of(state, host).then(settings -> deploy(settings, host, key, machine));
  }

  private Result<Result.Nothing> deploy(HostSettings settings, BackendSpec host, String key, StoredMachine machine) {
    var disks = new ArrayList<Content>();
    for (MachineDisk disk : machine.disks()) {
      var content = state.content(disk.image());
      if (content.isEmpty()) {
        return failed("image-missing", "VM " + machine.id() + " has no simulated image " + disk.image() + ".",
            "Only VMs of simulated libraries run on a simulated host.");
      }
      disks.add(content.get());
    }
    if (state.deployments().containsKey(SimulatedState.place(host.name(), key))) {
      return Result.ok();
    }
    if (settings.strikes(state, host.name(), "deploy-fails", disks.getFirst())) {
      return Result.failed(Trouble.passing("deploy-failed", "VM " + machine.id() + " could not be deployed on "
          + host.name() + " (simulated).", ""));
    }
    state.deployments().computeIfAbsent(SimulatedState.place(host.name(), key),
        place -> settings.deployment(state, host.name(), key, disks));
    return Result.ok();
  }

  private static <T> Result<T> failed(String code, String message, String remedy) {
    return Result.failed(Trouble.lasting(code, message, remedy));
  }

  private <T> Result<T> deployed(BackendSpec host, String key, Function<Deployment, Result<T>> work) {
    Deployment deployment = state.deployments().get(SimulatedState.place(host.name(), key));
    return deployment == null ? failed("deployment-unknown", "There is no such deployment on " + host.name() + ".",
        "Deploy the VM first.") : work.apply(deployment);
  }

  private <T> Result<T> running(BackendSpec host, String key, Function<Deployment, Result<T>> work) {
    return deployed(host, key, deployment -> deployment.power(state.now()) == Power.RUNNING ? work.apply(deployment)
        : failed("not-running", "VM " + deployment.machine() + " does not run on " + host.name() + ".", "Start it."));
  }

  @Override
  public Result<Result.Nothing> start(BackendSpec host, String key) {
    return HostSettings.of(state, host).then(settings -> deployed(host, key, deployment -> {
      Content boot = deployment.exported().getFirst();
      if (deployment.power(state.now()) == Power.STOPPED && settings.strikes(state, host.name(), "start-fails", boot)) {
        return Result.failed(Trouble.passing("start-failed", "VM " + deployment.machine() + " did not start on "
            + host.name() + " (simulated).", ""));
      }
      return deployment.start(state.now()) ? Result.ok() : failed("not-startable", "VM " + deployment.machine()
          + " has crashed; its overlays are not used again.", "Deploy it again.");
    }));
  }

  @Override
  public Result<Power> power(BackendSpec host, String key) {
    return HostSettings.of(state, host).map(settings -> {
      Deployment deployment = state.deployments().get(SimulatedState.place(host.name(), key));
      return deployment == null ? Power.GONE : deployment.power(state.now());
    });
  }

  @Override
  public Result<GuestAddress> address(BackendSpec host, String key) {
    return running(host, key,
        deployment -> Result.ok(new GuestAddress("simulated", SimulatedState.place(host.name(), key))));
  }

  @Override
  public Result<Result.Nothing> insertMedium(BackendSpec host, String key, String serial, Path image) {
    return running(host, key, deployment -> {
      if (!SERIAL.matcher(serial).matches()) {
        return failed("bad-serial", "A medium's serial has at most 20 letters, digits and dashes.", "");
      }
      if (!Files.isRegularFile(image)) {
        return failed("medium-missing", "There is no medium " + image + ".", "");
      }
      Path there = deployment.media().putIfAbsent(serial, image);
      return there == null || there.equals(image) ? Result.ok()
          : failed("serial-in-use", "Another medium has the serial " + serial + ".", "Remove it first.");
    });
  }

  @Override
  public Result<Result.Nothing> removeMedium(BackendSpec host, String key, String serial) {
    return deployed(host, key, deployment -> {
      deployment.media().remove(serial);
      return Result.ok();
    });
  }

  @Override
  public Result<Result.Nothing> pressPowerButton(BackendSpec host, String key) {
    return deployed(host, key, deployment -> {
      deployment.pressButton(state.now());
      return Result.ok();
    });
  }

  @Override
  public Result<Result.Nothing> kill(BackendSpec host, String key) {
    return deployed(host, key, deployment -> {
      deployment.kill();
      return Result.ok();
    });
  }

  @Override
  public Progress<Exported> export(BackendSpec host, String key, List<Path> targets, String ticket) {
    return switch (HostSettings.of(state, host).then(settings -> deployed(host, key, deployment ->
        Result.ok(export(settings, host, deployment, targets, ticket))))) {
      case Result.Ok<Progress<Exported>>(var progress) -> progress;
      case Result.Failed<Progress<Exported>>(var trouble) -> Progress.failed(trouble);
    };
  }

  private Progress<Exported> export(HostSettings settings, BackendSpec host, Deployment deployment,
      List<Path> targets, String ticket) {
    Instant now = state.now();
    List<Content> disks = deployment.exported();
    if (deployment.power(now) != Power.STOPPED || targets.size() != disks.size()) {
      return Progress.failed(Trouble.lasting("not-exportable", "VM " + deployment.machine() + " is "
          + deployment.power(now) + " and has " + disks.size() + " disks.", "Only a VM that shut down is exported."));
    }
    Duration takes = settings.around(settings.export(), "export", disks.getFirst());
    var timer = ticket.isEmpty() ? Result.ok(Timer.starting("export", now, takes)) : Timer.of("export", ticket);
    if (timer instanceof Result.Failed<Timer>(var trouble)) {
      return Progress.failed(trouble);
    }
    var running = timer.orThrow().running(now, "writing disks");
    if (running.isPresent()) {
      return running.get().map(nothing -> new Exported(List.of()));
    }
    if (settings.strikes(state, host.name(), "export-fails", disks.getFirst())) {
      return Progress.failed(Trouble.passing("export-failed", "The disks of VM " + deployment.machine()
          + " could not be written (simulated).", ""));
    }
    for (int i = 0; i < disks.size(); i++) {
      state.written().put(targets.get(i), disks.get(i));
    }
    return Progress.done(new Exported(disks.stream().map(Content::sha256).toList()));
  }

  @Override
  public Result<Result.Nothing> stopExport(BackendSpec host, String key, String ticket) {
    return Result.ok();
  }

  @Override
  public Result<Result.Nothing> release(BackendSpec host, String key) {
    state.deployments().remove(SimulatedState.place(host.name(), key));
    return Result.ok();
  }

  @Override
  public Result<List<String>> deployments(BackendSpec host) {
    String prefix = SimulatedState.place(host.name(), "");
    return HostSettings.of(state, host).map(settings -> state.deployments().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix)).map(entry -> entry.getValue().key()).sorted().toList());
  }
}
