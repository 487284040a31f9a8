package org.dormouse.library.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dormouse.library.directory.internal.CommitProbe;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Generation;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit that stops after any of its steps leaves the old or the new generation, whole, once recovered. */
class CommitCutTest {
  @TempDir
  Path folder;

  /** Ends the work as a crash would: nothing after it is done, nothing is tidied up. */
  private static final class Cut extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final class CutAfter implements CommitProbe {
    private final int steps;
    private final List<String> done = new ArrayList<>();

    CutAfter(int steps) {
      this.steps = steps;
    }

    @Override
    public void done(String step) {
      done.add(step);
      if (done.size() == steps) {
        throw new Cut();
      }
    }
  }

  private LibraryFixture fresh(String name) throws IOException {
    return new LibraryFixture(Files.createDirectories(folder.resolve(name)));
  }

  /** Runs the work and answers how many steps it has, or zero if it was cut. */
  private static boolean isCut(Runnable work) {
    try {
      work.run();
      return false;
    } catch (Cut e) {
      return true;
    }
  }

  private static void assertBlockedWhileOpen(LibraryFixture library, StoredMachine machine) {
    boolean open = Files.exists(library.root.resolve(".dormouse/intents/" + machine.name() + ".json"));
    assertEquals(open, library.codes().contains("commit-unfinished " + machine.name()));
    assertEquals(open, !library.backend().identify(library.spec, machine).isOk());
    assertEquals(open, !library.backend().generations(library.spec, machine).isOk());
  }

  private static void assertNothingLeft(LibraryFixture library, String... incomingKeys) {
    List<String> unexpected = library.own().keySet().stream()
        .filter(name -> !name.equals("lock") && !name.startsWith("generations/") && !name.startsWith("claims/"))
        .filter(name -> Stream.of(incomingKeys).noneMatch(key -> name.startsWith("incoming/" + key + "/"))).toList();
    assertEquals(List.of(), unexpected);
  }

  @Test
  void aCommitCutAnywhereIsOldOrNewAndCanBeRepeated() throws IOException {
    for (int cut = 1;; cut++) {
      var library = fresh("commit" + cut);
      var machine = library.twoDisks("web");
      var old = library.content();
      var probe = new CutAfter(cut);
      var backend = library.backend(probe);
      List<FileIdentity> claimed = backend.identify(library.spec, machine).orThrow();
      List<String> hashes = library.write(backend, machine, "run-1", "new");
      if (!isCut(() -> backend.commit(library.spec, machine, "run-1", claimed, hashes).orThrow())) {
        assertEquals(14, cut, () -> "steps: " + probe.done);
        return;
      }
      String last = probe.done.getLast();
      assertBlockedWhileOpen(library, machine);
      var recovered = library.backend();
      recovered.recover(library.spec).orThrow();
      boolean begun = probe.done.contains("replace web-root.qcow2");
      assertEquals(begun ? "new 0.qcow2" : "old root", library.read("web-root.qcow2"), last);
      assertEquals(begun ? "new 1.raw" : "old data", library.read("web-data.raw"), last);
      assertNothingLeft(library, begun ? "none" : "run-1");
      assertEquals(List.of(), library.codes());
      Generation made = recovered.commit(library.spec, machine, "run-1", claimed, hashes).orThrow();
      assertEquals(2, made.number());
      assertEquals("new 1.raw", library.read("web-data.raw"));
      assertEquals("old data", library.read(".dormouse/generations/web/1/disk1-web-data.raw"));
      assertEquals(List.of(2, 1), recovered.generations(library.spec, machine).orThrow().stream()
          .map(Generation::number).toList());
      assertNothingLeft(library);
      backend.rollback(library.spec, machine, 1).orThrow();
      assertEquals(old, library.content());
    }
  }

  @Test
  void aRecoveryCutAnywhereIsFinishedByTheNext() throws IOException {
    for (int cut = 1; cut < 14; cut++) {
      boolean whole = false;
      for (int second = 1; !whole; second++) {
        var library = fresh("recovery" + cut + "-" + second);
        var machine = library.twoDisks("web");
        var cutting = library.backend(new CutAfter(cut));
        List<FileIdentity> claimed = cutting.identify(library.spec, machine).orThrow();
        List<String> hashes = library.write(cutting, machine, "run-1", "new");
        isCut(() -> cutting.commit(library.spec, machine, "run-1", claimed, hashes));
        var recovering = library.backend(new CutAfter(second));
        whole = !isCut(() -> recovering.recover(library.spec).orThrow());
        assertBlockedWhileOpen(library, machine);
        library.backend().recover(library.spec).orThrow();
        assertTrue(List.of(List.of("old root", "old data"), List.of("new 0.qcow2", "new 1.raw")).contains(
            List.of(library.read("web-root.qcow2"), library.read("web-data.raw"))));
        assertEquals(List.of(), library.codes());
        assertTrue(library.backend().commit(library.spec, machine, "run-1", claimed, hashes).isOk(),
            "cut " + cut + ", " + second);
        assertEquals("new 1.raw", library.read("web-data.raw"));
        assertNothingLeft(library);
      }
    }
  }

  @Test
  void aRollbackCutAnywhereIsOldOrNew() throws IOException {
    for (int cut = 1;; cut++) {
      var library = fresh("rollback" + cut);
      var machine = library.twoDisks("web");
      String sidecar = library.read("web.vm.yaml");
      library.service(library.backend(), machine, "run-1", "new").orThrow();
      library.file("web.vm.yaml", sidecar + "cpus: 2\n");
      library.backend().generations(library.spec, machine).orThrow();
      var after = library.content();
      var probe = new CutAfter(cut);
      boolean isCut = isCut(() -> library.backend(probe).rollback(library.spec, machine, 1).orThrow());
      assertBlockedWhileOpen(library, machine);
      library.backend().recover(library.spec).orThrow();
      var before = Map.of("web-root.qcow2", "old root", "web-data.raw", "old data", "web.vm.yaml", sidecar);
      assertTrue(library.content().equals(before) || library.content().equals(after), () -> probe.done.toString());
      assertNothingLeft(library);
      if (!isCut) {
        assertTrue(cut > 15);
        return;
      }
    }
  }

  @Test
  void anExpiryCutAnywhereLeavesNoFileThatNoHistoryKnows() throws IOException {
    for (int cut = 1;; cut++) {
      var library = fresh("expiry" + cut);
      var machine = library.twoDisks("web");
      library.service(library.backend(), machine, "run-1", "new").orThrow();
      library.service(library.backend(), machine, "run-2", "newer").orThrow();
      var backend = library.backend(new CutAfter(cut));
      boolean isCut = isCut(() -> backend.expire(library.spec, machine, 0, Duration.ofDays(1)).orThrow());
      library.backend().recover(library.spec).orThrow();
      assertEquals(List.of(3), library.backend().generations(library.spec, machine).orThrow().stream()
          .map(Generation::number).toList());
      assertFalse(Files.exists(library.root.resolve(".dormouse/generations/web/1")));
      assertFalse(Files.exists(library.root.resolve(".dormouse/generations/web/2")));
      assertEquals("newer 0.qcow2", library.read("web-root.qcow2"));
      if (!isCut) {
        return;
      }
    }
  }

  /** Runs a commit in which the action happens just after the step. */
  private LibraryFixture disturbed(String name, String step, Consumer<LibraryFixture> action, String outcome)
      throws IOException {
    var library = fresh(name);
    var machine = library.twoDisks("web");
    var backend = library.backend(done -> {
      if (done.equals(step)) {
        action.accept(library);
      }
    });
    var result = library.service(backend, machine, "run-1", "new");
    assertEquals(outcome, result.failure().map(t -> t.code()).orElse("ok"));
    assertFalse(Files.exists(library.root.resolve(".dormouse/intents/web.json")));
    assertEquals(List.of(), library.backend().recover(library.spec).orThrow());
    return library;
  }

  private static void replaceData(LibraryFixture library) {
    try {
      Path other = Files.writeString(library.root.resolve("other.txt"), "somebody's");
      Files.move(other, library.root.resolve("web-data.raw"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aFileReplacedAmidTheCommitIsNeverLost() throws IOException {
    for (String step : List.of("write intent", "keep web-root.qcow2", "keep web-data.raw")) {
      var library = disturbed(step.replace(' ', '-'), step, CommitCutTest::replaceData, "image-replaced");
      assertEquals("old root", library.read("web-root.qcow2"));
      assertEquals("somebody's", library.read("web-data.raw"));
      assertEquals("new 0.qcow2", library.read(".dormouse/aside/run-1/0.qcow2"));
    }
    for (String step : List.of("check kept files", "replace web-root.qcow2")) {
      var library = disturbed(step.replace(' ', '-'), step, CommitCutTest::replaceData, "ok");
      assertEquals("new 0.qcow2", library.read("web-root.qcow2"));
      assertEquals("new 1.raw", library.read("web-data.raw"));
      assertEquals("somebody's", library.read(".dormouse/aside/run-1/found-web-data.raw"));
      assertEquals("old data", library.read(".dormouse/generations/web/1/disk1-web-data.raw"));
    }
  }

  @Test
  void aNewFileLostAmidTheCommitBringsTheOldGenerationBack() throws IOException {
    var library = disturbed("lost", "replace web-root.qcow2", lib -> {
      try {
        Files.delete(lib.root.resolve(".dormouse/incoming/run-1/1.raw"));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }, "commit-unfinished");
    assertEquals("old root", library.read("web-root.qcow2"));
    assertEquals("old data", library.read("web-data.raw"));
    assertEquals(List.of(), library.codes());
  }

  @Test
  void anIntentThatCannotBeReadBlocksItsMachineOnly() throws IOException {
    var library = fresh("corrupt");
    library.twoDisks("web");
    library.twoDisks("db");
    for (String bad : List.of("", "{}", "{\"version\":1,\"machine\":\"../x\"}", "[".repeat(100_000))) {
      library.file(".dormouse/intents/web.json", bad);
      var lines = library.backend().recover(library.spec).orThrow();
      assertEquals(1, lines.size());
      assertTrue(lines.getFirst().startsWith("VM web: its interrupted commit could be neither"), lines::getFirst);
      assertEquals(List.of("commit-unfinished web"), library.codes());
      assertTrue(library.backend().identify(library.spec, library.machine("db")).isOk());
    }
  }

  @Test
  void aCommitThatCannotWriteItsHistoryStaysBlockedUntilItCan() throws IOException {
    var library = fresh("full");
    var machine = library.twoDisks("web");
    Path obstacle = library.root.resolve(".dormouse/generations/web/history.json.tmp");
    var backend = library.backend(step -> {
      if (step.equals("sync folders")) {
        try {
          Files.createDirectories(obstacle);
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    });
    List<FileIdentity> claimed = backend.identify(library.spec, machine).orThrow();
    List<String> hashes = library.write(backend, machine, "run-1", "new");
    assertEquals("commit-unfinished",
        backend.commit(library.spec, machine, "run-1", claimed, hashes).failure().orElseThrow().code());
    assertBlockedWhileOpen(library, machine);
    assertTrue(Files.exists(library.root.resolve(".dormouse/intents/web.json")));
    assertFalse(backend.abandon(library.spec, machine, "run-1").isOk(), "its new files are still needed");
    assertTrue(Files.exists(library.root.resolve(".dormouse/intents/web.json")));
    Files.delete(obstacle);
    assertTrue(library.backend().abandon(library.spec, machine, "run-1").isOk(), "what can be finished now is finished first");
    assertEquals(2, library.backend().commit(library.spec, machine, "run-1", claimed, hashes).orThrow().number());
    assertEquals(List.of("new 0.qcow2", "new 1.raw"),
        List.of(library.read("web-root.qcow2"), library.read("web-data.raw")));
    assertBlockedWhileOpen(library, machine);
  }
}
