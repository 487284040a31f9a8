package org.dormouse.ui.inventory.internal.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.api.Reports.Fact;
import org.junit.jupiter.api.Test;

class ChecksTest {

  private final CheckReport good = new CheckReport("local", true, List.of(new Fact("memory", "8 GiB")), List.of());
  private final CheckReport bad = new CheckReport("lab", false, List.of(), List.of(
      new FindingInfo("BLOCK", "qemu.missing", "", "QEMU is not installed.", "Install it."),
      new FindingInfo("WARN", "disk.low", "/var", "Little room.", "Make room.")));

  @Test
  void oneReportStaysAsItIs() {
    assertSame(good, Checks.together(List.of(good)));
  }

  @Test
  void ofSeveralEachFactAndFindingSaysWhoseItIs() {
    CheckReport both = Checks.together(List.of(good, bad));
    assertEquals(List.of(new Fact("local: memory", "8 GiB")), both.facts());
    assertEquals(List.of("lab", "/var"), both.findings().stream().map(FindingInfo::subject).toList());
  }

  @Test
  void severalAreReadyOnlyIfEachIs() {
    assertFalse(Checks.together(List.of(good, bad)).ok());
  }
}
