package org.dormouse.spi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Generation;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Test;

/** Contract of {@link LibraryBackend}. The library has at least two VMs that can be serviced. */
public abstract class LibraryBackendContract extends KeptGenerations {

  @Test
  public void theTypeIsThatOfTheDefinition() {
    assertEquals(spec().type(), newLibrary().type());
  }

  @Test
  public void aScanListsEveryMachineOnceWithAbsoluteDisksInSlotOrder() {
    List<StoredMachine> machines = scan();
    assertTrue(machines.size() >= 2, "at least two VMs");
    assertEquals(machines.size(), machines.stream().map(StoredMachine::name).distinct().count());
    for (StoredMachine machine : machines) {
      assertTrue(machine.name().matches("[A-Za-z0-9._-]{1,100}"), machine::name);
      assertEquals(spec().name(), machine.library());
      assertFalse(machine.disks().isEmpty());
      for (int slot = 0; slot < machine.disks().size(); slot++) {
        assertEquals(slot, machine.disks().get(slot).slot());
        assertTrue(machine.disks().get(slot).image().isAbsolute());
      }
    }
    assertEquals(machines, scan(), "a second scan finds the same");
  }

  @Test
  public void aLibraryThatIsSetUpWronglyIsATroubleInEveryCall() {
    StoredMachine machine = machine();
    for (BackendSpec broken : brokenSpecs()) {
      LibraryBackend library = newLibrary();
      trouble(library.scan(broken));
      trouble(library.identify(broken, machine));
      trouble(library.prepare(broken, machine, "key"));
      trouble(library.commit(broken, machine, "key", List.of(), List.of()));
      trouble(library.generations(broken, machine));
      trouble(library.rollback(broken, machine, 1));
      trouble(library.expire(broken, machine, 1, Duration.ZERO));
      trouble(library.recover(broken));
    }
  }

  @Test
  public void aMachineThatIsNotInTheLibraryIsATrouble() {
    StoredMachine real = machine();
    LibraryBackend library = newLibrary();
    for (String name : List.of("nobody", "..", "../x", "a/b", "")) {
      var disk = new MachineDisk(0, real.bootDisk().image().resolveSibling("nobody.qcow2"), real.bootDisk().format(),
          real.bootDisk().bus());
      var nobody = new StoredMachine(real.library(), name, real.hardware(), List.of(disk), List.of(),
          Optional.empty());
      trouble(library.identify(spec(), nobody));
      trouble(library.commit(spec(), nobody, "key", List.of(), List.of("0".repeat(64))));
      trouble(library.generations(spec(), nobody));
      trouble(library.rollback(spec(), nobody, 1));
    }
  }

  @Test
  public void hostileKeysAreRefused() {
    StoredMachine machine = machine();
    for (String key : HOSTILE_KEYS) {
      trouble(newLibrary().prepare(spec(), machine, key));
    }
  }

  @Test
  public void anUntouchedFileKeepsItsIdentity() {
    StoredMachine machine = machine();
    List<FileIdentity> identity = ok(newLibrary().identify(spec(), machine));
    assertEquals(identity, ok(newLibrary().identify(spec(), machine)));
    assertTrue(identity.stream().map(FileIdentity::file).collect(Collectors.toSet())
        .containsAll(machine.disks().stream().map(MachineDisk::image).toList()), "every disk has an identity");
  }

  @Test
  public void preparingGivesOnePlacePerDiskAndChangesNothing() {
    StoredMachine machine = machine();
    var before = contents(machine);
    List<Path> paths = ok(newLibrary().prepare(spec(), machine, "key"));
    assertEquals(machine.disks().size(), paths.stream().distinct().count());
    assertTrue(paths.stream().allMatch(Path::isAbsolute));
    assertEquals(paths, ok(newLibrary().prepare(spec(), machine, "key")), "the same places for the same key");
    assertEquals(before, contents(machine));
    assertEquals(scan(), scan(), "prepared images are no VMs");
    assertTrue(scan().contains(machine));
  }

  @Test
  public void theFirstStateSeenIsGenerationOne() {
    List<Generation> generations = ok(newLibrary().generations(spec(), machine()));
    assertEquals(1, generations.size());
    assertEquals(1, generations.getFirst().number());
    assertTrue(generations.getFirst().current());
    assertEquals("", generations.getFirst().key());
  }

  @Test
  public void aCommitPutsTheNewImagesInPlaceAndKeepsTheOldGeneration() {
    StoredMachine machine = machine();
    LibraryBackend library = newLibrary();
    List<FileIdentity> claimed = ok(library.identify(spec(), machine));
    List<String> hashes = write(library, machine, "key");
    var before = contents(machine);
    Generation made = ok(library.commit(spec(), machine, "key", claimed, hashes));
    assertEquals(2, made.number());
    assertEquals("key", made.key());
    assertTrue(made.current());
    assertTrue(made.files().stream().map(Generation.StoredFile::sha256).toList().containsAll(hashes));
    for (int i = 0; i < before.size(); i++) {
      assertNotEquals(before.get(i), contents(machine).get(i));
    }
    List<Generation> generations = ok(newLibrary().generations(spec(), machine));
    assertEquals(List.of(made), generations.stream().filter(Generation::current).toList());
    assertEquals(List.of(2, 1), numbers(machine));
    assertEquals(machine, machine(), "the VM is the same");
  }

  @Test
  public void aCommitMadeAgainWithItsKeyAnswersTheSameGeneration() {
    StoredMachine machine = machine();
    LibraryBackend library = newLibrary();
    List<FileIdentity> claimed = ok(library.identify(spec(), machine));
    List<String> hashes = write(library, machine, "key");
    Generation made = ok(library.commit(spec(), machine, "key", claimed, hashes));
    var after = contents(machine);
    assertEquals(made, ok(library.commit(spec(), machine, "key", claimed, hashes)));
    assertEquals(made, ok(newLibrary().commit(spec(), machine, "key", claimed, hashes)));
    assertEquals(after, contents(machine));
    assertEquals(List.of(2, 1), numbers(machine));
  }

  @Test
  public void aCommitOfWhatWasNeverWrittenIsATroubleAndChangesNothing() {
    StoredMachine machine = machine();
    LibraryBackend library = newLibrary();
    List<FileIdentity> claimed = ok(library.identify(spec(), machine));
    var before = contents(machine);
    List<String> hashes = machine.disks().stream().map(disk -> "0".repeat(64)).toList();
    trouble(library.commit(spec(), machine, "unprepared", claimed, hashes));
    ok(library.prepare(spec(), machine, "unwritten"));
    trouble(library.commit(spec(), machine, "unwritten", claimed, hashes));
    write(library, machine, "written");
    trouble(library.commit(spec(), machine, "written", claimed, List.of()));
    assertEquals(before, contents(machine));
    assertEquals(List.of(1), numbers(machine));
  }

  @Test
  public void anImageThatSomebodyReplacedIsNotOverwritten() {
    StoredMachine machine = machine();
    LibraryBackend library = newLibrary();
    List<FileIdentity> claimed = ok(library.identify(spec(), machine));
    List<String> hashes = write(library, machine, "key");
    replaceImage(machine.disks().getLast().image());
    var theirs = contents(machine);
    assertTrouble("image-replaced", library.commit(spec(), machine, "key", claimed, hashes));
    assertTrouble("image-replaced", newLibrary().commit(spec(), machine, "key", claimed, hashes));
    assertEquals(theirs, contents(machine));
  }

  @Test
  public void abandoningIsIdempotentAndMakesTheCommitImpossible() {
    StoredMachine machine = machine();
    LibraryBackend library = newLibrary();
    List<FileIdentity> claimed = ok(library.identify(spec(), machine));
    List<String> hashes = write(library, machine, "key");
    ok(library.abandon(spec(), machine, "key"));
    ok(newLibrary().abandon(spec(), machine, "key"));
    ok(library.abandon(spec(), machine, "never-prepared"));
    trouble(library.commit(spec(), machine, "key", claimed, hashes));
    assertEquals(List.of(1), numbers(machine));
  }

  @Test
  public void preparingAgainForgetsWhatWasWrittenBefore() {
    StoredMachine machine = machine();
    LibraryBackend library = newLibrary();
    List<FileIdentity> claimed = ok(library.identify(spec(), machine));
    List<String> hashes = write(library, machine, "key");
    ok(library.prepare(spec(), machine, "key"));
    trouble(library.commit(spec(), machine, "key", claimed, hashes));
  }

  @Test
  public void machinesAreIndependent() {
    StoredMachine one = scan().get(0);
    StoredMachine other = scan().get(1);
    var before = contents(other);
    ok(service(one, "key"));
    assertEquals(before, contents(other));
    assertEquals(List.of(1), numbers(other));
  }

  @Test
  public void recoveringWhatIsWholeDoesNothing() {
    StoredMachine machine = machine();
    ok(service(machine, "key"));
    var after = contents(machine);
    assertEquals(List.of(), ok(newLibrary().recover(spec())));
    assertEquals(after, contents(machine));
    assertEquals(List.of(2, 1), numbers(machine));
  }

  @Test
  public void interruptedCallsEndAsValues() {
    StoredMachine machine = machine();
    assertInterruptible(() -> newLibrary().scan(spec()));
    assertInterruptible(() -> newLibrary().identify(spec(), machine));
    assertInterruptible(() -> newLibrary().generations(spec(), machine));
    assertInterruptible(() -> newLibrary().recover(spec()));
  }

  @Test
  public void unknownSettingsDoNotStopTheLibrary() {
    var settings = new HashMap<>(spec().settings());
    settings.putAll(Map.of("surely-unknown", "x"));
    ok(newLibrary().scan(new BackendSpec(spec().name(), spec().type(), settings)));
  }
}
