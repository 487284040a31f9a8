package org.dormouse.backend.simulated;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dormouse.backend.simulated.internal.Content;
import org.dormouse.backend.simulated.internal.Estate;
import org.dormouse.backend.simulated.internal.LibrarySettings;
import org.dormouse.backend.simulated.internal.Shelf;
import org.dormouse.backend.simulated.internal.SimulatedState;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Generation;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/**
 * Library type {@code simulated}: any number of VMs that take no space.
 *
 * <p>Settings: {@code vms} (100), {@code seed} (1), {@code upToDate} (10, percent of VMs that need nothing at first),
 * {@code failEvery} (none; every Nth VM cannot be stored), {@code faults} (see
 * {@link org.dormouse.backend.simulated.internal.Faults}): {@code saved-state} and {@code unreadable} are found by a
 * scan and block; {@code image-replaced}: somebody replaces the image just before it is stored; {@code commit-fails}:
 * storing fails, and may be tried again.
 */
public final class SimulatedLibrary implements LibraryBackend {
  private final SimulatedState state;

  public SimulatedLibrary(SimulatedWorld world) {
    state = world.state();
  }

  @Override
  public String type() {
    return "simulated";
  }

  /** A VM of a library: its number, and the shelf it lies on. */
  private record Place(LibrarySettings settings, Shelf shelf, int index) {
    Estate estate() {
      return settings.estate();
    }
  }

  private Result<Place> place(BackendSpec library, StoredMachine machine) {
    return LibrarySettings.of(state, library).then(settings -> {
      int index = settings.estate().index(machine.name());
      return index > 0 && machine.library().equals(library.name())
          ? Result.ok(new Place(settings, state.shelf(settings.estate()), index))
          : failed("not-in-library", "There is no such VM in the simulated library " + library.name() + ".",
              "Scan the library again.");
    });
  }

  private static <T> Result<T> failed(String code, String message, String remedy) {
    return Result.failed(Trouble.lasting(code, message, remedy));
  }

  @Override
  public Result<LibraryScan> scan(BackendSpec library) {
    return LibrarySettings.of(state, library).map(settings -> {
      state.shelf(settings.estate());
      var machines = new ArrayList<StoredMachine>(settings.estate().machines());
      var findings = new ArrayList<Finding>();
      for (int index = 1; index <= settings.estate().machines(); index++) {
        StoredMachine machine = settings.estate().machine(index);
        machines.add(machine);
        if (settings.faults().has("saved-state", machine.name(), index)) {
          findings.add(Finding.block("saved-state", machine.name(), "VM " + machine.name()
              + " was suspended, not shut down (simulated).", "Resume it and shut it down."));
        }
        if (settings.faults().has("unreadable", machine.name(), index)) {
          findings.add(Finding.block("image-unreadable", machine.name(), "The image of VM " + machine.name()
              + " cannot be read (simulated).", "Make it readable."));
        }
      }
      return new LibraryScan(machines, findings);
    });
  }

  @Override
  public Result<List<FileIdentity>> identify(BackendSpec library, StoredMachine machine) {
    return place(library, machine).map(place -> place.shelf().identify(place.index()));
  }

  @Override
  public Result<List<Path>> prepare(BackendSpec library, StoredMachine machine, String key) {
    return !SimulatedState.isKey(key) ? SimulatedState.refuseKey(key)
        : place(library, machine).map(place -> {
          List<Path> paths = paths(place, machine, key);
          paths.forEach(state.written()::remove);
          return paths;
        });
  }

  private static List<Path> paths(Place place, StoredMachine machine, String key) {
    Path folder = place.estate().incoming(key);
    return machine.disks().stream().map(disk -> folder.resolve(disk.slot() + ".qcow2")).toList();
  }

  @Override
  public Result<Generation> commit(BackendSpec library, StoredMachine machine, String key, List<FileIdentity> claimed,
      List<String> sha256) {
    return !SimulatedState.isKey(key) ? SimulatedState.refuseKey(key)
        : place(library, machine).then(place -> commit(place, machine, key, claimed, sha256));
  }

  private Result<Generation> commit(Place place, StoredMachine machine, String key, List<FileIdentity> claimed,
      List<String> sha256) {
    Optional<Generation> done = place.shelf().ofKey(place.index(), key);
    if (done.isPresent()) {
      return Result.ok(done.get());
    }
    List<Path> paths = paths(place, machine, key);
    List<Content> disks = paths.stream().flatMap(path -> state.content(path).stream()).toList();
    if (disks.size() != machine.disks().size() || sha256.size() != disks.size()) {
      return failed("new-image-missing", "The new images of VM " + machine.id() + " have not all been written.",
          "Nothing was changed; service the VM again.");
    }
    if (place.settings().faults().strike(state, machine.library(), "image-replaced", machine.name(), place.index())) {
      place.shelf().replace(place.index(), state.now());
    }
    if (!claimed.equals(place.shelf().identify(place.index()))) {
      Path aside = place.estate().aside(key);
      for (int i = 0; i < paths.size(); i++) {
        state.written().put(aside.resolve(paths.get(i).getFileName()), disks.get(i));
      }
      return failed("image-replaced", "VM " + machine.id() + " was not stored: somebody else replaced its image "
          + "(simulated). The serviced one is kept in " + aside + ".", "Decide which to keep.");
    }
    if (place.settings().faults().strike(state, machine.library(), "commit-fails", machine.name(), place.index())) {
      return Result.failed(Trouble.passing("library-io", "VM " + machine.id() + " could not be stored (simulated).",
          "Nothing was changed; try again."));
    }
    paths.forEach(state.written()::remove);
    return Result.ok(place.shelf().add(place.index(), key, disks, state.now()));
  }

  @Override
  public Result<Result.Nothing> abandon(BackendSpec library, StoredMachine machine, String key) {
    return !SimulatedState.isKey(key) ? SimulatedState.refuseKey(key)
        : place(library, machine).map(place -> {
          paths(place, machine, key).forEach(state.written()::remove);
          return Result.Nothing.NOTHING;
        });
  }

  @Override
  public Result<List<Generation>> generations(BackendSpec library, StoredMachine machine) {
    return place(library, machine).map(place -> place.shelf().generations(place.index()));
  }

  @Override
  public Result<Generation> rollback(BackendSpec library, StoredMachine machine, int number) {
    return place(library, machine).then(place -> place.shelf().kept(place.index(), number)
        .map(disks -> Result.ok(place.shelf().add(place.index(), "rollback-to-" + number, disks, state.now())))
        .orElseGet(() -> failed("generation-unknown", "VM " + machine.id() + " has no kept generation " + number + ".",
            "See vm history for those it has.")));
  }

  @Override
  public Result<List<Generation>> expire(BackendSpec library, StoredMachine machine, int keep, Duration age) {
    return keep < 0 || age.isNegative() ? failed("bad-retention", "A retention cannot be negative.", "")
        : place(library, machine).map(place -> place.shelf().expire(place.index(), keep, age, state.now()));
  }

  /** Nothing can have been interrupted: what this process does not know has never been. */
  @Override
  public Result<List<String>> recover(BackendSpec library) {
    return LibrarySettings.of(state, library).map(settings -> {
      state.shelf(settings.estate());
      return List.of();
    });
  }
}
