package org.dormouse.realguest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dormouse.realguest.Command.Said;

/**
 * A library, a repository and an engine of a test's own. Closing it stops the engine and proves that nothing is left:
 * no process, no socket, no overlay, no lease, nothing of ours in the library but the kept generations.
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
  final Path state;
  final EngineOutside engine;
  private final Leftovers leftovers;
  private final List<String> serviceOptions = new ArrayList<>();
  private Set<String> libraryNames = Set.of();

  Sandbox() {
    try {
      // short, because sockets lie below it
      folder = Files.createTempDirectory("dmr");
      library = Files.createDirectories(folder.resolve("library"));
      state = folder.resolve("state");
      repository = folder.resolve("repository");
      engine = new EngineOutside(state);
      leftovers = new Leftovers(folder, library, state);
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

  /** Settings of the update service, beside those that say where it is. */
  Sandbox updates(String... settings) {
    Stream.of(settings).forEach(setting -> serviceOptions.addAll(List.of("--set", setting)));
    return this;
  }

  /** Library, host, service and job are defined; nothing runs. */
  Sandbox defined(String... jobOptions) {
    libraryNames = leftovers.libraryNames();
    cli("library", "add", "lab", library.toString()).expectSuccess();
    List<String> host = new ArrayList<>(List.of("host", "add", "here"));
    if (!accelerator.isEmpty()) {
      host.addAll(List.of("--set", "accelerator=" + accelerator));
    }
    cli(host.toArray(String[]::new)).expectSuccess();
    List<String> service = new ArrayList<>(List.of("service", "add", "updates", "--uri", "file://" + repository,
        "--suite", "dormouse", "--component", "main", "--keyring", repository.resolve("key.gpg").toString()));
    service.addAll(serviceOptions);
    cli(service.toArray(String[]::new)).expectSuccess();
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
    boolean waits = List.of(words).contains("run");
    try {
      return Command.run(waits ? RUN_LIMIT : COMMAND_LIMIT, folder, environment(environment), command(words));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + engine.threads(), e);
    }
  }

  private static List<String> command(String... words) {
    List<String> command = new ArrayList<>(List.of(Lab.ROOT.resolve("dormouse").toString()));
    command.addAll(List.of(words));
    return command;
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("DORMOUSE_HOME", state.toString());
    return all;
  }

  /** Follows a run by a process of its own, from now on. */
  Watch watch(String run) {
    return new Watch(folder, environment(Map.of()), command("run", "watch", run));
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

  /** Submits the job and answers its run, which goes on. */
  String begin() {
    cli("job", "run", "nightly", "--detach").expectSuccess();
    return lastRun();
  }

  /**
   * Waits until a step of that kind says of itself that it is about something; fails when the run ends before. Only for
   * what goes on for much longer than a command takes to begin: see {@link Watch} for the others.
   */
  void awaitDetail(String run, String kind, String part) {
    long limit = System.nanoTime() + Duration.ofMinutes(10).toNanos();
    while (System.nanoTime() < limit) {
      JsonObject shown = json("run", "show", run).getAsJsonObject();
      for (JsonElement step : shown.getAsJsonArray("steps")) {
        JsonObject object = step.getAsJsonObject();
        if (object.get("kind").getAsString().equals(kind) && object.get("state").getAsString().equals("RUNNING")
            && object.get("detail").getAsString().contains(part)) {
          return;
        }
      }
      if (shown.getAsJsonObject("run").get("state").getAsString().equals("ENDED")) {
        throw new AssertionError("the run ended before step " + kind + " was about " + part + ":\n" + shown);
      }
    }
    throw new AssertionError("step " + kind + " never was about " + part);
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
    if (cli("engine", "status").exitCode() == NO_ENGINE) {
      // looked at before another engine, which is asked for the leases, could tidy up
      assertNothingLeft();
      cli("engine", "start").expectSuccess();
    }
    Path socket = leftovers.socket().orElseThrow();
    int leases = json("engine", "status").getAsJsonObject().get("leases").getAsInt();
    cli("engine", "stop", "--now").expectSuccess();
    rememberAccelerator();
    assertNothingLeft();
    assertFalse(Files.exists(socket) || Files.exists(socket.getParent()), () -> socket + " is left");
    assertEquals(Optional.empty(), leftovers.socket(), "the engine's address is left");
    assertEquals(0, leases, "leases are held though no run goes on");
    delete(folder);
  }

  private void assertNothingLeft() {
    assertEquals(List.of(), leftovers.processes(), "processes are left");
    assertEquals(List.of(), leftovers.files(), "files are left");
    assertEquals(libraryNames, leftovers.libraryNames(), "the library's own files");
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

  static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new AssertionError("cannot remove " + folder, e);
    }
  }
}
