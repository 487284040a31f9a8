package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.library.directory.internal.GenerationEntry.State;
import org.dormouse.library.directory.internal.GenerationEntry.Stored;
import org.dormouse.library.directory.internal.Intent.Change;
import org.dormouse.library.directory.internal.Intent.Seen;
import org.dormouse.library.directory.internal.MachineFiles.Present;
import org.dormouse.spi.CommandJournal;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.StoredMachine;

/**
 * Puts the files of a VM in place as its next generation. First everything that takes long and may fail, on the new
 * files only; then, under the library's lock, the comparison with the claim and the {@link CommitSteps}.
 */
public final class Commit {
  private final LibraryFolder library;
  private final LibraryLock lock;
  private final InstantSource clock;
  private final CommitProbe probe;
  private final CommandJournal journal;

  public Commit(LibraryFolder library, LibraryLock lock, InstantSource clock, CommitProbe probe,
      CommandJournal journal) {
    this.journal = journal;
    this.library = library;
    this.lock = lock;
    this.clock = clock;
    this.probe = probe;
  }

  /** A new file by the role it takes over, with the hash of its content. */
  record Incoming(Path file, String sha256) {}

  /** The caller holds the VM. A commit of this VM that was interrupted before is finished or undone first. */
  GenerationEntry run(StoredMachine machine, String key, List<FileIdentity> claimed, Map<String, Incoming> incoming)
      throws IOException, Refusal {
    Optional<GenerationEntry> done = settled(machine, key);
    if (done.isPresent()) {
      return done.get();
    }
    refuseSetAside(machine, key);
    compare(machine, key, claimed);
    MachineFiles files = MachineFiles.of(machine);
    for (Present old : files.files()) {
      Incoming fresh = incoming.get(old.role());
      if (fresh != null) {
        ready(machine, key, old, fresh.file());
      }
    }
    DurableFiles.sync(library.incoming(key));
    DurableFiles.sync(library.incoming());
    Map<String, String> unhashed = hashesOfUnhashed(machine, key, files);
    return lock.holdingLibrary(library, () -> put(machine, key, claimed, incoming, unhashed));
  }

  /**
   * What nobody has read whole yet, as all that was not put in place by Dormouse, is read before it is kept: a report
   * tells of both generations, and a rollback knows what it has to bring back. By role, in hexadecimal. That the files
   * are still those that were claimed is seen to afterwards.
   */
  private Map<String, String> hashesOfUnhashed(StoredMachine machine, String key, MachineFiles files)
      throws IOException, Refusal {
    List<Stored> current = History.read(library, machine.name()).observing(files.stored(library), files.identities())
        .current().orElseThrow().files();
    var hashes = new HashMap<String, String>();
    for (Present file : files.files()) {
      String name = library.relative(file.path());
      if (current.stream().anyMatch(known -> known.file().equals(name) && known.sha256().isEmpty())) {
        hashes.put(file.role(), DurableFiles.sha256(file.path(), file.identity().size()));
        journal.carriedOut(key, Command.onHost(List.of("sha256sum", file.path().toString()),
            "what is kept is known to the byte"));
      }
    }
    return hashes;
  }

  /** Ends an interrupted commit of this VM, and answers the generation of the key if there is one. */
  private Optional<GenerationEntry> settled(StoredMachine machine, String key) throws IOException, Refusal {
    new Recovery(library, lock, probe).settle(machine);
    Optional<GenerationEntry> done = History.read(library, machine.name()).ofKey(key);
    if (done.isPresent()) {
      refuseGone(machine, done.get());
      DurableFiles.removeFolder(library.incoming(key));
    }
    return done;
  }

  /** That it was stored once is no proof that it is there. */
  private static void refuseGone(StoredMachine machine, GenerationEntry done) throws Refusal {
    if (done.state() == State.GONE) {
      throw Refusal.lasting("generation-gone", "Generation " + done.number() + " of VM " + machine.id() + " was stored "
          + "for this servicing before, and is gone.", "Nothing was changed; service the VM again.");
    }
  }

  private void ready(StoredMachine machine, String key, Present old, Path fresh) throws IOException, Refusal {
    FileIdentity identity;
    try {
      identity = Identities.of(fresh);
    } catch (IOException e) {
      throw Refusal.lasting("new-image-missing", "The new image " + Shown.of(fresh) + " of VM " + machine.id()
          + " cannot be read: " + LibraryFolder.reason(e) + ".", "Nothing was changed; service the VM again.");
    }
    if (identity.size() == 0) {
      throw Refusal.lasting("new-image-empty", "The new image " + Shown.of(fresh) + " of VM " + machine.id()
          + " is empty.", "Nothing was changed; service the VM again.");
    }
    if (identity.device() != old.identity().device()) {
      throw Refusal.lasting("other-file-system", Shown.of(old.path()) + " lies on another file system than "
          + library.own() + ", so it cannot be replaced in one step.",
          "Make the mounted folder a library of its own.");
    }
    KeptAttributes.copy(old.path(), fresh);
    DurableFiles.sync(fresh);
    journal.carriedOut(key, Command.onHost(List.of("cp", "--attributes-only",
        "--preserve=mode,ownership,xattr", "--no-dereference", "--", old.path().toString(),
        fresh.toString()), "owner, mode, ACL and extended attributes stay what they were"));
    journal.carriedOut(key, Command.onHost(List.of("sync", fresh.toString()), ""));
  }

  private GenerationEntry put(StoredMachine machine, String key, List<FileIdentity> claimed,
      Map<String, Incoming> incoming, Map<String, String> unhashed) throws IOException, Refusal {
    compare(machine, key, claimed);
    Intent intent = intent(machine, key, claimed, incoming, unhashed);
    var steps = new CommitSteps(library, intent);
    try {
      CommitSteps.run(steps.begin(), probe);
      steps.beginning().forEach(command -> journal.carriedOut(key, command));
      CommitSteps.run(steps.finish(), probe);
      steps.finishing().forEach(command -> journal.carriedOut(key, command));
      return intent.fresh();
    } catch (IOException | Refusal e) {
      return afterFailure(machine, key, e);
    }
  }

  /** A step failed while we live: what a later recovery would do is done at once. */
  private GenerationEntry afterFailure(StoredMachine machine, String key, Exception failure)
      throws IOException, Refusal {
    try {
      new Recovery(library, lock, probe).one(machine.name());
    } catch (IOException | Refusal e) {
      throw Refusal.lasting("commit-unfinished", "Storing VM " + machine.id() + " failed (" + Shown.of(
          String.valueOf(failure.getMessage())) + ") and could not be undone: " + Shown.of(String.valueOf(
          e.getMessage())) + ".", "See to the file system; the next start of the engine finishes or undoes it.");
    }
    Optional<GenerationEntry> done = History.read(library, machine.name()).ofKey(key);
    if (done.isPresent()) {
      return done.get();
    }
    if (failure instanceof Refusal r && r.trouble().code().equals("image-replaced")) {
      throw replaced(machine, key, r.trouble().message());
    }
    if (failure instanceof Refusal r) {
      throw r;
    }
    throw (IOException) failure;
  }

  private void compare(StoredMachine machine, String key, List<FileIdentity> claimed) throws IOException, Refusal {
    MachineFiles now;
    try {
      now = MachineFiles.of(machine);
    } catch (Refusal e) {
      throw replaced(machine, key, e.trouble().message());
    }
    Claims excused = Claims.read(library, key);
    if (claimed.size() != now.files().size()) {
      throw replaced(machine, key, "The VM has " + now.files().size() + " files but " + claimed.size()
          + " were claimed.");
    }
    for (Present file : now.files()) {
      Optional<FileIdentity> before = claimed.stream().filter(c -> c.file().equals(file.path())).findFirst();
      boolean same = before.isPresent() && (before.get().equals(file.identity())
          || excused.allow(library.relative(file.path()), before.get(), file.identity()));
      if (!same) {
        throw replaced(machine, key, Shown.of(file.path()) + " is no longer the file that was claimed.");
      }
    }
  }

  /** Both are kept: what lies in the library stays there, the new files are set aside and named. */
  private Refusal replaced(StoredMachine machine, String key, String why) throws IOException, Refusal {
    Path aside = library.aside(key);
    if (Files.isDirectory(library.incoming(key)) && !Identities.exists(aside)) {
      DurableFiles.makeFolder(library.asides());
      DurableFiles.move(library.incoming(key), aside);
      DurableFiles.sync(library.asides());
    }
    return Refusal.lasting("image-replaced", "VM " + machine.id() + " was not stored: " + why
        + " Somebody else's files were left as they are; the serviced ones are in " + aside + ".",
        "Decide which to keep; then remove that folder or service the VM again.");
  }

  private void refuseSetAside(StoredMachine machine, String key) throws IOException, Refusal {
    if (Files.isDirectory(library.aside(key)) && !Files.isDirectory(library.incoming(key))) {
      throw replaced(machine, key, "A file had been replaced since it was claimed.");
    }
  }

  private Intent intent(StoredMachine machine, String key, List<FileIdentity> claimed,
      Map<String, Incoming> incoming, Map<String, String> unhashed) throws IOException, Refusal {
    MachineFiles files = MachineFiles.of(machine);
    History history = History.read(library, machine.name()).observing(files.stored(library), files.identities());
    history.write(library, machine.name());
    GenerationEntry current = history.current().orElseThrow();
    String keptIn = LibraryFolder.OWN + "/generations/" + machine.name() + "/" + current.number() + "/";
    var changes = new ArrayList<Change>();
    var oldFiles = new ArrayList<Stored>();
    var freshFiles = new ArrayList<Stored>();
    for (Present file : files.files()) {
      String target = library.relative(file.path());
      String kept = keptIn + file.role() + "-" + file.path().getFileName();
      Stored known = current.files().stream().filter(f -> f.file().equals(target)).findFirst().orElseThrow();
      Stored old = known.sha256().isEmpty() ? known.withHash(unhashed.getOrDefault(file.role(), "")) : known;
      FileIdentity claim = claimed.stream().filter(c -> c.file().equals(file.path())).findFirst().orElseThrow();
      Incoming fresh = incoming.get(file.role());
      oldFiles.add(old.keptAt(kept));
      Seen freshSeen = Seen.of(file.identity());
      if (fresh == null) {
        freshFiles.add(old);
      } else {
        FileIdentity identity = Identities.of(fresh.file());
        freshSeen = Seen.of(identity);
        freshFiles.add(Stored.of(target, file.role(), identity, fresh.sha256()));
      }
      changes.add(new Change(target, fresh == null ? "" : library.relative(fresh.file()), kept, !file.isDisk(),
          Seen.of(claim), Seen.of(file.identity()), freshSeen));
    }
    String now = clock.instant().toString();
    return new Intent(1, machine.name(), key, current.keptSince(now, oldFiles),
        new GenerationEntry(history.last() + 1, now, key, State.CURRENT, "", freshFiles), changes);
  }
}
