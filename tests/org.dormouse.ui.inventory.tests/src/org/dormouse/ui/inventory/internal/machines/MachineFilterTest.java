package org.dormouse.ui.inventory.internal.machines;

import static org.dormouse.ui.inventory.internal.machines.SomeMachines.filtered;
import static org.dormouse.ui.inventory.internal.machines.SomeMachines.machine;
import static org.dormouse.ui.inventory.internal.machines.SomeMachines.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dormouse.api.Machines.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineFilterTest {

  private static final Machine WEB = machine("prod/web1", "stale", "Debian 12 (bookworm)", 12, 3, Optional.of(40L),
      List.of("dmz", "blue team"), List.of("night"));
  private static final Machine DATABASE = machine("prod/db1", "up-to-date", "Ubuntu 24.04", 0, 0, Optional.of(2L),
      List.of("core"), List.of());
  private static final Machine NEW = machine("lab/fresh", "never-assessed", "", -1, -1, Optional.empty(), List.of(),
      List.of());

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "''                | db1 fresh web1",
      "web               | web1",
      "PROD debian       | web1",
      "prod ubuntu       | db1",
      "prod nothing      | ''",
      "os:debian         | web1",
      "library:prod      | db1 web1",
      "lib:prod          | db1 web1",
      "groups:night      | web1",
      "tags:\"blue team\"| web1",
      "tags:=blue        | ''",
      "tags:=\"blue team\"| web1",
      "groups:=nigh      | ''",
      "groups:=Night     | web1",
      "library:=pro      | ''",
      "-library:=prod    | fresh",
      "pending:=12       | web1",
      "\"blue team\"     | web1",
      "pending:>5        | web1",
      "pending:=0        | db1",
      "pending:<1        | db1",
      "security:>0       | web1",
      "age:>30           | fresh web1",
      "age:<8            | db1",
      "age:>30 -age:never| web1",
      "age:never         | fresh",
      "-os:debian prod   | db1",
      "-prod             | fresh",
      "size:>4           | db1 fresh web1",
      "size:>5           | ''",
      "excluded:yes      | db1",
      "excluded:no       | fresh web1",
      "excluded          | db1",
      "-excluded:yes     | fresh web1",
      "prod/web1         | web1",
      "nocolumn:x        | ''"})
  void findsWhatItsWordsSay(String words, String expected) {
    assertEquals(expected, String.join(" ", names(filtered(words, WEB, DATABASE, NEW))));
  }

  @Test
  void countsStatesWithoutRegardToTheStatesAskedFor() {
    MachineIndex index = MachineIndex.of(MachineRow.of(List.of(WEB, DATABASE, NEW), List.of()),
        new MachineFilter("prod", Set.of("stale")), MachineIndex.Order.AT_FIRST, SomeMachines.NOW);
    assertEquals(List.of("web1"), names(index));
    assertEquals(Map.of("stale", 1, "up-to-date", 1), index.counts());
    assertEquals(3, index.total());
  }

  @Test
  void survivesWhateverIsTyped() {
    for (String text : List.of("\"", ":", "-", "os:", "pending:>", "\"a", "((", "age:>99999999999", "*", "- -")) {
      assertTrue(filtered(text, WEB, DATABASE, NEW).total() == 3, text);
    }
  }
}
