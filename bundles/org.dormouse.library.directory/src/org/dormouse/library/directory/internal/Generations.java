package org.dormouse.library.directory.internal;

import com.github.luben.zstd.ZstdIOException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dormouse.library.directory.internal.Commit.Incoming;
import org.dormouse.library.directory.internal.GenerationEntry.Stored;
import org.dormouse.library.directory.internal.MachineFiles.Present;
import org.dormouse.spi.CommandJournal;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Generation;
import org.dormouse.spi.StoredMachine;

/** Lists, commits, brings back and removes the generations of one VM. */
public final class Generations {
  private final LibraryFolder library;
  private final LibraryLock lock;
  private final InstantSource clock;
  private final CommitProbe probe;
  private final CommandJournal journal;

  public Generations(LibraryFolder library, LibraryLock lock, InstantSource clock, CommitProbe probe,
      CommandJournal journal) {
    this.journal = journal;
    this.library = library;
    this.lock = lock;
    this.clock = clock;
    this.probe = probe;
  }

  public Generation commit(StoredMachine machine, String key, List<FileIdentity> claimed, List<String> sha256)
      throws IOException, Refusal {
    if (sha256.size() != machine.disks().size() || !sha256.stream().allMatch(hash -> hash.matches("[0-9a-f]{64}"))) {
      throw Refusal.lasting("bad-hashes", "VM " + machine.id() + " has " + machine.disks().size()
          + " disks; one SHA-256 in lower-case hexadecimal is needed for each.", "");
    }
    var incoming = new HashMap<String, Incoming>();
    List<Path> paths = new Preparation(library).paths(machine, key);
    for (int i = 0; i < paths.size(); i++) {
      incoming.put(MachineFiles.role(machine.disks().get(i)), new Incoming(paths.get(i), sha256.get(i)));
    }
    return commit(machine, key, claimed, incoming);
  }

  private Generation commit(StoredMachine machine, String key, List<FileIdentity> claimed,
      Map<String, Incoming> incoming) throws IOException, Refusal {
    return new Commit(library, lock, clock, probe, journal).run(machine, key, claimed, incoming).shown();
  }

  /**
   * Reads without waiting for anybody, and writes only when somebody else has replaced a generation that is on record:
   * that state then has a number of its own for good.
   */
  public List<Generation> list(StoredMachine machine) throws IOException, Refusal {
    new Preparation(library).refuseUnfinished(machine);
    MachineFiles files = MachineFiles.of(machine);
    History before = History.read(library, machine.name());
    History now = before.observing(files.stored(library), files.identities());
    if (now == before || before.last() == 0) {
      return now.shown();
    }
    return lock.holdingLibrary(library, () -> observe(machine)).shown();
  }

  /** The caller holds the library. */
  private History observe(StoredMachine machine) throws IOException, Refusal {
    new Preparation(library).refuseUnfinished(machine);
    MachineFiles files = MachineFiles.of(machine);
    History before = History.read(library, machine.name());
    History now = before.observing(files.stored(library), files.identities());
    if (now != before) {
      now.write(library, machine.name());
    }
    return now;
  }

  public List<Generation> expire(StoredMachine machine, int keep, Duration age) throws IOException, Refusal {
    if (keep < 0 || age.isNegative()) {
      throw Refusal.lasting("bad-retention", "A retention cannot be negative.", "");
    }
    return lock.holdingLibrary(library, () -> {
      History history = observe(machine);
      Instant now = clock.instant();
      List<GenerationEntry> expired = history.expired(keep, age, now);
      if (expired.isEmpty()) {
        return List.of();
      }
      // The history first: files that no history knows are swept away, a history without its files would be a lie.
      history.without(expired, now).write(library, machine.name());
      probe.done("write history of expiry");
      for (var entry : expired) {
        DurableFiles.removeFolder(library.generations(machine.name()).resolve(String.valueOf(entry.number())));
        probe.done("remove expired generation " + entry.number());
      }
      return expired.stream().map(GenerationEntry::shown).toList();
    });
  }

  /** The kept files are copied, so that whatever happens to the new current ones, they stay as they are. */
  public Generation rollback(StoredMachine machine, int number) throws IOException, Refusal {
    History history = lock.holdingLibrary(library, () -> observe(machine));
    GenerationEntry wanted = history.kept(number).orElseThrow(() -> Refusal.lasting("generation-unknown",
        "VM " + machine.id() + " has no kept generation " + number + ".", "See vm history for those it has."));
    MachineFiles files = MachineFiles.of(machine);
    refuseOtherFiles(machine, wanted, files);
    String key = Recovery.ROLLBACK + "to-" + number + "-as-" + (history.last() + 1);
    DurableFiles.removeFolder(library.incoming(key));
    DurableFiles.makeFolder(library.incoming(key));
    try {
      Map<String, Incoming> copies = copies(machine, wanted, files, key);
      return commit(machine, key, files.identities(), copies);
    } catch (IOException | Refusal e) {
      if (!Identities.exists(library.intent(machine.name()))) {
        new Preparation(library).abandon(machine, key);
      }
      throw e;
    }
  }

  private static void refuseOtherFiles(StoredMachine machine, GenerationEntry wanted, MachineFiles files)
      throws Refusal {
    Set<String> then = wanted.files().stream().map(f -> f.role() + " " + leaf(f.file())).collect(Collectors.toSet());
    Set<String> now = files.files().stream().map(f -> f.role() + " " + f.path().getFileName())
        .collect(Collectors.toSet());
    if (!then.equals(now)) {
      throw Refusal.lasting("generation-differs", "VM " + machine.id() + " consists of other files now ("
          + Shown.of(now.stream().sorted().toList()) + ") than generation " + wanted.number() + " ("
          + Shown.of(then.stream().sorted().toList()) + ").", "Give the VM the same files again, then roll back.");
    }
  }

  private static String leaf(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private Map<String, Incoming> copies(StoredMachine machine, GenerationEntry wanted, MachineFiles files, String key)
      throws IOException, Refusal {
    var copies = new HashMap<String, Incoming>();
    var hashed = new ArrayList<Stored>();
    for (Stored file : wanted.files()) {
      Present target = files.files().stream().filter(f -> f.role().equals(file.role())).findFirst().orElseThrow();
      Path copy = library.incoming(key).resolve(target.role() + "-" + target.path().getFileName());
      String hash = copyOf(machine, wanted, file, copy);
      probe.done("copy " + file.file());
      copies.put(file.role(), new Incoming(copy, hash));
      hashed.add(file.withHash(hash));
    }
    lock.holdingLibrary(library, () -> {
      // A first generation has no hashes until somebody has read it whole.
      History.read(library, machine.name()).replacing(wanted.withFiles(hashed)).write(library, machine.name());
      return hashed;
    });
    return copies;
  }

  private String copyOf(StoredMachine machine, GenerationEntry wanted, Stored file, Path copy)
      throws IOException, Refusal {
    String damage;
    try {
      FileIdentity kept = Identities.of(library.resolve(file.kept()));
      if (file.isDisk() && !file.isPacked() && kept.size() != file.size()) {
        damage = "has another size";
      } else {
        String hash;
        try (ReadableByteChannel content = Packing.content(library, file)) {
          hash = DurableFiles.copy(content, file.isPacked() ? file.size() : Long.MAX_VALUE, copy);
        }
        if (file.sha256().isEmpty() || file.sha256().equals(hash)) {
          return hash;
        }
        damage = "has another SHA-256 than recorded";
      }
    } catch (NoSuchFileException e) {
      damage = "is gone";
    } catch (ZstdIOException e) {
      damage = "cannot be unpacked (" + e.getMessage() + ")";
    }
    throw Refusal.lasting("generation-damaged", "Generation " + wanted.number() + " of VM " + machine.id()
        + " cannot be brought back: its file " + file.kept() + " " + damage + ".",
        "The present generation was left as it is; restore the file from a backup.");
  }
}
