package org.dormouse.server.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.cli.Main;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.server.internal.Simulated;
import org.dormouse.server.internal.TestProcess;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of definitions, read by the shell and carried out by the command line; scripts and details of steps. */
class ScriptsTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String NASTY = "it's \"quoted\" $HOME `id` \\ * ?\n\ttab; & | <x> # -- \u00fc\u4e16";

  @TempDir
  private Path folder;
  private TestProcess engine;
  private final InputStream input = System.in;

  private record Said(int code, String out, String err) {
    Said expect(int expected) {
      assertEquals(expected, code, out + err);
      return this;
    }
  }

  @BeforeEach
  void begin() throws IOException {
    engine = Simulated.process().start(TestProcess.NEVER);
  }

  @AfterEach
  void end() throws IOException {
    System.setIn(input);
    engine.close();
  }

  private Said run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.execute(engine.state, new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), words);
    return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Map<String, Object> stored(String kind, String name) throws IOException {
    try (EngineConnection client = engine.connect()) {
      return client.ask(api -> api.definition(new Named(kind, name)), SOON).document();
    }
  }

  private void put(String kind, String name, Map<String, Object> document) throws IOException {
    try (EngineConnection client = engine.connect()) {
      client.ask(api -> api.put(new Put(kind, name, document, 0)), SOON);
    }
  }

  private void remove(String kind, String name) throws IOException {
    try (EngineConnection client = engine.connect()) {
      client.ask(api -> api.remove(new Put(kind, name, Map.of(), -1)), SOON);
    }
  }

  /** Defines it, takes its script, forgets it, carries the script out, and finds it as it was. */
  private String comesBack(String kind, String name, Map<String, Object> document)
      throws IOException, InterruptedException {
    put(kind, name, document);
    Map<String, Object> before = stored(kind, name);
    String script = run(kind, "script", name).expect(0).out();
    remove(kind, name);
    for (ScriptCalls.Call call : ScriptCalls.of(folder, script)) {
      assertFalse(call.words().get(1).equals("run"), "who defines a job does not want it run: " + script);
      System.setIn(new ByteArrayInputStream(call.input().getBytes(StandardCharsets.UTF_8)));
      run(call.words().toArray(String[]::new)).expect(0);
    }
    assertEquals(before, stored(kind, name), script);
    return script;
  }

  private void credential(String name, String purpose, String secret) {
    System.setIn(new ByteArrayInputStream((secret + "\n").getBytes(StandardCharsets.UTF_8)));
    run("credential", "add", name, "--purpose", purpose, "--user", "alice").expect(0);
  }

  @Test
  void everyDefinitionComesBackByItsScript() throws IOException, InterruptedException {
    credential("host-key", "host", "x");
    credential("mirror-key", "service", "y");
    credential("guest-key", "guest", "z");
    comesBack("library", "lab", Map.of("type", "simulated", "description", NASTY, "settings",
        Map.of("vms", "3", "note", "-x=" + NASTY)));
    comesBack("host", "here", Map.of("type", "simulated", "memoryMiB", 4096, "cpus", 4, "concurrentVms", 2,
        "credential", "host-key", "description", "@" + NASTY, "settings", Map.of("a", "b=c", "empty", "")));
    Path keyring = Files.writeString(folder.resolve("key ring.gpg"), "");
    String script = comesBack("service", "debian", Map.of("type", "apt", "concurrentVms", 3, "credential",
        "mirror-key", "description", "-d", "settings", Map.of("uri", "https://mirror.example.org/debian", "suites",
            "stable stable-security", "components", "main contrib", "keyring", keyring + "," + keyring, "guestKeys",
            "true", "architectures", "amd64  i386")));
    assertTrue(script.contains("dormouse credential add mirror-key --purpose service"), script);
    comesBack("service", "other", Map.of("type", "simulated", "settings", Map.of("suites", "a b")));
    String machine = "lab/" + run("vm", "list", "-o", "json").out()
        .replaceAll("(?s).*?\"id\": \"lab/([^\"]+)\".*", "$1");
    comesBack("vm", machine, Map.of("excluded", true, "tags", List.of("web server", "-tag", "it's"),
        "credential", "guest-key", "description", NASTY));
    comesBack("group", "stale", Map.of("virtualMachines", List.of("lab/*", machine), "description", NASTY, "rule",
        Map.ofEntries(Map.entry("libraries", List.of("lab")), Map.entry("names", List.of("web*", "?b")),
            Map.entry("tags", List.of("web server")), Map.entry("systems", List.of("debian*12*")),
            Map.entry("states", List.of("stale")), Map.entry("lastResults", List.of("failed", "never")),
            Map.entry("minSizeMiB", 1), Map.entry("maxSizeMiB", 9000), Map.entry("staleDays", 7),
            Map.entry("minPending", 1), Map.entry("minPendingSecurity", 2))));
    comesBack("job", "night", job());
    everyAttributeHasAnOption();
  }

  private static Map<String, Object> job() {
    Map<String, Object> hook = new LinkedHashMap<>(Map.of("name", "pre", "juncture", "beforeInstall", "kind",
        "guestScript", "script", "#!/bin/sh\necho '" + NASTY + "'\nEND\n", "timeout", 30, "repeatable", true));
    Map<String, Object> check = Map.of("name", "web", "juncture", "afterInstall", "kind", "healthCheck", "check",
        "http", "target", "http://localhost/?a=b&c", "attempts", 5, "mayFail", true);
    Map<String, Object> approval = Map.of("name", "ask", "juncture", "beforeStore", "kind", "approval", "question",
        "Really?", "timeout", 600);
    Map<String, Object> job = new LinkedHashMap<>(Map.of("virtualMachines", List.of("lab/*"), "groups",
        List.of("stale"), "updateService", "debian", "hosts", List.of("here"), "placement", "consolidate",
        "isolation", "noCard", "description", NASTY, "hooks", List.of(hook, check, approval)));
    job.putAll(Map.of("concurrentVms", 2, "maxFailures", 3, "maxFailurePercent", 50, "maxCycles", 4,
        "keepGenerations", 2, "keepDays", 30, "bootTimeout", 601, "installTimeout", 7201, "shutdownTimeout", 301));
    job.put("bootTest", true);
    return job;
  }

  /** The definitions above have every attribute of the vocabulary, so that none is without a way by command. */
  private void everyAttributeHasAnOption() throws IOException {
    for (Map.Entry<String, String> one : Map.of("library", "lab", "host", "here", "service", "debian", "group",
        "stale", "job", "night").entrySet()) {
      Set<String> known = new TreeSet<>(DocumentCodec.classOf(one.getKey()).orElseThrow().getEAllStructuralFeatures()
          .stream().map(EStructuralFeature::getName).toList());
      Set<String> used = new TreeSet<>(stored(one.getKey(), one.getValue()).keySet());
      used.add("name");
      assertEquals(known, used, one.getKey());
    }
  }

  @Test
  void aLibraryOfAFolderComesBackAsWell() throws IOException, InterruptedException {
    engine.close();
    engine = new TestProcess().start(TestProcess.NEVER);
    Path images = Files.createDirectory(folder.resolve("it's images"));
    comesBack("library", "lab", Map.of("type", "directory", "settings", Map.of("path", images.toString(), "x", "y")));
  }

  @Test
  void aDraftThatIsNotWholeIsWrittenAsFarAsItGoes() throws IOException {
    try (EngineConnection client = engine.connect()) {
      var script = client.ask(api -> api.script(new Put("job", "x", Map.of("maxCycles", 2), 0)), SOON);
      assertTrue(script.text().startsWith("dormouse job create x --max-cycles 2"), script.text());
      assertTrue(script.remarks().getFirst().startsWith("It would be refused as it is"), script.toString());
    }
  }

  private void simulatedNight() {
    run("library", "add", "sim", "--type", "simulated", "--set", "vms=4", "--set", "upToDate=0").expect(0);
    run("host", "add", "here", "--type", "simulated", "--set", "bootSeconds=0", "--set", "shutdownSeconds=0", "--set",
        "exportSeconds=0").expect(0);
    run("service", "add", "updates", "--type", "simulated", "--set", "scanSeconds=0", "--set", "installSeconds=0",
        "--set", "verifySeconds=0").expect(0);
    run("job", "create", "night", "--vm", "sim/*", "--service", "updates").expect(0);
    run("job", "run", "night");
  }

  @Test
  void eachStepOfARunHasAScriptAndDetails() throws IOException, InterruptedException {
    simulatedNight();
    JsonObject run = JsonParser.parseString(run("run", "show", "run-1", "-o", "json").out()).getAsJsonObject();
    String machine = run.getAsJsonArray("servicings").get(0).getAsJsonObject().get("subject").getAsString();
    String steps = run("run", "show", "run-1", machine).expect(0).out();
    assertTrue(steps.contains("deploy") && steps.contains("store"), steps);

    String all = run("run", "script", "run-1", machine).expect(0).out();
    assertTrue(all.contains("# store of " + machine + " in run-1, attempt 1: succeeded"), all);
    assertEquals(List.of("vm", "show", machine), ScriptCalls.of(folder, run("run", "script", "run-1", machine, "claim").out())
        .getFirst().words());
    String off = run("run", "script", "run-1", machine, "shut-down").expect(0).out();
    assertTrue(off.contains("in_guest <<'END'\n# asked of the guest agent\nshutdown -P +0\nEND"), off);

    String details = run("run", "show", "run-1", machine, "store").expect(0).out();
    assertTrue(details.contains("Data: Replaced whole by generation 2"), details);
    assertTrue(run("run", "show", "run-1", machine, "scan").out().contains("scan"), "a scan has details");
    assertTrue(run("run", "show", "run-1", machine, "no-step").expect(2).err().contains("no-step"));
    assertTrue(run("run", "script", "run-1", "sim/none").expect(2).err().contains("sim/none"));
  }

  private static final String SECRET = "hunter2-\u00e4\"'$x";

  /** Everything the engine has written, by file; the keystore's own file has to be there and is left out. */
  private Map<String, String> written() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (var files = Files.walk(engine.state.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(engine.state.folder().relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    }
    assertTrue(all.containsKey("secrets/credentials.enc"), all.keySet().toString());
    return all;
  }

  @Test
  void aSecretIsInTheKeystoreOnlyAndNeverAnswered() throws IOException {
    credential("mirror", "service", SECRET);
    run("service", "add", "private", "--type", "simulated", "--credential", "mirror").expect(0);
    simulatedNight();
    run("job", "create", "other", "--vm", "sim/*", "--service", "private").expect(0);
    run("job", "run", "other");
    StringBuilder said = new StringBuilder();
    for (String command : List.of("credential list", "credential list -o json", "service list -o json",
        "service script private", "job script other", "run report run-1", "run report run-2", "run list -o json",
        "engine log", "doctor")) {
      Said one = run(command.split(" "));
      said.append(one.out()).append(one.err());
    }
    assertTrue(said.toString().contains("encrypted file") && said.toString().contains("alice"), said.toString());
    assertFalse(said.toString().contains("hunter2"), said.toString());
    written().forEach((file, content) -> assertFalse(content.contains("hunter2"), file));
  }

  @Test
  void aCredentialInUseStaysAndAnUnknownOneIsRefusedByName() throws IOException {
    Said unknown = run("service", "add", "private", "--type", "simulated", "--credential", "mirror").expect(2);
    assertTrue(unknown.err().contains("\"mirror\"") && unknown.err().contains("credential add"), unknown.err());
    credential("mirror", "service", SECRET);
    Said unfit = run("host", "add", "h", "--type", "simulated", "--credential", "mirror").expect(2);
    assertTrue(unfit.err().contains("credential-unfit"), unfit.err());
    run("service", "add", "private", "--type", "simulated", "--credential", "mirror").expect(0);
    Said used = run("credential", "remove", "mirror");
    assertTrue(used.code() != 0 && used.err().contains("update service private"), used.err());
    run("service", "remove", "private").expect(0);
    run("credential", "remove", "mirror").expect(0);
    assertTrue(run("credential", "list").err().contains("no credential yet"));
    System.setIn(new ByteArrayInputStream(new byte[0]));
    assertTrue(run("credential", "add", "x", "--purpose", "guest").expect(2).err().contains("secret-missing"));
  }
}
