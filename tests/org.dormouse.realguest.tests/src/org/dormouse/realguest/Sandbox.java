package org.dormouse.realguest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dormouse.realguest.Command.Said;

/**
 * A library, a repository and an engine of a test's own. Closing it stops the engine and proves that nothing is left:
 * no process, no socket, no overlay, no folder of ours in the library but the kept generations.
 */
final class Sandbox implements AutoCloseable {

  /** A whole run on real guests that share two processors. */
  private static final Duration RUN_LIMIT = Duration.ofMinutes(25);
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(5);
  private static final int NO_ENGINE = 3;

  /** What the first hosts found out about KVM, so that not each of them spends time on it; empty: not known yet. */
  private static volatile String accelerator = "";

  final Path folder;
  final Path library;
  final Path repository;
  private final Path state;

  Sandbox() {
    try {
      // short, because sockets lie below it
      folder = Files.createTempDirectory("dmr");
      library = Files.createDirectories(folder.resolve("library"));
      state = folder.resolve("state");
      repository = folder.resolve("repository");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Path image(String name) {
    return library.resolve(name + ".qcow2");
  }

  Sandbox guest(String kind, String name, String... options) {
    Lab.guest(kind, image(name), options);
    return this;
  }

  Sandbox repository(String sets, String... options) {
    try (Stream<Path> images = Files.list(library)) {
      // a data disk has no packages to make newer ones of
      Path first = images.filter(image -> image.toString().endsWith(".qcow2")
          && !image.toString().endsWith("-data.qcow2")).sorted().findFirst().orElseThrow();
      Lab.repository(repository, first, sets, options);
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Library, host, service and job are defined; nothing runs. */
  Sandbox defined(String... jobOptions) {
    cli("library", "add", "lab", library.toString()).expectSuccess();
    List<String> host = new ArrayList<>(List.of("host", "add", "here"));
    if (!accelerator.isEmpty()) {
      host.addAll(List.of("--set", "accelerator=" + accelerator));
    }
    cli(host.toArray(String[]::new)).expectSuccess();
    cli("service", "add", "updates", "--uri", "file://" + repository, "--suite", "dormouse", "--component", "main",
        "--keyring", repository.resolve("key.gpg").toString()).expectSuccess();
    List<String> job = new ArrayList<>(List.of("job", "create", "nightly", "--vm", "lab/*", "--service", "updates"));
    job.addAll(List.of(jobOptions));
    cli(job.toArray(String[]::new)).expectSuccess();
    return this;
  }

  Said cli(String... words) {
    return cli(Map.of(), words);
  }

  /** @param environment of the command, and of the engine if the command starts it */
  Said cli(Map<String, String> environment, String... words) {
    List<String> command = new ArrayList<>(List.of(Lab.ROOT.resolve("dormouse").toString()));
    command.addAll(List.of(words));
    Map<String, String> all = new HashMap<>(environment);
    all.put("DORMOUSE_HOME", state.toString());
    boolean waits = List.of(words).contains("run");
    try {
      return Command.run(waits ? RUN_LIMIT : COMMAND_LIMIT, folder, all, command);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + engineThreads(), e);
    }
  }

  /** What the engine is doing, for the message about a command that waited too long for it. */
  private String engineThreads() {
    try {
      // "engine 0.1.0 begins, process 4711, state ..."
      String pid = Files.readString(state.resolve("log/engine.log")).replaceAll("(?s).*begins, process (\\d+).*", "$1");
      new ProcessBuilder("kill", "-QUIT", pid).start().waitFor(5, TimeUnit.SECONDS);
      Thread.sleep(2000);
      return "\nThe engine:\n" + Files.readString(state.resolve("log/engine.out"));
    } catch (IOException | InterruptedException e) {
      return "\nThe engine could not be asked: " + e;
    }
  }

  JsonElement json(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--output", "json"));
    return JsonParser.parseString(cli(all.toArray(String[]::new)).expectSuccess().output());
  }

  /** Runs the job to its end. */
  Said run() {
    return cli("job", "run", "nightly");
  }

  String lastRun() {
    return json("run", "list").getAsJsonArray().get(0).getAsJsonObject().get("id").getAsString();
  }

  /** The report of the newest run, of one VM. */
  JsonObject report(String vm) {
    Said said = cli("run", "report", lastRun(), "--format", "json").expectSuccess();
    JsonArray machines = JsonParser.parseString(said.output()).getAsJsonObject().getAsJsonArray("machines");
    for (JsonElement machine : machines) {
      if (machine.getAsJsonObject().get("id").getAsString().equals("lab/" + vm)) {
        return machine.getAsJsonObject();
      }
    }
    throw new AssertionError("no lab/" + vm + " in " + said.output());
  }

  /** The newest state of every step kind of a VM, by kind. */
  static List<String> stepsRun(JsonObject machine) {
    List<String> kinds = new ArrayList<>();
    machine.getAsJsonArray("steps").forEach(step -> {
      JsonObject object = step.getAsJsonObject();
      if (!List.of("SKIPPED", "PENDING", "READY").contains(object.get("state").getAsString())) {
        kinds.add(object.get("kind").getAsString());
      }
    });
    return kinds;
  }

  static String troubleOf(JsonObject machine) {
    return machine.has("trouble") ? machine.getAsJsonObject("trouble").get("code").getAsString() : "";
  }

  /** Waits until the run has a running step of that kind; fails when the run ends before. */
  void awaitStep(String run, String kind) {
    long limit = System.nanoTime() + Duration.ofMinutes(10).toNanos();
    while (System.nanoTime() < limit) {
      JsonObject shown = json("run", "show", run).getAsJsonObject();
      for (JsonElement step : shown.getAsJsonArray("steps")) {
        JsonObject object = step.getAsJsonObject();
        if (object.get("kind").getAsString().equals(kind)
            && List.of("STARTING", "RUNNING").contains(object.get("state").getAsString())) {
          return;
        }
      }
      if (shown.getAsJsonObject("run").get("state").getAsString().equals("ENDED")) {
        throw new AssertionError("the run ended before step " + kind + ":\n" + shown);
      }
    }
    throw new AssertionError("step " + kind + " never ran");
  }

  long enginePid() {
    return json("engine", "status").getAsJsonObject().get("pid").getAsLong();
  }

  /** As a power cut for the engine alone. */
  void killEngine() {
    long pid = enginePid();
    ProcessHandle engine = ProcessHandle.of(pid).orElseThrow();
    engine.destroyForcibly();
    engine.onExit().join();
  }

  static String sha256(Path file) {
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    int leases = leases();
    cli("engine", "stop", "--now");
    rememberAccelerator();
    assertEquals(List.of(), processes(), "processes are left");
    assertEquals(List.of(), leftovers(), "files are left");
    assertEquals(0, leases, "leases are held though no run goes on");
    delete(folder);
  }

  /** What an engine that runs says is held; where none runs nobody holds anything, and none is started to be asked. */
  private int leases() {
    Said said = cli("engine", "status", "--output", "json");
    return said.exitCode() == NO_ENGINE ? 0
        : JsonParser.parseString(said.output()).getAsJsonObject().get("leases").getAsInt();
  }

  private void rememberAccelerator() {
    Path proof = state.resolve("hosts/here/.host/kvm.json");
    try {
      if (Files.exists(proof)) {
        boolean works = JsonParser.parseString(Files.readString(proof)).getAsJsonObject().get("works").getAsBoolean();
        accelerator = works ? "kvm" : "tcg";
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Processes that have our folder in their command line. */
  private List<String> processes() {
    List<String> found = new ArrayList<>();
    ProcessHandle.allProcesses().filter(process -> process.pid() != ProcessHandle.current().pid()).forEach(process -> {
      try {
        String command = new String(Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline")),
            StandardCharsets.UTF_8).replace('\0', ' ');
        if (command.contains(folder + "/")) {
          found.add(command);
        }
      } catch (IOException e) {
        // ended meanwhile
      }
    });
    return found;
  }

  /** Overlays, sockets and incoming files. */
  private List<String> leftovers() {
    List<String> found = new ArrayList<>();
    for (Path place : List.of(state.resolve("hosts"), state.resolve("work"), library.resolve(".dormouse/incoming"),
        library.resolve(".dormouse/intents"))) {
      if (Files.exists(place)) {
        try (Stream<Path> tree = Files.walk(place)) {
          // sockets are no regular files
          tree.filter(file -> !Files.isDirectory(file)).map(Path::toString)
              .filter(name -> !name.contains("/.host/")).forEach(found::add);
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
    }
    return found;
  }

  private static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new AssertionError("cannot remove " + folder, e);
    }
  }
}
