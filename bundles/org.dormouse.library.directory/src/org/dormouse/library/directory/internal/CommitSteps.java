package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.library.directory.internal.Intent.Change;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.FileIdentity;

/**
 * The small steps of a commit, in their order. Whoever stops after any of them, by a crash of the process or of the
 * machine, leaves a library that {@link Recovery} makes whole: until the first replacement the old generation has not
 * been touched; from then on every new file is complete and on the medium. All steps of {@link #finish},
 * {@link #undo} and {@link #restore} may be repeated.
 */
final class CommitSteps {
  private final LibraryFolder library;
  private final Intent intent;

  CommitSteps(LibraryFolder library, Intent intent) {
    this.library = library;
    this.intent = intent;
  }

  record Step(String name, Action action) {}

  @FunctionalInterface
  interface Action {
    void run() throws IOException, Refusal;
  }

  static void run(List<Step> steps, CommitProbe probe) throws IOException, Refusal {
    for (Step step : steps) {
      step.action().run();
      probe.done(step.name());
    }
  }

  /** Keeps the old generation. Nothing of the VM is changed by it. */
  List<Step> begin() {
    var steps = new ArrayList<Step>();
    steps.add(new Step("write intent", () -> {
      DurableFiles.makeFolder(library.intents());
      intent.write(library);
    }));
    steps.add(new Step("make folder for the old generation", () -> {
      DurableFiles.removeFolder(keptFolder());
      DurableFiles.makeFolder(keptFolder());
    }));
    for (Change change : intent.changes()) {
      steps.add(new Step("keep " + change.target(), () -> keep(change)));
    }
    steps.add(new Step("sync kept files", () -> DurableFiles.sync(keptFolder())));
    steps.add(new Step("check kept files", this::checkKept));
    return steps;
  }

  /** Puts the new generation in place. */
  List<Step> finish() {
    var steps = new ArrayList<Step>();
    for (Change change : intent.changes()) {
      if (change.replaces()) {
        steps.add(new Step("replace " + change.target(), () -> replace(change)));
      }
    }
    steps.add(new Step("sync folders", this::syncTargets));
    steps.add(new Step("write history", () ->
        History.read(library, intent.machine()).advanced(intent.old(), intent.fresh())
            .write(library, intent.machine())));
    steps.add(new Step("remove incoming", () -> {
      DurableFiles.removeFolder(library.incoming(intent.key()));
      Claims.forget(library, intent.key());
    }));
    steps.add(new Step("remove intent", () -> intent.remove(library)));
    return steps;
  }

  /** What {@link #begin} does, as commands. */
  List<Command> beginning() {
    List<Command> commands = new ArrayList<>();
    commands.add(Command.onHost(List.of("mkdir", "-p", keptFolder().toString()), ""));
    for (Change change : intent.changes()) {
      commands.add(Command.onHost(List.of(change.copied() ? "cp" : "ln",
          library.resolve(change.target()).toString(), library.resolve(change.kept()).toString()),
          "generation " + intent.old().number() + " is kept"));
    }
    commands.add(Command.onHost(List.of("sync", keptFolder().toString()), ""));
    return commands;
  }

  /** What {@link #finish} does to the VM, as commands. */
  List<Command> finishing() {
    List<Command> commands = new ArrayList<>();
    intent.changes().stream().filter(Change::replaces).forEach(change -> commands.add(Command.onHost(List.of("mv", "-T",
        library.resolve(change.incoming()).toString(), library.resolve(change.target()).toString()),
        "generation " + intent.fresh().number() + " takes its place")));
    intent.changes().stream().map(change -> library.resolve(change.target()).getParent()).distinct().forEach(folder ->
        commands.add(Command.onHost(List.of("sync", folder.toString()), "")));
    return commands;
  }

  /** Forgets a commit that has not replaced anything; the new files stay for another try. */
  List<Step> undo() {
    return List.of(
        new Step("remember identities", () -> Claims.remember(library, intent)),
        new Step("drop kept files", this::dropKept),
        new Step("remember identities after dropping", () -> Claims.remember(library, intent)),
        new Step("remove intent of undone commit", () -> intent.remove(library)));
  }

  /** Puts the kept files back where new ones had already been put but others have been lost. */
  List<Step> restore() {
    var steps = new ArrayList<Step>();
    for (Change change : intent.changes()) {
      if (change.replaces()) {
        steps.add(new Step("restore " + change.target(), () -> restore(change)));
      }
    }
    steps.add(new Step("sync folders of restored files", this::syncTargets));
    return steps;
  }

  boolean isFresh(Change change) throws IOException {
    Path target = library.resolve(change.target());
    return change.replaces() && Identities.exists(target) && !Files.isSymbolicLink(target)
        && change.fresh().sameFile(Identities.of(target));
  }

  boolean hasIncoming(Change change) throws IOException {
    Path incoming = library.resolve(change.incoming());
    return Identities.exists(incoming) && change.fresh().sameFile(Identities.of(incoming));
  }

  boolean isOld(Change change) throws IOException {
    Path target = library.resolve(change.target());
    return Identities.exists(target) && !Files.isSymbolicLink(target)
        && change.before().sameContent(Identities.of(target));
  }

  private Path keptFolder() {
    return library.generations(intent.machine()).resolve(String.valueOf(intent.old().number()));
  }

  private void keep(Change change) throws IOException, Refusal {
    Path kept = library.resolve(change.kept());
    if (change.copied()) {
      DurableFiles.copy(library.resolve(change.target()), kept);
    } else {
      try {
        Files.createLink(kept, library.resolve(change.target()));
      } catch (UnsupportedOperationException e) {
        throw Refusal.lasting("no-hard-links", "The file system of " + library.root() + " has no hard links.",
            "Move the library to a file system with hard links, e.g. ext4, XFS or btrfs.");
      }
    }
  }

  /** Somebody may have replaced a file between the comparison with the claim and the link; the link tells. */
  private void checkKept() throws IOException, Refusal {
    for (Change change : intent.changes()) {
      Path target = library.resolve(change.target());
      FileIdentity now = Identities.of(target);
      boolean same = change.before().sameContent(now)
          && (change.copied() || change.before().sameContent(Identities.of(library.resolve(change.kept()))));
      if (!same) {
        throw Refusal.lasting("image-replaced", Shown.of(target) + " was changed by somebody else in this moment.", "");
      }
    }
  }

  private void replace(Change change) throws IOException, Refusal {
    Path target = library.resolve(change.target());
    if (isFresh(change)) {
      return;
    }
    if (!hasIncoming(change)) {
      throw Refusal.lasting("commit-unfinished", "The new file for " + Shown.of(target) + " is no longer there.", "");
    }
    if (Identities.exists(target) && !isOld(change)) {
      Path aside = library.aside(intent.key());
      DurableFiles.makeFolder(aside);
      DurableFiles.move(target, aside.resolve("found-" + target.getFileName()));
      DurableFiles.sync(aside);
    }
    DurableFiles.move(library.resolve(change.incoming()), target);
  }

  private void restore(Change change) throws IOException {
    Path target = library.resolve(change.target());
    if (isFresh(change)) {
      Path link = library.own().resolve("restoring.tmp");
      Files.deleteIfExists(link);
      Files.createLink(link, library.resolve(change.kept()));
      DurableFiles.move(link, target);
    }
  }

  private void syncTargets() throws IOException {
    var targets = intent.changes().stream().map(change -> library.resolve(change.target()));
    for (Path folder : targets.map(Path::getParent).distinct().toList()) {
      DurableFiles.sync(folder);
    }
  }

  /** Kept files are only dropped while the library has them too; else they may be the only ones. */
  private void dropKept() throws IOException {
    for (Change change : intent.changes()) {
      if (!isOld(change)) {
        keepAside();
        return;
      }
    }
    DurableFiles.removeFolder(keptFolder());
  }

  private void keepAside() throws IOException {
    Path aside = library.asides().resolve(intent.key() + "-old");
    if (Files.isDirectory(keptFolder()) && !Identities.exists(aside)) {
      DurableFiles.makeFolder(library.asides());
      DurableFiles.move(keptFolder(), aside);
      DurableFiles.sync(library.asides());
      DurableFiles.sync(library.generations(intent.machine()));
    }
  }
}
