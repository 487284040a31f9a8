package org.dormouse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dormouse.api.ClientApi.Changes;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.RunSnapshot;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.api.RunsApi.TroubleInfo;
import org.junit.jupiter.api.Test;

class RunModelTest {

  private static final Instant BEGIN = Instant.parse("2026-11-20T01:00:00Z");

  private static Run run(String state) {
    return new Run("run-1", "nightly", "anna", state, BEGIN, Optional.empty(), Map.of(), 1);
  }

  private static Servicing servicing(String id, String state) {
    boolean failed = state.equals("FAILED");
    return new Servicing("run-1", id, "lab/" + id, 0, state, Optional.of(BEGIN), Optional.empty(),
        failed ? Optional.of(new TroubleInfo("broken", "It broke.", "")) : Optional.empty());
  }

  private static Step step(long id, long seq, String servicing, String kind, String state, double fraction) {
    boolean begun = !state.equals("READY") && !state.equals("PENDING");
    return new Step(id, seq, "run-1", servicing, kind, (int) id - 1, 1, 1, state, "detail of " + kind, fraction,
        begun ? Optional.of(BEGIN.plusSeconds(id)) : Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty());
  }

  private static RunModel model(List<Servicing> servicings, List<Step> steps) {
    return new RunModel(new RunSnapshot(10, run("RUNNING"), servicings, steps, -1));
  }

  private static Changes changes(long seq, List<Servicing> servicings, List<Step> steps) {
    return new Changes("run-1", seq, List.of(), servicings, steps, 90);
  }

  @Test
  void whatIsOlderThanTheSnapshotIsIgnored() {
    RunModel model = model(List.of(servicing("a", "RUNNING")), List.of());
    model.apply(changes(10, List.of(servicing("a", "FAILED")), List.of()));
    assertEquals("RUNNING", model.servicing("a").orElseThrow().state());
    model.apply(changes(11, List.of(servicing("a", "FAILED")), List.of()));
    assertEquals("FAILED", model.servicing("a").orElseThrow().state());
  }

  @Test
  void theStepShownIsTheOneThatGoesOnThenTheOneThatWaitsThenTheLast() {
    RunModel model = model(List.of(servicing("a", "RUNNING")), List.of(
        step(1, 1, "a", "claim", "SUCCEEDED", -1), step(2, 2, "a", "assess", "SUCCEEDED", -1),
        step(3, 3, "a", "place", "PENDING", -1), step(4, 4, "a", "hook:beforeDeploy:ask", "PENDING", -1)));
    assertEquals("assess", model.present("a").orElseThrow().kind());
    model.apply(changes(12, List.of(), List.of(step(3, 12, "a", "place", "READY", -1))));
    assertEquals("place", model.present("a").orElseThrow().kind());
    model.apply(changes(13, List.of(), List.of(step(3, 13, "a", "place", "RUNNING", 0.5))));
    assertEquals("place", model.present("a").orElseThrow().kind());
    assertEquals((2 + 0.5) / 4, model.fraction(model.servicing("a").orElseThrow()), 1e-9);
    assertEquals("Assess", RunModel.phase("place"));
    assertEquals("Patch", RunModel.phase("hook:afterInstall:web"));
    assertEquals("Report", RunModel.phase("hook:afterStore:tell"));
  }

  @Test
  void anOlderStateOfAStepNeverReplacesANewerOne() {
    RunModel model = model(List.of(servicing("a", "RUNNING")), List.of(step(1, 9, "a", "claim", "SUCCEEDED", -1)));
    model.apply(changes(11, List.of(), List.of(step(1, 8, "a", "claim", "RUNNING", -1))));
    assertEquals("SUCCEEDED", model.present("a").orElseThrow().state());
  }

  @Test
  void theForecastIsCountedDownFromWhenItCame() {
    RunModel model = model(List.of(servicing("a", "RUNNING")), List.of());
    assertTrue(model.rest().isEmpty(), "nothing was said");
    model.apply(changes(11, List.of(), List.of()));
    Duration rest = model.rest().orElseThrow();
    assertTrue(rest.compareTo(Duration.ofSeconds(90)) <= 0 && rest.compareTo(Duration.ofSeconds(60)) > 0,
        rest.toString());
  }

  @Test
  void onlyServicedOrUpToDateIsGood() {
    assertTrue(model(List.of(servicing("a", "SUCCEEDED"), servicing("b", "UP_TO_DATE")), List.of()).isGood());
    for (String state : List.of("FAILED", "CANCELLED", "WAITING", "NEEDS_OPERATOR")) {
      assertFalse(model(List.of(servicing("a", "SUCCEEDED"), servicing("b", state)), List.of()).isGood(), state);
    }
  }

  @Test
  void inAPipeEveryEventIsOneLineAndToldOnce() {
    Printed printed = Printed.pipe();
    RunDisplay display = new RunDisplay(printed.terminal);
    RunModel model = model(List.of(servicing("a", "RUNNING")), List.of());
    display.subjects(model);
    Changes changes = new Changes("run-1", 11, List.of(), List.of(servicing("a", "FAILED")),
        List.of(step(1, 11, "a", "install", "RUNNING", 0.5)), -1);
    display.tell(changes);
    display.tell(changes);
    display.draw(model);
    List<String> lines = printed.text().lines().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
    assertEquals(List.of("lab/a install running", "lab/a failed: It broke. [broken]"), lines);
  }

  @Test
  void inATerminalTheBlockStaysWithinTheWindow() {
    Printed printed = new Printed(true, false, 60, 8);
    List<Servicing> many = IntStream.range(0, 50)
        .mapToObj(i -> servicing("a-machine-with-quite-a-long-name-" + i, i == 7 ? "FAILED" : "RUNNING")).toList();
    RunDisplay display = new RunDisplay(printed.terminal);
    display.draw(model(many, List.of()));
    display.draw(model(many, List.of()));
    String second = printed.text().substring(printed.text().indexOf("\033[J") + 3);
    List<String> lines = second.replaceAll("\033\\[[0-9]*[A-Z]", "").replace("\r", "").lines().toList();
    assertTrue(lines.size() <= 8, String.join("\n", lines));
    lines.forEach(line -> assertTrue(line.length() < 60, line.length() + ": " + line));
    assertTrue(second.startsWith("\r\033[" + lines.size() + "A"), "drawn over the first");
    assertTrue(second.contains("… and 45 more"), second);
  }
}
