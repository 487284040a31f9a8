package org.dormouse.servicing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dormouse.engine.Change;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.memory.MemoryInventory;
import org.dormouse.json.Json;
import org.dormouse.model.DormouseFactory;
import org.dormouse.model.GroupRule;
import org.dormouse.model.VmGroup;
import org.dormouse.servicing.Observed.AssessmentNote;
import org.dormouse.servicing.Observed.ScanNote;
import org.dormouse.servicing.Observed.ServicedNote;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.PackageChange;
import org.junit.jupiter.api.Test;

class GroupsTest {

  private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final Inventory inventory = new MemoryInventory(CLOCK);
  private final Definitions definitions = new Definitions(inventory, Path.of("/state"));
  private final LastResults results = new LastResults(inventory, CLOCK);
  private final QuietRuns runs = new QuietRuns();
  private final Groups groups = new Groups(definitions, new Standings(definitions, results, runs), CLOCK);
  private final VmGroup group = DormouseFactory.eINSTANCE.createVmGroup();
  private final GroupRule rule = DormouseFactory.eINSTANCE.createGroupRule();

  /** A VM of library lab with one disk of 100 MiB. */
  private static Observed machine(String name, Optional<AssessmentNote> assessment, Optional<ServicedNote> serviced,
      Finding... findings) {
    var facts = new ImageFacts(DiskFormat.QCOW2, 1L << 30, 100L << 20, List.of(), Optional.empty(), Optional.empty(),
        List.of(), false, false, false, false);
    return new Observed(new ScanNote(NOW, Machines.machine(name, 512, 1), List.of(facts), List.of(findings), 1),
        assessment, serviced);
  }

  private static Observed machine(String name) {
    return machine(name, Optional.empty(), Optional.empty());
  }

  private static Observed assessed(String name, int daysAgo, String... origins) {
    List<PackageChange> changes = IntStream.range(0, origins.length)
        .mapToObj(i -> new PackageChange("p" + i, "amd64", "1", "2", 1, origins[i])).toList();
    return machine(name, Optional.of(new AssessmentNote(NOW.minus(Duration.ofDays(daysAgo)), "debian", "s",
        changes.isEmpty() ? AssessmentNote.UP_TO_DATE : AssessmentNote.PENDING, "", changes, "Debian 12")),
        Optional.empty());
  }

  private boolean belongs(Observed machine) {
    return !groups.members(List.of(group), List.of(machine)).isEmpty();
  }

  private boolean fits(Observed machine) {
    group.setRule(rule);
    return belongs(machine);
  }

  @Test
  void whoIsPickedByHandBelongsWhateverTheRuleSays() {
    group.getVirtualMachines().addAll(List.of("lab/web01", "lab/db*", "lab/gone"));
    rule.setMinPending(1);
    assertTrue(fits(machine("web01")));
    assertTrue(fits(machine("db7")));
    assertFalse(fits(machine("web02")));
    assertTrue(fits(assessed("web02", 0, "stable")));
  }

  @Test
  void nobodyBelongsToAGroupThatPicksNobody() {
    assertFalse(belongs(machine("web01")));
  }

  @Test
  void everyConditionHasToHoldAndOfAListOneEntry() {
    rule.getLibraries().addAll(List.of("other", "lab"));
    rule.getNames().addAll(List.of("web*", "db?"));
    assertTrue(fits(machine("web01")));
    assertTrue(fits(machine("db7")));
    assertFalse(fits(machine("db77")));
    rule.getLibraries().remove("lab");
    assertFalse(fits(machine("web01")));
  }

  @Test
  void tagsAreThosePeopleDeclared() {
    inventory.put("vm", "lab/web01", Json.write(Map.of("name", "lab/web01", "tags", List.of("gold", "north"))), 0,
        "me");
    rule.getTags().addAll(List.of("south", "gold"));
    assertTrue(fits(machine("web01")));
    assertFalse(fits(machine("web02")));
  }

  @Test
  void operatingSystemsAreComparedWithoutRegardToCaseAndUnknownOnesFitNoPattern() {
    rule.getSystems().add("debian*");
    assertTrue(fits(assessed("web01", 0)));
    assertFalse(fits(machine("web01")));
    rule.getSystems().set(0, "*");
    assertFalse(fits(machine("web01")), "it is not known what it is");
  }

  @Test
  void sizesAreBoundsInMebibytesThatBelongToTheRange() {
    rule.setMinSizeMiB(100);
    rule.setMaxSizeMiB(100);
    assertTrue(fits(machine("web01")));
    rule.setMinSizeMiB(101);
    assertFalse(fits(machine("web01")));
    rule.setMinSizeMiB(0);
    rule.setMaxSizeMiB(99);
    assertFalse(fits(machine("web01")));
  }

  @Test
  void staleIsWhoWasNeitherServicedNorFoundUpToDateForThatLong() {
    rule.setStaleDays(7);
    assertTrue(fits(machine("web01")), "never");
    assertTrue(fits(assessed("web01", 7)));
    assertFalse(fits(assessed("web01", 6)));
    assertTrue(fits(assessed("web01", 0, "stable")), "what is pending today says nothing of before");
    var serviced = new ServicedNote(NOW.minus(Duration.ofDays(3)), "run-1", 2, Optional.empty());
    assertFalse(fits(machine("web01", Optional.empty(), Optional.of(serviced))));
    ends(ServicingState.UP_TO_DATE, NOW.minus(Duration.ofDays(1)));
    assertFalse(fits(assessed("web01", 0, "stable")), "a run found it up to date yesterday");
  }

  @Test
  void pendingIsCountedAndWhatIsNotKnownReachesNothing() {
    rule.setMinPending(2);
    assertTrue(fits(assessed("web01", 0, "stable", "stable-security")));
    assertFalse(fits(assessed("web01", 0, "stable")));
    assertFalse(fits(machine("web01")));
    rule.setMinPending(0);
    rule.setMinPendingSecurity(1);
    assertTrue(fits(assessed("web01", 0, "stable", "stable-security")));
    assertFalse(fits(assessed("web01", 0, "stable")));
  }

  @Test
  void statesAreThoseOfTheList() {
    Map<String, Observed> machines = Map.of("never-assessed", machine("web01"), "up-to-date", assessed("web01", 0),
        "stale", assessed("web01", 0, "stable"), "blocked", machine("web01", Optional.empty(), Optional.empty(),
            Finding.block("saved-state", "lab/web01", "It is suspended.", "Shut it down.")));
    machines.forEach((state, machine) -> {
      rule.getStates().clear();
      rule.getStates().add(state);
      machines.forEach((other, one) -> assertEquals(other.equals(state), fits(one), state + " " + other));
    });
    runs.unended.add(new ServicingView("run-1", "vm-1", "lab/web01", 0, ServicingState.WAITING, Optional.empty(),
        Optional.empty(), Optional.empty()));
    rule.getStates().set(0, "servicing");
    machines.values().forEach(machine -> assertTrue(fits(machine)));
  }

  @Test
  void failedIsWhoWasNotLookedAtSince() {
    ends(ServicingState.FAILED, NOW.minus(Duration.ofDays(1)));
    rule.getStates().add("failed");
    assertTrue(fits(machine("web01")));
    assertTrue(fits(assessed("web01", 2)));
    assertFalse(fits(assessed("web01", 0)));
    rule.getStates().clear();
    rule.getLastResults().add("failed");
    assertTrue(fits(assessed("web01", 0)), "the last servicing is still the one that failed");
    assertFalse(fits(assessed("web02", 0)));
    rule.getLastResults().set(0, "never");
    assertTrue(fits(assessed("web02", 0)));
  }

  private void ends(ServicingState state, Instant at) {
    results.accept(new Change.ServicingChanged(1, new ServicingView("run-1", "vm-1", "lab/web01", 0, state,
        Optional.of(at), Optional.of(at), Optional.empty())));
  }

  @Test
  void everyMachineKnowsItsGroups() {
    inventory.put("group", "web", Json.write(Map.of("name", "web", "virtualMachines", List.of("lab/web*"))), 0, "me");
    inventory.put("group", "all", Json.write(Map.of("name", "all", "rule", Map.of("libraries", List.of("lab")))), 0,
        "me");
    List<Observed> machines = List.of(machine("web01"), machine("db01"));
    assertEquals(Map.of("lab/web01", List.of("all", "web"), "lab/db01", List.of("all")),
        groups.of(machines, new Standings(definitions, results, runs).now()));
  }

  @Test
  void aGroupConcernsTheLibrariesItsMembersMayLieIn() {
    group.getVirtualMachines().add("lab/web*");
    assertTrue(Groups.concerns(group, "lab"));
    assertFalse(Groups.concerns(group, "other"));
    rule.setStaleDays(1);
    group.setRule(rule);
    assertTrue(Groups.concerns(group, "other"), "a rule that names no library looks at all");
    rule.getLibraries().add("third");
    assertFalse(Groups.concerns(group, "other"));
  }

  @Test
  void securitySuitesAreToldByTheirNames() {
    for (String suite : List.of("bookworm-security", "stable-security", "jammy-security", "jammy-infra-security",
        "buster/updates", "simulated-security", "Security")) {
      assertTrue(SecuritySuite.is(suite), suite);
    }
    for (String suite : List.of("bookworm", "bookworm-updates", "jammy-updates", "./", "", "insecurity")) {
      assertFalse(SecuritySuite.is(suite), suite);
    }
  }
}
