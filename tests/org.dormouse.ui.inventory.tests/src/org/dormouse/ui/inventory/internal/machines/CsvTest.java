package org.dormouse.ui.inventory.internal.machines;

import static org.dormouse.ui.inventory.internal.machines.SomeMachines.machine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void writesWhatProgramsRead() {
    String csv = Csv.of(List.of(MachineColumn.NAME, MachineColumn.STATE, MachineColumn.SERVICED, MachineColumn.SIZE,
        MachineColumn.PENDING), List.of(machine("a/web1", "never-assessed", "", -1, -1, Optional.of(1L), List.of(),
        List.of())));
    assertEquals("Name,State,Last serviced,Size,Pending\r\nweb1,never-assessed,2026-03-09T12:00:00Z,5368709120,\r\n",
        csv);
  }

  @Test
  void quotesWhatWouldBreakALine() {
    String csv = Csv.of(List.of(MachineColumn.SYSTEM), List.of(machine("a/b", "stale", "Debian, \"12\"\nx", 0, 0,
        Optional.empty(), List.of(), List.of())));
    assertEquals("Operating system\r\n\"Debian, \"\"12\"\"\nx\"\r\n", csv);
  }

  @Test
  void letsNoImageNameAFormula() {
    for (String evil : List.of("=1+2", "+1", "-1", "@SUM(A1)")) {
      String csv = Csv.of(List.of(MachineColumn.SYSTEM), List.of(machine("a/b", "stale", evil, 0, 0,
          Optional.empty(), List.of(), List.of())));
      assertEquals("Operating system\r\n'" + evil + "\r\n", csv);
    }
  }

  @Test
  void copiesWhatIsOnTheScreen() {
    String text = Csv.tabbed(List.of(MachineColumn.NAME, MachineColumn.PENDING), List.of(machine("a/web1", "stale",
        "", 12, 3, Optional.empty(), List.of(), List.of())));
    assertEquals("web1\t12 (3 security)", text);
  }
}
