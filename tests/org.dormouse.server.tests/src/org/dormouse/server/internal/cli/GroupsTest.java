package org.dormouse.server.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Kind;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Machines;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.api.Reports.Fact;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.RunsApi.PlannedMachine;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.api.client.Failures;
import org.dormouse.cli.Main;
import org.dormouse.server.internal.Simulated;
import org.dormouse.server.internal.TestProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** VM groups, drafts and what lists say of VMs, on simulated machines that take no time. */
class GroupsTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final List<String> NO_TIME = List.of("--set", "bootSeconds=0", "--set", "shutdownSeconds=0", "--set",
      "exportSeconds=0");

  private TestProcess engine;

  private record Said(int code, String out, String err) {
    Said expect(int expected) {
      assertEquals(expected, code, out + err);
      return this;
    }
  }

  @BeforeEach
  void begin() throws IOException {
    engine = Simulated.process().start(TestProcess.NEVER);
    run("library", "add", "sim", "--type", "simulated", "--set", "vms=12", "--set", "upToDate=30").expect(0);
    run(Stream.concat(Stream.of("host", "add", "here", "--type", "simulated"), NO_TIME.stream())
        .toArray(String[]::new)).expect(0);
  }

  @AfterEach
  void end() throws IOException {
    engine.close();
  }

  private void service(String... more) {
    List<String> words = new ArrayList<>(List.of("service", "add", "updates", "--type", "simulated", "--set",
        "scanSeconds=0", "--set", "installSeconds=0", "--set", "verifySeconds=0"));
    words.addAll(List.of(more));
    run(words.toArray(String[]::new)).expect(0);
  }

  private Said run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.execute(engine.state, new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), words);
    return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private JsonElement json(String... words) {
    Said said = run(Stream.concat(Stream.of(words), Stream.of("-o", "json")).toArray(String[]::new)).expect(0);
    return JsonParser.parseString(said.out());
  }

  private static Set<String> ids(JsonArray machines) {
    Set<String> ids = new TreeSet<>();
    machines.forEach(machine -> ids.add(machine.getAsJsonObject().get("id").getAsString()));
    return ids;
  }

  private Set<String> preview(String... options) {
    String[] words = Stream.concat(Stream.of("group", "preview", "draft"), Stream.of(options)).toArray(String[]::new);
    return ids(json(words).getAsJsonObject().getAsJsonArray("machines"));
  }

  private List<Machine> machines() {
    try (EngineConnection client = engine.connect()) {
      return client.ask(api -> api.machines(new Machines.Filter("", "", "")), SOON);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aGroupIsTheUnionOfThoseByHandAndThoseByRuleAndEveryListSaysSo() {
    String first = machines().getFirst().id();
    run("vm", "set", first, "--tag", "north wing").expect(0);
    String tagged = machines().get(1).id();
    run("vm", "set", tagged, "--tag", "gold").expect(0);
    run("group", "create", "mixed", "--vm", first, "--vm", "sim/gone", "--tag", "gold", "--library", "sim").expect(0);
    run("group", "create", "web", "--name", "web-*").expect(0);
    assertEquals(Set.of(first, tagged), ids(json("vm", "list", "--group", "mixed").getAsJsonArray()));
    assertEquals(Set.of(first, tagged), ids(json("group", "preview", "mixed").getAsJsonObject()
        .getAsJsonArray("machines")));
    assertTrue(run("group", "preview", "mixed").expect(0).err().contains("sim/gone is picked by hand"));
    for (Machine machine : machines()) {
      assertEquals(machine.id().equals(first) || machine.id().equals(tagged), machine.groups().contains("mixed"));
      assertEquals(machine.name().startsWith("web-"), machine.groups().contains("web"));
    }
    String listed = run("group", "list").expect(0).out();
    assertTrue(listed.contains("libraries sim; tags gold"), listed);
    String shown = run("group", "show", "mixed").expect(0).out();
    assertTrue(shown.contains("rule.tags"), shown);
    assertTrue(run("vm", "list", "--wide", "--group", "mixed").expect(0).out().contains("north wing"));
  }

  @Test
  void everyConditionOfARuleCountsAndNothingIsStoredByAPreview() {
    service();
    run("vm", "assess").expect(0);
    List<Machine> all = machines();
    Machine some = all.stream().filter(machine -> machine.pending() > 1).findFirst().orElseThrow();
    assertEquals(some.pending(), some.pendingSecurity(), "the simulated service has nothing but security updates");
    for (Machine machine : all) {
      boolean pending = machine.pending() >= some.pending();
      assertEquals(pending, preview("--min-pending", "" + some.pending()).contains(machine.id()));
      assertEquals(pending, preview("--min-pending-security", "" + some.pending()).contains(machine.id()));
    }
    Set<String> stale = preview("--state", "stale");
    assertTrue(!stale.isEmpty() && stale.size() < all.size(), stale.toString());
    assertEquals(stale, preview("--stale-days", "1"), "what was found up to date today is not stale");
    assertEquals(Set.of(), preview("--stale-days", "1", "--state", "up-to-date"));
    long size = some.sizeBytes() >> 20;
    assertFalse(preview("--min-size", "" + (size + 1)).contains(some.id()));
    assertTrue(preview("--max-size", "" + (size + 1)).contains(some.id()));
    assertEquals(Set.of(some.id()), preview("--name", some.name(), "--system",
        some.os().substring(0, 3).toUpperCase() + "*"), some.os());
    assertEquals(Set.of(), preview("--name", some.name(), "--system", "Windows*"));
    assertEquals(all.size(), preview("--last-result", "never").size());
    assertEquals(0, json("group", "list").getAsJsonArray().size());
  }

  @Test
  void aJobServicesItsGroupsAndListsSayHowItEndedAndWhere() {
    service("--set", "failEvery=4");
    run("group", "create", "all", "--library", "sim").expect(0);
    run("group", "create", "failed", "--last-result", "failed").expect(0);
    run("job", "create", "nightly", "--group", "all", "--service", "updates").expect(0);
    assertEquals(12, json("job", "plan", "nightly").getAsJsonObject().getAsJsonArray("machines").size());
    run("job", "run", "nightly").expect(1);
    List<Machine> all = machines();
    Set<String> results = new TreeSet<>();
    for (Machine machine : all) {
      results.add(machine.lastResult());
      assertEquals(machine.lastResult().equals("up-to-date") ? "" : "here", machine.host(), machine.toString());
      assertEquals(machine.lastResult().equals("failed"), machine.state().equals("failed"), machine.toString());
      assertEquals(machine.lastResult().equals("failed"), machine.groups().contains("failed"), machine.toString());
    }
    assertEquals(Set.of("failed", "succeeded", "up-to-date"), results);
    run("job", "create", "again", "--group", "failed", "--service", "updates").expect(0);
    long failed = all.stream().filter(machine -> machine.lastResult().equals("failed")).count();
    run("job", "run", "again", "--detach").expect(0);
    assertEquals(failed, ((JsonObject) json("run", "show", "run-2")).getAsJsonArray("servicings").size());
  }

  @Test
  void aJobWhoseGroupsAreEmptySaysSoAndStartsNothing() {
    service();
    run("group", "create", "none", "--tag", "nobody-has-it").expect(0);
    run("job", "create", "idle", "--group", "none", "--service", "updates").expect(0);
    Said said = run("job", "run", "idle");
    assertEquals(1, said.code());
    assertTrue(said.err().contains("[no-machines]") && said.err().contains("group none"), said.err());
    assertEquals(0, json("run", "list").getAsJsonArray().size());
  }

  @Test
  void whatAJobUsesIsNotRemoved() {
    service();
    run("group", "create", "all", "--vm", "*").expect(0);
    run("job", "create", "nightly", "--group", "all", "--service", "updates", "--host", "here").expect(0);
    for (List<String> used : List.of(List.of("group", "all"), List.of("host", "here"), List.of("service", "updates"))) {
      Said said = run(used.getFirst(), "remove", used.getLast());
      assertTrue(said.code() != 0 && said.err().contains("[in-use]") && said.err().contains("nightly"), said.err());
    }
    run("job", "remove", "nightly").expect(0);
    run("group", "remove", "all").expect(0);
  }

  @Test
  void aJobCannotBeMadeOfAGroupThatIsNotThere() {
    service();
    Said said = run("job", "create", "nightly", "--group", "nobody", "--service", "updates");
    assertEquals(2, said.code());
    assertTrue(said.err().contains("There is no VM group \"nobody\""), said.err());
  }

  @Test
  void draftsAreLookedAtAndNothingOfThemIsKept() throws IOException {
    service();
    try (EngineConnection client = engine.connect()) {
      CheckReport library = client.ask(api -> api.check(new Put("library", "other",
          Map.of("type", "simulated", "settings", Map.of("vms", "7")), 0)), SOON);
      assertTrue(library.ok(), library.toString());
      assertTrue(library.facts().contains(new Fact("virtual machines", "7")), library.toString());
      CheckReport host = client.ask(api -> api.check(new Put("host", "other", Map.of("type", "simulated"), 0)), SOON);
      assertTrue(host.ok() && host.facts().stream().anyMatch(fact -> fact.name().equals("closed network")),
          host.toString());
      CheckReport service = client.ask(api -> api.check(new Put("service", "other", Map.of("type", "simulated"), 0)),
          SOON);
      assertTrue(service.ok() && !service.facts().isEmpty(), service.toString());
      JobPlan plan = client.ask(api -> api.planDraft(new Put("job", "draft", Map.of("virtualMachines",
          List.of("sim/*"), "updateService", "updates"), 0)), SOON);
      assertEquals(12, plan.machines().size());
      assertEquals(Set.of("service", "up-to-date"), new TreeSet<>(plan.machines().stream()
          .map(PlannedMachine::verdict).toList()));
      for (Map.Entry<String, Integer> kind : Map.of("library", 1, "host", 1, "service", 1, "job", 0).entrySet()) {
        List<Definition> stored = client.ask(api -> api.definitions(new Kind(kind.getKey())), SOON);
        assertEquals(kind.getValue(), stored.size(), kind.getKey());
      }
      assertEquals(12, machines().size(), "no VM of the draft");
    }
  }

  @Test
  void aDraftThatIsWrongIsRefusedAsIfItWereStored() throws IOException {
    try (EngineConnection client = engine.connect()) {
      assertEquals("bad-definition", refusal(() -> client.ask(api -> api.check(new Put("library", "x",
          Map.of(), 0)), SOON)));
      assertEquals("bad-definition", refusal(() -> client.ask(api -> api.previewGroup(new Put("group", "x",
          Map.of("rule", Map.of("minSizeMiB", 5, "maxSizeMiB", 4)), 0)), SOON)));
      assertEquals("wrong-kind", refusal(() -> client.ask(api -> api.previewGroup(new Put("library", "x",
          Map.of("type", "simulated"), 0)), SOON)));
      assertEquals("wrong-kind", refusal(() -> client.ask(api -> api.check(new Put("group", "x", Map.of(), 0)), SOON)));
      assertEquals("unknown-name", refusal(() -> client.ask(api -> api.planDraft(new Put("job", "x",
          Map.of("groups", List.of("nobody"), "updateService", "updates"), 0)), SOON)));
    }
  }

  private interface Asking {
    void ask() throws Exception;
  }

  private static String refusal(Asking asking) {
    return Failures.reason(assertThrows(Exception.class, asking::ask)).code();
  }
}
