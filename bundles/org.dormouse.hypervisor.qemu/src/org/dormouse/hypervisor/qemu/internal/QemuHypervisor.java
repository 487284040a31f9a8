package org.dormouse.hypervisor.qemu.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.CommandJournal;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/**
 * Hypervisor {@code qemu}: this machine as host, with emulator processes of this user and nothing else. Everything
 * lies in the folder that {@link HostSettings} names, see {@link Deployment}; no state is kept in memory.
 */
public final class QemuHypervisor implements Hypervisor {

  private final CommandJournal journal;

  /** Outside an engine: nobody is told what it carries out. */
  public QemuHypervisor() {
    this(CommandJournal.none());
  }

  /** As a declarative service. */
  public QemuHypervisor(CommandJournal journal) {
    this.journal = journal;
  }

  @Override
  public String type() {
    return "qemu";
  }

  @Override
  public Result<HostReport> check(BackendSpec host) {
    return HostSettings.of(host).then(settings -> new HostCheck(settings).check());
  }

  @Override
  public List<Finding> examine(StoredMachine machine) {
    return Fitness.of(machine);
  }

  @Override
  public Result<Result.Nothing> deploy(BackendSpec host, String key, StoredMachine machine, Isolation isolation) {
    return deployment(host, key, (settings, deployment) ->
        new Deployer(settings, deployment).deploy(machine, isolation));
  }

  @Override
  public Result<Result.Nothing> start(BackendSpec host, String key) {
    return deployment(host, key, (settings, deployment) -> deployment.found().then(machine ->
        new Starter(settings, deployment, machine).start()));
  }

  @Override
  public Result<Power> power(BackendSpec host, String key) {
    if (!Deployment.isKey(key)) {
      return Result.ok(Power.GONE);
    }
    return deployment(host, key, (settings, deployment) -> deployment.read()
        .map(machine -> new Emulator(deployment, machine).power()).orElseGet(() -> Result.ok(Power.GONE)));
  }

  @Override
  public Result<GuestAddress> address(BackendSpec host, String key) {
    return emulator(host, key, (machine, emulator) -> emulator.isAlive()
        ? Result.ok(new GuestAddress("qga", machine.agentSocket().toString()))
        : Result.failed(Trouble.lasting("vm-not-running", "The VM " + machine.machine() + " (" + key
            + ") does not run, so its guest has no address.", "Start it first.")));
  }

  @Override
  public Result<Result.Nothing> insertMedium(BackendSpec host, String key, String serial, Path image) {
    return emulator(host, key, (machine, emulator) -> new Media(machine, emulator).insert(serial, image));
  }

  @Override
  public Result<Result.Nothing> removeMedium(BackendSpec host, String key, String serial) {
    return emulator(host, key, (machine, emulator) -> new Media(machine, emulator).remove(serial));
  }

  @Override
  public Result<Result.Nothing> pressPowerButton(BackendSpec host, String key) {
    return emulator(host, key, (machine, emulator) -> emulator.ask(qmp -> {
      qmp.ask("system_powerdown");
      return Result.ok();
    }));
  }

  @Override
  public Result<Result.Nothing> kill(BackendSpec host, String key) {
    return emulator(host, key, (machine, emulator) -> emulator.kill());
  }

  @Override
  public Progress<Exported> export(BackendSpec host, String key, List<Path> targets, String ticket) {
    Result<Progress<Exported>> progress = emulator(host, key, (deployment, machine, emulator) -> {
      Export export = new Export(deployment, machine);
      return ticket.isEmpty()
          ? emulator.power().map(power -> power == Power.STOPPED ? export.begin(targets) : Progress.failed(
              Trouble.lasting("export-refused", "The disks of " + machine.machine() + " (" + key
                  + ") cannot be exported: the VM is " + power + ", not STOPPED.", "")))
          : Result.ok(export.poll(ticket));
    });
    return switch (progress) {
      case Result.Ok<Progress<Exported>>(var value) -> value;
      case Result.Failed<Progress<Exported>>(Trouble trouble) -> Progress.failed(trouble);
    };
  }

  @Override
  public Result<Result.Nothing> stopExport(BackendSpec host, String key, String ticket) {
    return emulator(host, key, (deployment, machine, emulator) -> new Export(deployment, machine).stop(ticket));
  }

  @Override
  public Result<Result.Nothing> release(BackendSpec host, String key) {
    return Deployment.isKey(key)
        ? deployment(host, key, (settings, deployment) -> new Release(deployment).release()) : Result.ok();
  }

  @Override
  public Result<List<String>> deployments(BackendSpec host) {
    return HostSettings.of(host).then(settings -> {
      try {
        return Result.ok(Deployment.keys(settings.work()));
      } catch (IOException e) {
        return Result.failed(Trouble.lasting("host-work-folder", "The work folder " + settings.work() + " of the host "
            + host.name() + " cannot be listed: " + e.getMessage(), "Check its owner."));
      }
    });
  }

  private interface OnDeployment<T> {
    Result<T> apply(HostSettings settings, Deployment deployment);
  }

  private interface OnMachine<T> {
    Result<T> apply(MachineRecord machine, Emulator emulator);
  }

  private interface OnEmulator<T> {
    Result<T> apply(Deployment deployment, MachineRecord machine, Emulator emulator);
  }

  private <T> Result<T> deployment(BackendSpec host, String key, OnDeployment<T> work) {
    return HostSettings.of(host).then(settings -> Deployment.isKey(key)
        ? work.apply(settings, new Deployment(settings.work(), key, journal))
        : Result.failed(Trouble.lasting("deployment-key-wrong", "No deployment can have the key "
            + (key.length() > 100 ? key.substring(0, 100) : key).replaceAll("\\p{Cntrl}", "?") + ".",
            "Keys are lower-case letters, digits and dashes, at most 40.")));
  }

  private <T> Result<T> emulator(BackendSpec host, String key, OnMachine<T> work) {
    return emulator(host, key, (deployment, machine, emulator) -> work.apply(machine, emulator));
  }

  private <T> Result<T> emulator(BackendSpec host, String key, OnEmulator<T> work) {
    return deployment(host, key, (settings, deployment) -> deployment.found().then(machine ->
        work.apply(deployment, machine, new Emulator(deployment, machine))));
  }
}
