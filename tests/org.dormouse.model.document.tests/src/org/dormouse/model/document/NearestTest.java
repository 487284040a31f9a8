package org.dormouse.model.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  @Test
  void oneSlipIsForgiven() {
    List<String> known = List.of("nightly", "weekly", "lab/web01");
    assertEquals(List.of("nightly"), Nearest.of("nighlty", known));
    assertEquals(List.of("nightly"), Nearest.of("nigtly", known));
    assertEquals(List.of("nightly"), Nearest.of("NIGHTLY", known));
    assertEquals(List.of("lab/web01"), Nearest.of("lab/web02", known));
  }

  @Test
  void aBeginningIsUnderstood() {
    assertEquals(List.of("nightly"), Nearest.of("nigh", List.of("nightly", "weekly")));
  }

  @Test
  void whatIsFarAwayIsNotSuggestedButListed() {
    assertEquals(List.of(), Nearest.of("banana", List.of("nightly")));
    assertEquals("Known are nightly.", Nearest.hint("banana", List.of("nightly")));
    assertEquals("There are none yet.", Nearest.hint("banana", List.of()));
  }

  @Test
  void longNamesAreCheap() {
    assertEquals(List.of(), Nearest.of("x".repeat(1_000_000), Collections.nCopies(1_000, "y".repeat(1_000))));
  }
}
