package org.dormouse.ui.jobs.internal.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Machines.Change;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.RunsApi.HostPlan;
import org.dormouse.api.RunsApi.HostRating;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.RunsApi.PlannedMachine;
import org.dormouse.ui.parts.FactTable.Row;
import org.junit.jupiter.api.Test;

/** The dry run in the window tells what the command line tells: order, forecasts, reasons, hosts. */
class PlanWordsTest {

  private static FindingInfo finding(String severity, String message) {
    return new FindingInfo(severity, "code", "", message, "Do this.");
  }

  private static PlannedMachine machine(String id, String verdict, int packages, long seconds,
      FindingInfo... findings) {
    Change change = new Change("bash", "amd64", "5.0", "5.1", 1024, "security");
    return new PlannedMachine(id, verdict, List.of(findings), List.of(change).subList(0, packages), packages * 1024L,
        "east", List.of(new HostRating("east", 4, List.of("much memory", "not busy"))), seconds);
  }

  private static JobPlan plan(PlannedMachine... machines) {
    return new JobPlan("nightly", "updates", "s1", Instant.parse("2026-01-02T03:04:05Z"), List.of(machines),
        List.of(new HostPlan("east", 2, "kvm", List.of(finding("WARN", "It is old."), finding("INFO", "It is blue."))),
            new HostPlan("", 0, "", List.of(finding("BLOCK", "West is away.")))), 600);
  }

  @Test
  void onlyThoseThatAreWokenHaveAPlaceInTheOrderOfThePlan() {
    JobPlan plan = plan(machine("a/long", "service", 1, 300), machine("a/fine", "up-to-date", 0, 0),
        machine("a/unknown", "wake-to-tell", 0, 200), machine("a/ill", "blocked", 0, 0));
    assertEquals(Map.of("a/long", 1, "a/unknown", 2), PlanWords.order(plan));
  }

  @Test
  void forecastAndPackagesAreLeftEmptyWhereNobodyKnowsThem() {
    assertEquals("5 min 00 s", PlanWords.forecast(machine("a/x", "service", 1, 300)));
    assertEquals("", PlanWords.forecast(machine("a/x", "up-to-date", 0, 0)));
    assertEquals("1", PlanWords.packages(machine("a/x", "service", 1, 300)));
    assertEquals("0", PlanWords.packages(machine("a/x", "up-to-date", 0, 0)));
    assertEquals("", PlanWords.packages(machine("a/x", "wake-to-tell", 0, 10)));
    assertEquals("", PlanWords.packages(machine("a/x", "blocked", 0, 0)));
  }

  @Test
  void theGravestFindingIsSaidFirstAndThatThereAreMore() {
    assertEquals("Locked. Do this. (and 2 more)", PlanWords.why(machine("a/x", "blocked", 0, 0,
        finding("INFO", "Blue."), finding("WARN", "Old."), finding("BLOCK", "Locked."))));
    assertEquals("Cannot tell. Do this.", PlanWords.why(machine("a/x", "wake-to-tell", 0, 9,
        finding("INFO", "Cannot tell."))));
    assertEquals("", PlanWords.why(machine("a/x", "service", 1, 9)));
  }

  @Test
  void everyHostSaysHowItSuitsAndAllThatWasFoundOfIt() {
    PlannedMachine machine = machine("a/x", "service", 1, 9);
    List<Row> rows = PlanWords.hosts(plan(machine), machine);
    assertEquals(List.of("east", "4 of 5", "much memory; not busy", "kvm", "2",
        "Warning: It is old. Do this. · For information: It is blue. Do this."), rows.getFirst().cells());
    assertEquals(List.of("not usable", "", "", "", "", "Blocks servicing: West is away. Do this."),
        rows.getLast().cells());
  }

  @Test
  void theIndexSaysHowOldItIs() {
    String updates = PlanWords.lines(plan(machine("a/x", "service", 1, 9)), Instant.now()).get(1);
    assertTrue(updates.contains("from updates, index of "), updates);
  }
}
