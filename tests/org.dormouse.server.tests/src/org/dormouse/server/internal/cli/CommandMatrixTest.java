package org.dormouse.server.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Kind;
import org.dormouse.api.EngineApi;
import org.dormouse.api.RunsApi;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.api.client.StatePlace;
import org.dormouse.cli.Main;
import org.dormouse.server.internal.TestProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every command with everything that can be wrong about it, made from the tree of commands itself: a command without
 * a line in the table below fails the test, so that none is forgotten.
 */
class CommandMatrixTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String UNKNOWN = "no-such-thing";

  /** Words that are right as far as a command can tell without an engine; FOLDER and FILE are there. */
  private static final Map<String, String> GOOD = Map.ofEntries(
      Map.entry("library add", "new FOLDER"), Map.entry("library list", ""), Map.entry("library scan", UNKNOWN),
      Map.entry("library remove", UNKNOWN), Map.entry("vm list", "--library " + UNKNOWN),
      Map.entry("vm show", UNKNOWN), Map.entry("vm assess", UNKNOWN), Map.entry("vm history", UNKNOWN),
      Map.entry("vm rollback", UNKNOWN), Map.entry("vm set", UNKNOWN + " --excluded true"),
      Map.entry("group create", "new --vm lab/*"), Map.entry("group list", ""), Map.entry("group show", UNKNOWN),
      Map.entry("group preview", UNKNOWN), Map.entry("group remove", UNKNOWN),
      Map.entry("service add", "new --uri file:///x --suite s --keyring FILE"), Map.entry("service list", ""),
      Map.entry("service check", UNKNOWN), Map.entry("service remove", UNKNOWN), Map.entry("host add", "new"),
      Map.entry("host list", ""), Map.entry("host check", UNKNOWN), Map.entry("host remove", UNKNOWN),
      Map.entry("job create", "new --vm lab/* --service " + UNKNOWN), Map.entry("job list", ""),
      Map.entry("job show", UNKNOWN), Map.entry("job plan", UNKNOWN), Map.entry("job run", UNKNOWN),
      Map.entry("job remove", UNKNOWN), Map.entry("run list", ""), Map.entry("run show", UNKNOWN),
      Map.entry("run watch", UNKNOWN), Map.entry("run pause", UNKNOWN), Map.entry("run resume", UNKNOWN),
      Map.entry("run cancel", UNKNOWN), Map.entry("run retry", UNKNOWN),
      Map.entry("run decide", UNKNOWN + " 1 retry"), Map.entry("run approve", UNKNOWN + " lab/one"),
      Map.entry("run reject", UNKNOWN + " lab/one"), Map.entry("run report", UNKNOWN), Map.entry("doctor", ""),
      Map.entry("engine start", ""), Map.entry("engine stop", ""), Map.entry("engine status", ""),
      Map.entry("credential add", "new --purpose service --user u"), Map.entry("credential list", ""),
      Map.entry("library script", UNKNOWN), Map.entry("host script", UNKNOWN), Map.entry("service script", UNKNOWN),
      Map.entry("group script", UNKNOWN), Map.entry("job script", UNKNOWN), Map.entry("vm script", UNKNOWN),
      Map.entry("run script", UNKNOWN + " lab/web"),
      Map.entry("credential remove", UNKNOWN), Map.entry("engine log", ""), Map.entry("completion", ""));

  /** With an engine that runs: those whose words name nothing that could be unknown. */
  private static final List<String> NAMELESS = List.of("credential add", "credential list",
      "library add", "library list", "service add", "service list",
      "host add", "host list", "group create", "group list", "job list", "run list", "doctor", "engine start",
      "engine stop", "engine status",
      "engine log", "completion");

  /** Without an engine: what they do then. */
  private static final Map<String, Integer> WITHOUT_ENGINE =
      Map.of("completion", 0, "engine stop", 0, "engine log", 2);

  private static TestProcess engine;
  private static Path folder;
  private static StatePlace nobody;

  private record Said(int code, String out, String err) {
    String all() {
      return "exit code " + code + "\n" + out + err;
    }
  }

  @BeforeAll
  static void begin() throws IOException {
    engine = new TestProcess().start(TestProcess.NEVER);
    folder = Files.createTempDirectory("dmc");
    Files.createDirectory(folder.resolve("folder"));
    Files.writeString(folder.resolve("file"), "");
    nobody = new StatePlace(folder.resolve("state"), folder.resolve("run"));
  }

  @AfterAll
  static void end() throws IOException {
    engine.close();
    for (String name : List.of("folder", "file")) {
      Files.delete(folder.resolve(name));
    }
    Files.delete(folder);
  }

  /** All commands that do something, by their words. */
  private static Map<String, CommandSpec> leaves() {
    Map<String, CommandSpec> leaves = new TreeMap<>();
    collect(Main.commands(), "", leaves);
    return leaves;
  }

  private static void collect(CommandSpec command, String words, Map<String, CommandSpec> leaves) {
    if (command.subcommands().isEmpty()) {
      leaves.put(words, command);
    }
    command.subcommands().forEach((name, below) -> collect(below.getCommandSpec(),
        words.isEmpty() ? name : words + " " + name, leaves));
  }

  static List<String> commands() {
    return List.copyOf(leaves().keySet());
  }

  static List<String> naming() {
    return commands().stream().filter(command -> !NAMELESS.contains(command)).toList();
  }

  /** Each place where a file is named: the command's words and the place. */
  static List<String> files() {
    return leaves().entrySet().stream().flatMap(leaf -> Stream.<ArgSpec>concat(leaf.getValue().options().stream(),
            leaf.getValue().positionalParameters().stream()).filter(CommandMatrixTest::isFile)
        .map(argument -> leaf.getKey() + " | " + (argument instanceof OptionSpec option ? option.longestName() : "")))
        .toList();
  }

  private static boolean isFile(ArgSpec argument) {
    return argument.type() == Path.class || Stream.of(argument.auxiliaryTypes()).anyMatch(type -> type == Path.class);
  }

  /** Each option and each word that takes something else than any text: its command's words and the place. */
  static List<String> values() {
    List<String> values = new ArrayList<>();
    leaves().forEach((words, command) -> {
      command.options().stream().filter(option -> option.arity().max() > 0 && isParticular(option))
          .forEach(option -> values.add(words + " | " + option.longestName()));
      command.positionalParameters().stream().filter(CommandMatrixTest::isParticular)
          .forEach(word -> values.add(words + " | " + word.index().min()));
    });
    return values;
  }

  private static boolean isParticular(ArgSpec argument) {
    Class<?> type = argument.type();
    return type.isPrimitive() && type != boolean.class || Number.class.isAssignableFrom(type) || type == Boolean.class
        || type.isEnum() || type == Map.class;
  }

  @Test
  void wordsOfParticularKindsAreAmongTheValues() {
    assertTrue(values().containsAll(List.of("run decide | 1", "run decide | 2", "engine log | -n")), values()::toString);
  }

  private static List<String> good(String command) {
    String words = GOOD.getOrDefault(command, "").replace("FOLDER", folder.resolve("folder").toString())
        .replace("FILE", folder.resolve("file").toString());
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).toList());
    return all;
  }

  private static Said run(StatePlace state, List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.execute(state, new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), words.toArray(String[]::new));
    Said said = new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    for (String trace : List.of("Exception", "\tat ", "java.base", "[unexpected]")) {
      assertFalse(said.all().contains(trace), said.all());
    }
    return said;
  }

  /** Says what is wrong, in one place, and changes nothing. */
  private static void refused(Said said, int code, String about) {
    assertEquals(code, said.code(), said.all());
    assertTrue(said.err().startsWith("dormouse: "), said.all());
    assertTrue(said.err().contains(about), "names " + about + ": " + said.all());
    assertTrue(said.err().lines().count() >= 2, "and says what to do: " + said.all());
    assertEquals("", said.out());
  }

  private static String everythingStored() {
    try (EngineConnection client = engine.connect()) {
      StringBuilder stored = new StringBuilder();
      for (String kind : List.of("library", "host", "service", "vm", "group", "job")) {
        List<Definition> all = client.ask(api -> api.definitions(new Kind(kind)), SOON);
        stored.append(all);
      }
      stored.append(client.ask(EngineApi::credentials, SOON));
      List<RunsApi.Run> runs = client.ask(api -> api.runs(new RunsApi.Limit(0)), SOON);
      return stored.append(runs).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void noCommandIsForgotten() {
    assertEquals(commands(), GOOD.keySet().stream().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anUnknownOptionIsRefused(String command) {
    List<String> words = good(command);
    words.add("--no-such-option");
    refused(run(engine.state, words), 2, "--no-such-option");
  }

  /** Those that do not take any number of words. */
  static List<String> bounded() {
    return leaves().entrySet().stream().filter(leaf -> leaf.getValue().positionalParameters().stream()
        .noneMatch(place -> place.arity().isVariable() || place.arity().max() > 1)).map(Map.Entry::getKey).toList();
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void aWordTooManyIsRefused(String command) {
    var places = leaves().get(command).positionalParameters();
    List<String> words = good(command);
    long given = words.stream().skip(command.split(" ").length).takeWhile(word -> !word.startsWith("-")).count();
    // those that may be left out are there, too
    for (long i = given; i < places.size(); i++) {
      words.add(command.split(" ").length + (int) given, "more");
    }
    words.add("surplus");
    refused(run(engine.state, words), 2, "surplus");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatIsRequiredIsMissed(String command) {
    // Options of a group are required only if the group is.
    boolean requires = leaves().get(command).args().stream()
        .anyMatch(argument -> argument.required() && argument.group() == null)
        || leaves().get(command).positionalParameters().stream().anyMatch(parameter -> parameter.arity().min() > 0);
    if (requires) {
      refused(run(engine.state, List.of(command.split(" "))), 2, "Missing required");
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueOfTheWrongKindIsRefused(String at) {
    String command = at.substring(0, at.indexOf(" | "));
    String option = at.substring(at.indexOf(" | ") + 3);
    List<String> words = good(command);
    if (option.matches("\\d+")) {
      words.set(command.split(" ").length + Integer.parseInt(option), "nonsense");
    } else {
      words.addAll(List.of(option, "nonsense"));
    }
    refused(run(engine.state, words), 2, "nonsense");
  }

  @ParameterizedTest
  @MethodSource("naming")
  void anUnknownNameIsSaidAndNothingChanges(String command) {
    String before = everythingStored();
    refused(run(engine.state, good(command)), 2, UNKNOWN);
    assertEquals(before, everythingStored());
  }

  @ParameterizedTest
  @MethodSource("files")
  void aMissingFileIsSaidAndNothingChanges(String at) {
    String command = at.substring(0, at.indexOf(" | "));
    String option = at.substring(at.indexOf(" | ") + 3);
    String missing = folder.resolve("missing/file").toString();
    List<String> words = good(command);
    if (option.isEmpty()) {
      words.set(words.indexOf(folder.resolve("folder").toString()), missing);
    } else {
      words.addAll(List.of(option, missing));
    }
    String before = everythingStored();
    refused(run(engine.state, words), 2, missing);
    assertEquals(before, everythingStored());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void withoutAnEngineItSaysSo(String command) {
    Said said = run(nobody, good(command));
    int expected = WITHOUT_ENGINE.getOrDefault(command, 3);
    if (expected == 0) {
      assertEquals(0, said.code(), said.all());
    } else {
      refused(said, expected, nobody.folder().toString());
    }
    assertFalse(Files.exists(nobody.folder()), "nothing was made");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItself(String command) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.add("--help");
    Said said = run(nobody, words);
    assertEquals(0, said.code());
    assertTrue(said.out().contains("Usage: dormouse " + command), said.out());
    leaves().get(command).args().stream().filter(argument -> !argument.hidden()).forEach(argument ->
        assertTrue(argument.description().length > 0 && !argument.description()[0].isBlank(),
            command + ": " + argument + " is not described"));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void aGroupAloneSaysWhatItHas(String group) {
    refused(run(engine.state, group.isEmpty() ? List.of() : List.of(group)), 2, "which of these?");
  }

  static List<String> groups() {
    List<String> groups = new ArrayList<>(List.of(""));
    Main.commands().subcommands().forEach((name, command) -> {
      if (!command.getSubcommands().isEmpty()) {
        groups.add(name);
      }
    });
    return groups;
  }
}
