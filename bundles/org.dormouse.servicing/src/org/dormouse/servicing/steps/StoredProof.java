package org.dormouse.servicing.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Looking;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.DiskReader.State;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.InstalledPackage;

/**
 * Reads a stored generation without waking it and compares its package database with what the running guest reported.
 * Where no reader understands the file system, before as after, that is said in the proof; a difference is a trouble.
 */
final class StoredProof {

  private final Backends backends;

  StoredProof(Backends backends) {
    this.backends = backends;
  }

  /**
   * @param present the VM with the images that lie in the library
   * @param fresh the same VM with the images that are to take their places
   * @return what was proven, as sentences
   */
  Result<List<String>> prove(StoredMachine present, StoredMachine fresh, BackendSpec service,
      List<InstalledPackage> expected) {
    List<Path> places = present.disks().stream().map(MachineDisk::image).toList();
    Result<GuestFiles> opened = new Looking(backends).open(fresh, places);
    return switch (opened) {
      case Result.Failed<GuestFiles>(var trouble) -> unreadable(present, trouble);
      case Result.Ok<GuestFiles>(var files) -> {
        try (files) {
          yield compare(fresh, service, expected, files);
        }
      }
    };
  }

  /** What could be read before it was serviced and cannot any more is no limit of ours but a damage. */
  private Result<List<String>> unreadable(StoredMachine present, Trouble trouble) {
    switch (new Looking(backends).open(present)) {
      case Result.Failed<GuestFiles> before -> {
        return Result.ok(List.of("the stored image could not be read a second way: " + trouble.message()));
      }
      case Result.Ok<GuestFiles>(var files) -> files.close();
    }
    String message = "The new generation of " + present.id() + " cannot be read without waking, as the old one can: "
        + trouble.message();
    String remedy = "The old generation stays in place; run the job again.";
    return Result.failed(trouble.passing() ? Trouble.passing("stored-image-unreadable", message, remedy)
        : Trouble.lasting("stored-image-unreadable", message, remedy));
  }

  private Result<List<String>> compare(StoredMachine machine, BackendSpec service, List<InstalledPackage> expected,
      GuestFiles files) {
    if (files.state() == State.HAS_ERRORS) {
      return Result.failed(Trouble.lasting("stored-file-system-damaged", "The new generation of " + machine.id()
          + " has a file system that says of itself that it has errors.", "The old generation stays in place."));
    }
    return backends.updateService(service.type()).then(updates -> updates.installed(files)).then(found -> {
      List<String> differences = differences(expected, found);
      if (!differences.isEmpty()) {
        return Result.failed(Trouble.lasting("stored-image-differs", "The new generation of " + machine.id()
            + " does not hold what the guest reported: " + String.join("; ", differences) + ".",
            "The old generation stays in place; run the job again."));
      }
      return Result.ok(List.of("the stored image was read without waking: its " + found.size()
          + " packages are those that the guest reported",
          files.state() == State.CLEAN ? "its file system is clean" : "its file system's journal has to be replayed"));
    });
  }

  private static List<String> differences(List<InstalledPackage> expected, List<InstalledPackage> found) {
    Map<String, String> versions = new HashMap<>();
    found.forEach(p -> versions.put(p.name() + ":" + p.architecture(), p.version()));
    List<String> differences = new ArrayList<>();
    for (InstalledPackage p : expected) {
      String version = versions.remove(p.name() + ":" + p.architecture());
      if (!p.version().equals(version)) {
        differences.add(p.name() + " " + p.version() + " expected, " + (version == null ? "none" : version) + " found");
      }
    }
    versions.forEach((name, version) -> differences.add(name + " " + version + " not expected"));
    return differences.size() <= 5 ? differences : differences.subList(0, 5);
  }
}
