package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.StoredMachine;

/** What happens to a VM in the library before its commit: claimed files, and a place for the new ones. */
public final class Preparation {
  private final LibraryFolder library;

  public Preparation(LibraryFolder library) {
    this.library = library;
  }

  public List<FileIdentity> identify(StoredMachine machine) throws IOException, Refusal {
    refuseUnfinished(machine);
    return MachineFiles.of(machine).identities();
  }

  public List<Path> prepare(StoredMachine machine, String key) throws IOException, Refusal {
    refuseUnfinished(machine);
    library.makeOwn();
    DurableFiles.removeFolder(library.incoming(key));
    DurableFiles.makeFolder(library.incoming(key));
    return paths(machine, key);
  }

  List<Path> paths(StoredMachine machine, String key) {
    var paths = new ArrayList<Path>();
    for (var disk : machine.disks()) {
      String name = disk.image().getFileName().toString();
      String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      String plain = suffix.matches("[a-z0-9]{1,8}") ? suffix : "img";
      paths.add(library.incoming(key).resolve(disk.slot() + "." + plain));
    }
    return List.copyOf(paths);
  }

  /** The new files of an interrupted commit stay: its recovery needs them. */
  public void abandon(StoredMachine machine, String key) throws IOException, Refusal {
    refuseUnfinished(machine);
    DurableFiles.removeFolder(library.incoming(key));
    Claims.forget(library, key);
  }

  public void refuseUnfinished(StoredMachine machine) throws Refusal {
    if (Identities.exists(library.intent(machine.name()))) {
      throw Refusal.lasting("commit-unfinished", "A commit of VM " + machine.id() + " was interrupted; until it is "
          + "finished or undone its files may be of two generations.", "Start the engine again: it sees to this.");
    }
  }
}
