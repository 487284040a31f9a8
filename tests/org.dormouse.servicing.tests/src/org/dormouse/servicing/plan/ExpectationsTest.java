package org.dormouse.servicing.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.dormouse.servicing.plan.Expectations.Load;
import org.junit.jupiter.api.Test;

class ExpectationsTest {

  private static final long MIB = 1 << 20;

  private final Map<String, List<Timing>> past = new HashMap<>();

  private static Timing timing(String hypervisor, long awake, long install, long store, int packages, long bytes) {
    return new Timing("run-1", Instant.EPOCH, hypervisor, "apt", awake, packages, bytes,
        Map.of("install", install * 1000, "store", store * 1000));
  }

  private long expected(String machine, int packages, long bytes) {
    return new Expectations(past, Set.of("qemu"), "apt").seconds(machine, new Load(packages, bytes));
  }

  private void took(String machine, long... awake) {
    past.put(machine, LongStream.of(awake).mapToObj(seconds -> timing("qemu", seconds, 10, 10, 5, MIB)).toList());
  }

  @Test
  void aVmIsExpectedToTakeWhatItUsuallyTook() {
    took("lab/web01", 100, 900, 110);
    assertEquals(110, expected("lab/web01", 500, 1L << 40), "whatever is pending");
  }

  @Test
  void onlyTheLastFewCount() {
    took("lab/web01", 100, 100, 100, 100, 100, 9, 9, 9, 9, 9, 9, 9);
    assertEquals(100, expected("lab/web01", 1, 1));
  }

  @Test
  void anotherVmTakesWhatTheFleetTookScaledToItsPackagesAndBytes() {
    for (int i = 0; i < 5; i++) {
      past.put("lab/" + i, List.of(timing("qemu", 100, 40, 20, 10, 100 * MIB)));
    }
    assertEquals(100, expected("lab/new", 10, 100 * MIB));
    assertEquals(40 + 80 + 20, expected("lab/new", 20, 100 * MIB));
    assertEquals(40 + 40 + 60, expected("lab/new", 10, 300 * MIB));
    assertEquals(40 + 10 + 20, expected("lab/new", 0, 100 * MIB), "a quarter at least");
    assertEquals(40 + 160 + 80, expected("lab/new", 9999, 1L << 50), "four times at most");
    assertEquals(100, expected("lab/new", -1, 0), "what is not known scales nothing");
  }

  @Test
  void theSameKindOfHostCountsWhereEnoughIsKnownOfIt() {
    for (int i = 0; i < 9; i++) {
      past.put("lab/other" + i, List.of(timing("far", 1000, 0, 0, 1, 1)));
    }
    past.put("lab/a", List.of(timing("qemu", 100, 0, 0, 1, 1)));
    past.put("lab/b", List.of(timing("qemu", 100, 0, 0, 1, 1)));
    assertEquals(1000, expected("lab/new", 1, 1));
    past.put("lab/c", List.of(timing("qemu", 100, 0, 0, 1, 1)));
    assertEquals(100, expected("lab/new", 1, 1));
  }

  /** A VM's past, and how often it was looked at. */
  private static final class Looked extends AbstractList<Timing> {
    private final List<Timing> timings;
    private final AtomicInteger times;

    Looked(AtomicInteger times, Timing... timings) {
      this.times = times;
      this.timings = List.of(timings);
    }

    @Override
    public Timing get(int index) {
      times.incrementAndGet();
      return timings.get(index);
    }

    @Override
    public int size() {
      return timings.size();
    }
  }

  @Test
  void theFleetIsLookedAtOnceHoweverManyAreExpected() {
    AtomicInteger times = new AtomicInteger();
    for (int i = 0; i < 10_000; i++) {
      past.put("lab/" + i, new Looked(times, timing("qemu", 100, 40, 20, 10, 100 * MIB)));
    }
    var expectations = new Expectations(past, Set.of("qemu"), "apt");
    for (int i = 0; i < 10_000; i++) {
      assertEquals(100, expectations.seconds("lab/new" + i, new Load(10, 100 * MIB)));
    }
    assertEquals(10_000, times.get());
  }

  @Test
  void withoutAnyPastItIsAGuessThatGrowsWithTheWork() {
    assertFalse(new Expectations(past, Set.of("qemu"), "apt").isKnown());
    assertTrue(expected("lab/new", 1, MIB) > 30);
    assertTrue(expected("lab/new", 100, MIB) > expected("lab/new", 1, MIB) + 200);
    assertTrue(expected("lab/new", 1, 8L << 30) > expected("lab/new", 1, MIB) + 60);
  }
}
