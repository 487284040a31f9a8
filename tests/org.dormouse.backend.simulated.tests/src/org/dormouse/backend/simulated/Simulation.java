package org.dormouse.backend.simulated;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.UpdateService.Guest;
import org.dormouse.spi.UpdateService.MediaPort;
import org.dormouse.spi.UpdateService.Snapshot;

/** A simulated world with a clock that is moved by hand. */
final class Simulation {
  Instant now = Instant.parse("2026-03-01T22:00:00Z");
  final SimulatedWorld world;
  final BackendSpec library;
  final BackendSpec host;
  final BackendSpec service;

  Simulation() {
    this(new SimulatedWorld(), spec("lib", Map.of("vms", "40", "upToDate", "0")), spec("host", Map.of()),
        spec("updates", Map.of()));
  }

  /** The same world with other definitions; its clock is this one's from now on. */
  Simulation(SimulatedWorld world, BackendSpec library, BackendSpec host, BackendSpec service) {
    this.world = world;
    this.library = library;
    this.host = host;
    this.service = service;
    world.setClock(() -> now);
  }

  static BackendSpec spec(String name, Map<String, String> settings) {
    return new BackendSpec(name, "simulated", settings);
  }

  static BackendSpec with(BackendSpec spec, String key, String value) {
    var settings = new HashMap<>(spec.settings());
    settings.put(key, value);
    return new BackendSpec(spec.name(), spec.type(), settings);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  SimulatedLibrary libraries() {
    return new SimulatedLibrary(world);
  }

  SimulatedHypervisor hypervisor() {
    return new SimulatedHypervisor(world);
  }

  SimulatedGuestChannel channel() {
    return new SimulatedGuestChannel(world);
  }

  SimulatedUpdateService updates() {
    return new SimulatedUpdateService(world);
  }

  List<StoredMachine> machines() {
    return libraries().scan(library).orThrow().machines();
  }

  StoredMachine machine(int disks) {
    return machines().stream().filter(machine -> machine.disks().size() == disks).findFirst().orElseThrow();
  }

  /** Deploys, starts and waits until the guest would answer. */
  void wake(BackendSpec onHost, String key, StoredMachine machine) {
    hypervisor().deploy(onHost, key, machine, Isolation.LINK_DOWN).orThrow();
    hypervisor().start(onHost, key).orThrow();
    pass(Duration.ofMinutes(1));
  }

  GuestSession session(BackendSpec onHost, String key) {
    return hypervisor().address(onHost, key).then(channel()::open).orThrow();
  }

  Guest guest(BackendSpec from, Snapshot snapshot, String key, GuestSession session, Path work) {
    return new Guest(key, from, snapshot, session, new MediaPort() {
      @Override
      public Result<Result.Nothing> insert(String serial, Path image) {
        return hypervisor().insertMedium(host, key, serial, image);
      }

      @Override
      public Result<Result.Nothing> remove(String serial) {
        return hypervisor().removeMedium(host, key, serial);
      }
    }, work);
  }

  boolean isRunning(BackendSpec onHost, String key) {
    return hypervisor().power(onHost, key).orThrow() == Power.RUNNING;
  }
}
