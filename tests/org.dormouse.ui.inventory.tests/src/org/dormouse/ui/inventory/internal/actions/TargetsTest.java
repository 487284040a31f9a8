package org.dormouse.ui.inventory.internal.actions;

import static org.dormouse.ui.inventory.internal.machines.SomeMachines.machine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Assessment;
import org.dormouse.api.Machines.Machine;
import org.junit.jupiter.api.Test;

class TargetsTest {

  private static final Machine WEB = machine("prod/web", "stale", "", 0, 0, Optional.empty(), List.of(),
      List.of("night"));
  private static final Machine DATABASE = machine("prod/db", "stale");
  private static final Machine LAB = machine("lab/x", "stale");

  private static Definition definition(String kind, String name) {
    return new Definition(kind, name, 1, Instant.EPOCH, "me", Map.of());
  }

  @Test
  void meansTheMachinesOfLibrariesAndGroups() {
    List<Machine> all = List.of(WEB, DATABASE, LAB);
    assertEquals(List.of(WEB, DATABASE), Targets.of(List.of(definition("library", "prod")), all));
    assertEquals(List.of(WEB), Targets.of(List.of(definition("group", "night")), all));
    assertEquals(List.of(LAB, WEB), Targets.of(List.of(LAB, WEB, LAB, definition("group", "night")), all));
    assertEquals(List.of(), Targets.of(List.of(definition("host", "prod"), "text"), all));
  }

  @Test
  void offersServicingOnlyForMachines() {
    assertTrue(Targets.isTarget(WEB));
    assertTrue(Targets.isTarget(definition("group", "night")));
    assertFalse(Targets.isTarget(definition("host", "local")));
    assertFalse(Targets.isTarget("text"));
  }

  @Test
  void saysWhatAnAssessmentCameTo() {
    assertEquals("Assessed 3: 1 up to date, 1 stale, 1 blocked.",
        AssessHandler.sentence(List.of(assessment("up-to-date"), assessment("pending"), assessment("blocked"))));
  }

  @Test
  void editsTagsAndKeepsWhatElseIsDeclared() {
    TagEdits edits = new TagEdits(TagEdits.typed(" web, blue team,,web"), TagEdits.typed("old"));
    assertEquals(Map.of("name", "a/b", "excluded", true, "tags", List.of("dmz", "web", "blue team")),
        edits.apply(Map.of("name", "a/b", "excluded", true, "tags", List.of("old", "dmz"))));
    assertEquals(Map.of("name", "a/b"),
        new TagEdits(List.of(), List.of("x")).apply(Map.of("name", "a/b", "tags", List.of("x"))));
  }

  private static Assessment assessment(String result) {
    return new Assessment("a/b", result, "", List.of(), List.of(), 3);
  }
}
