package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.library.directory.internal.GenerationEntry.Stored;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;

/** The files that make up a VM as they lie in the library now: its disks in slot order, then its sidecar. */
record MachineFiles(List<Present> files) {
  static final String DEFINITION = "definition";

  /** @param role {@code disk0} and so on, or {@code definition} */
  record Present(String role, Path path, FileIdentity identity) {
    boolean isDisk() {
      return !role.equals(DEFINITION);
    }
  }

  static String role(MachineDisk disk) {
    return "disk" + disk.slot();
  }

  static MachineFiles of(StoredMachine machine) throws IOException, Refusal {
    var files = new ArrayList<Present>();
    for (var disk : machine.disks()) {
      files.add(present(machine, role(disk), disk.image()));
    }
    if (machine.definition().isPresent()) {
      files.add(present(machine, DEFINITION, machine.definition().get()));
    }
    return new MachineFiles(List.copyOf(files));
  }

  private static Present present(StoredMachine machine, String role, Path file) throws Refusal {
    try {
      return new Present(role, file, Identities.of(file));
    } catch (IOException e) {
      throw Refusal.lasting("image-missing", "File " + Shown.of(file) + " of VM " + machine.id()
          + " cannot be read: " + LibraryFolder.reason(e) + ".", "Put it back, or scan the library again.");
    }
  }

  List<FileIdentity> identities() {
    return files.stream().map(Present::identity).toList();
  }

  List<Stored> stored(LibraryFolder library) {
    return files.stream().map(f -> Stored.of(library.relative(f.path()), f.role(), f.identity(), "")).toList();
  }
}
