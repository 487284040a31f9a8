package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dormouse.library.directory.internal.GenerationEntry.State;
import org.dormouse.library.directory.internal.Intent.Change;
import org.dormouse.spi.StoredMachine;

/**
 * Makes whole what an interrupted commit left. What is found on the medium decides: nothing replaced yet, then back;
 * something replaced, then forward, because all new files were complete and synced before the first replacement. Only
 * when a new file has been removed by somebody since, the kept files are put back.
 */
public final class Recovery {
  private static final Duration CLAIMS_AGE = Duration.ofDays(30);
  static final String ROLLBACK = "rollback-";
  private final LibraryFolder library;
  private final LibraryLock lock;
  private final CommitProbe probe;

  public Recovery(LibraryFolder library, LibraryLock lock, CommitProbe probe) {
    this.library = library;
    this.lock = lock;
    this.probe = probe;
  }

  /** All open commits, each by itself, then leftovers without a meaning. One line for each thing done. */
  public List<String> all(Instant now) throws IOException, Refusal {
    if (!Files.isDirectory(library.own(), LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    return lock.holdingLibrary(library, () -> {
      var lines = new ArrayList<String>();
      for (String machine : open(library)) {
        try {
          lines.addAll(one(machine));
        } catch (IOException e) {
          lines.add(stuck(machine, LibraryFolder.reason(e)));
        } catch (Refusal e) {
          lines.add(stuck(machine, e.trouble().sentence()));
        }
      }
      sweep(lines, now);
      return lines;
    });
  }

  private static String stuck(String machine, String why) {
    return "VM " + machine + ": its interrupted commit could be neither finished nor undone, it stays blocked: " + why;
  }

  /** Names of the VMs that have an open commit. */
  static List<String> open(LibraryFolder library) throws IOException {
    if (!Files.isDirectory(library.intents(), LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (var names = Files.newDirectoryStream(library.intents(), "*.json")) {
      var open = new ArrayList<String>();
      for (Path name : names) {
        String file = name.getFileName().toString();
        open.add(file.substring(0, file.length() - ".json".length()));
      }
      return open.stream().sorted().toList();
    }
  }

  /** The open commit of one VM, if it has one. */
  public void settle(StoredMachine machine) throws IOException, Refusal {
    if (Identities.exists(library.intent(machine.name()))) {
      lock.holdingLibrary(library, () -> one(machine.name()));
    }
  }

  /** The caller holds the library's lock. */
  List<String> one(String machine) throws IOException, Refusal {
    var found = Intent.read(library, machine);
    if (found.isEmpty()) {
      return List.of();
    }
    Intent intent = found.get();
    var steps = new CommitSteps(library, intent);
    boolean begun = false;
    boolean lost = false;
    for (Change change : intent.changes()) {
      boolean fresh = steps.isFresh(change);
      begun |= fresh;
      lost |= change.replaces() && !fresh && !steps.hasIncoming(change);
    }
    String what = "VM " + machine + ": commit of generation " + intent.fresh().number();
    if (begun && !lost) {
      CommitSteps.run(steps.finish(), probe);
      return List.of(what + " was interrupted and has been finished.");
    }
    if (begun) {
      CommitSteps.run(steps.restore(), probe);
    }
    CommitSteps.run(steps.undo(), probe);
    return List.of(what + " was interrupted and has been undone; generation " + intent.old().number()
        + " is in place.");
  }

  private void sweep(List<String> lines, Instant now) throws IOException {
    Set<String> open = Set.copyOf(open(library));
    for (Path folder : entries(library.generations())) {
      String machine = folder.getFileName().toString();
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !open.contains(machine)) {
        sweepGenerations(folder, machine, lines);
      }
    }
    for (Path folder : entries(library.incoming())) {
      if (folder.getFileName().toString().startsWith(ROLLBACK)) {
        DurableFiles.removeFolder(folder);
        lines.add("Removed the files of an interrupted rollback: " + library.relative(folder) + ".");
      }
    }
    for (Path claims : entries(library.own().resolve("claims"))) {
      if (Files.getLastModifiedTime(claims).toInstant().isBefore(now.minus(CLAIMS_AGE))) {
        Files.deleteIfExists(claims);
      }
    }
    Files.deleteIfExists(library.own().resolve("restoring.tmp"));
  }

  /** Folders of generations that the history does not know as kept are what an interrupted expiry left. */
  private void sweepGenerations(Path folder, String machine, List<String> lines) throws IOException {
    History history;
    try {
      history = History.read(library, machine);
    } catch (Refusal e) {
      lines.add("VM " + Shown.of(machine) + ": " + e.trouble().sentence());
      return;
    }
    Set<String> kept = history.entries().stream().filter(entry -> entry.state() == State.KEPT)
        .map(entry -> String.valueOf(entry.number())).collect(Collectors.toSet());
    for (Path generation : entries(folder)) {
      String number = generation.getFileName().toString();
      if (number.matches("[0-9]{1,9}") && !kept.contains(number) && Integer.parseInt(number) <= history.last()) {
        DurableFiles.removeFolder(generation);
        lines.add("VM " + machine + ": removed the files of expired generation " + number + ".");
      } else if (kept.contains(number)) {
        sweepPacking(history.kept(Integer.parseInt(number)).orElseThrow(), generation);
      }
    }
  }

  /** Of a packing that was interrupted, one of the two forms of a file is left that the history does not know. */
  private void sweepPacking(GenerationEntry entry, Path folder) throws IOException {
    Set<String> known = entry.files().stream().map(GenerationEntry.Stored::kept).collect(Collectors.toSet());
    Set<String> other = entry.files().stream().map(file -> file.isPacked()
        ? file.kept().substring(0, file.kept().length() - Packing.SUFFIX.length()) : file.kept() + Packing.SUFFIX)
        .collect(Collectors.toSet());
    for (Path file : entries(folder)) {
      String name = library.relative(file);
      if (!known.contains(name) && (other.contains(name) || name.endsWith(Packing.PARTIAL))) {
        Files.deleteIfExists(file);
        DurableFiles.sync(folder);
      }
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    var entries = new ArrayList<Path>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    }
    return entries.stream().sorted().toList();
  }
}
