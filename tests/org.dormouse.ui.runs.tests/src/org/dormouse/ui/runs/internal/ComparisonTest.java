package org.dormouse.ui.runs.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Machines.Change;
import org.dormouse.api.Reports.MachineReport;
import org.dormouse.api.Reports.RunReport;
import org.dormouse.api.RunsApi.Run;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static Change change(String name, String version) {
    return new Change(name, "amd64", "1", version, 0, "");
  }

  private static MachineReport machine(String id, String state, Change... installed) {
    return new MachineReport(id, state, "grid", List.of(), List.of(installed), 1, 0, List.of(), Optional.empty(), "",
        List.of(), List.of(), List.of(), List.of());
  }

  private static RunReport report(String run, MachineReport... machines) {
    return new RunReport(new Run(run, "nightly", "me", "ENDED", Instant.EPOCH, Optional.empty(), Map.of(), 1),
        "updates", List.of(), List.of(machines), Instant.EPOCH);
  }

  private static Comparison.Row only(MachineReport before, MachineReport after) {
    return Comparison.of(report("run-1", before), report("run-2", after)).rows().getFirst();
  }

  @Test
  void theSameStateWithOtherVersionsIsAnotherResult() {
    Comparison.Row row = only(machine("a", "SUCCEEDED", change("curl", "2"), change("tar", "5")),
        machine("a", "SUCCEEDED", change("curl", "3"), change("tar", "5")));
    assertFalse(row.hasOtherState());
    assertTrue(row.hasOtherPackages());
    assertEquals("1 of 2 differs", row.difference());
    assertEquals(List.of(new Comparison.Package("curl (amd64)", "2", "3"),
        new Comparison.Package("tar (amd64)", "5", "5")), row.packages());
  }

  @Test
  void whatOneRunAloneInstalledOrRemovedIsThere() {
    Comparison.Row row = only(machine("a", "SUCCEEDED", change("curl", "2"), change("old", "")),
        machine("a", "UP_TO_DATE"));
    assertTrue(row.hasOtherState());
    assertEquals(List.of(new Comparison.Package("curl (amd64)", "2", ""),
        new Comparison.Package("old (amd64)", "removed", "")), row.packages());
  }

  @Test
  void theSummaryDoesNotCallOtherPackagesTheSame() {
    MachineReport one = machine("a", "SUCCEEDED", change("curl", "2"));
    MachineReport other = machine("a", "SUCCEEDED", change("curl", "3"));
    MachineReport failed = machine("b", "FAILED");
    MachineReport mended = machine("b", "SUCCEEDED");
    assertEquals("Every virtual machine came to the same result in both, with the same packages.",
        Comparison.of(report("run-1", one, failed), report("run-2", one, failed)).summary());
    assertEquals("Every virtual machine came to the same result in both; 1 virtual machine got other packages.",
        Comparison.of(report("run-1", one), report("run-2", other)).summary());
    assertEquals("1 virtual machine came to another result; 1 virtual machine got other packages.",
        Comparison.of(report("run-1", one, failed), report("run-2", other, mended)).summary());
    assertEquals("2 virtual machines came to another result.",
        Comparison.of(report("run-1", one), report("run-2", failed)).summary());
  }
}
