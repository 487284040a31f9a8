package org.dormouse.spi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.dormouse.spi.Generation;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Test;

/** What the contract of a library says of kept generations: known by their hashes, brought back whole, expired. */
abstract class KeptGenerations extends LibraryScene {

  @Test
  public void whatIsKeptIsKnownByItsHashesAlsoWhereDormouseDidNotMakeIt() {
    StoredMachine machine = machine();
    ok(service(machine, "key"));
    replaceImage(machine.disks().getFirst().image());
    ok(service(machine, "other"));
    List<Generation> kept = ok(newLibrary().generations(spec(), machine)).stream()
        .filter(generation -> !generation.current()).toList();
    assertTrue(kept.size() > 1, kept::toString);
    for (Generation generation : kept) {
      assertTrue(generation.files().stream().allMatch(file -> file.sha256().matches("[0-9a-f]{64}")),
          generation::toString);
    }
  }

  @Test
  public void aRollbackBringsTheOldContentBackAsANewGenerationAndKeepsBoth() {
    StoredMachine machine = machine();
    var first = contents(machine);
    ok(service(machine, "key"));
    var second = contents(machine);
    Generation back = ok(newLibrary().rollback(spec(), machine, 1));
    assertEquals(3, back.number());
    assertTrue(back.current());
    assertEquals(first, contents(machine));
    assertEquals(List.of(3, 2, 1), numbers(machine));
    assertEquals(4, ok(newLibrary().rollback(spec(), machine, 2)).number());
    assertEquals(second, contents(machine));
    ok(service(machine, "key-2"));
    assertEquals(6, ok(newLibrary().rollback(spec(), machine, 1)).number());
    assertEquals(first, contents(machine), "a kept generation is not changed by what happens after it");
  }

  @Test
  public void whatWasMadeSmallerComesBackToTheByte() {
    StoredMachine machine = machine();
    var first = contents(machine);
    ok(service(machine, "key"));
    ok(newLibrary().compact(spec(), machine));
    assertEquals(List.of(), ok(newLibrary().compact(spec(), machine)), "again there is nothing to do");
    assertEquals(List.of(2, 1), numbers(machine));
    ok(newLibrary().rollback(spec(), machine, 1));
    assertEquals(first, contents(machine));
  }

  @Test
  public void aGenerationThatIsNotKeptCannotBeRolledBackTo() {
    StoredMachine machine = machine();
    for (int number : new int[] {-1, 0, 1, 2, Integer.MAX_VALUE}) {
      trouble(newLibrary().rollback(spec(), machine, number));
    }
  }

  @Test
  public void expiryRemovesWhatIsTooManyOrTooOldButNeverTheCurrentOne() {
    StoredMachine machine = machine();
    for (String key : List.of("a", "b", "c")) {
      age(Duration.ofDays(1));
      ok(service(machine, key));
    }
    assertEquals(List.of(), ok(newLibrary().expire(spec(), machine, 10, Duration.ofDays(30))));
    assertEquals(List.of(1), ok(newLibrary().expire(spec(), machine, 2, Duration.ofDays(30))).stream()
        .map(Generation::number).toList());
    age(Duration.ofDays(15));
    ok(newLibrary().expire(spec(), machine, 10, Duration.ofDays(14)));
    assertEquals(List.of(4), numbers(machine));
    ok(newLibrary().expire(spec(), machine, 0, Duration.ZERO));
    assertEquals(List.of(4), numbers(machine));
    trouble(newLibrary().rollback(spec(), machine, 3));
    assertEquals(5, ok(service(machine, "d")).number(), "numbers are never used again");
    trouble(newLibrary().expire(spec(), machine, -1, Duration.ZERO));
  }
}
