package org.dormouse.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dormouse.json.Json;

/**
 * The commands that define what a document says: {@code library add}, {@code host add}, {@code service add}, {@code vm
 * set}, {@code group create}, {@code job create}; a job is run only where that is asked for. A credential is only named.
 * The options are those of the command line; a test carries the commands out and compares what comes of them.
 */
public final class DefinitionScript {

  /** What an attribute is called as an option; in the order in which options are written. */
  private static final Map<String, Map<String, String>> OPTIONS = Map.of(
      "library", options("type", "--type", "description", "--description"),
      "host", options("type", "--type", "memoryMiB", "--memory", "cpus", "--cpus", "concurrentVms", "--concurrent",
          "credential", "--credential", "description", "--description"),
      "service", options("type", "--type", "concurrentVms", "--concurrent", "credential", "--credential",
          "description", "--description"),
      "vm", options("excluded", "--excluded", "tags", "--tag", "credential", "--credential", "description",
          "--description"),
      "group", options("virtualMachines", "--vm", "libraries", "--library", "names", "--name", "tags", "--tag",
          "systems", "--system", "states", "--state", "lastResults", "--last-result", "minSizeMiB", "--min-size",
          "maxSizeMiB", "--max-size", "staleDays", "--stale-days", "minPending", "--min-pending",
          "minPendingSecurity", "--min-pending-security", "description", "--description"),
      "job", options("virtualMachines", "--vm", "groups", "--group", "updateService", "--service", "hosts", "--host",
          "placement", "--placement", "isolation", "--isolation", "concurrentVms", "--concurrent", "maxFailures",
          "--max-failures", "maxFailurePercent", "--max-failure-percent", "maxCycles", "--max-cycles",
          "keepGenerations", "--keep", "keepDays", "--keep-days", "bootTimeout", "--boot-timeout", "installTimeout",
          "--install-timeout", "shutdownTimeout", "--shutdown-timeout", "bootTest", "--boot-test", "description",
          "--description"));
  private static final Set<String> FLAGS = Set.of("--boot-test");
  /** Settings of an APT service with options of their own, and what separates their words. */
  private static final Map<String, String> APT = options("uri", "--uri", "suites", "--suite", "components",
      "--component", "architectures", "--architecture", "keyring", "--keyring");

  private final String kind;
  private final String name;
  private final Aim aim;
  private final Map<String, Object> document;
  private final List<String> words = new ArrayList<>(List.of("dormouse"));
  private final Set<String> left;

  private DefinitionScript(String kind, String name, Map<String, Object> document, Aim aim) {
    this.aim = aim;
    this.kind = kind;
    this.name = name;
    this.document = flat(document);
    this.left = new TreeSet<>(this.document.keySet());
    left.remove("name");
  }

  /** @param remarks what a reader has to know */
  public record Text(String text, List<String> remarks) {}

  /**
   * What the commands are for.
   *
   * @param replace whether one of this name that is there is replaced; else the commands fail then
   * @param run of a job: whether they run it; else a comment says how, because who pastes them wants to define it
   */
  public record Aim(boolean replace, boolean run) {}

  /** @param document as the vocabulary has it; what is missing is left out */
  public static Text of(String kind, String name, Map<String, Object> document, Aim aim) {
    if (!OPTIONS.containsKey(kind)) {
      throw new IllegalArgumentException("there are no commands for kind " + kind);
    }
    return new DefinitionScript(kind, name, document, aim).text(document);
  }

  /** The command that assesses every virtual machine. */
  public static String assess(String service) {
    return Shell.command(List.of("dormouse", "vm", "assess", "--service", service)) + "\n";
  }

  private static Map<String, String> options(String... namesAndOptions) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < namesAndOptions.length; i += 2) {
      options.put(namesAndOptions[i], namesAndOptions[i + 1]);
    }
    return options;
  }

  /** The rule of a group has options beside those of the group. */
  private static Map<String, Object> flat(Map<String, Object> document) {
    Map<String, Object> flat = new LinkedHashMap<>(document);
    if (flat.remove("rule") instanceof Map<?, ?> rule) {
      rule.forEach((key, value) -> flat.put(String.valueOf(key), value));
    }
    return flat;
  }

  private Text text(Map<String, Object> whole) {
    List<String> remarks = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    if (document.get("credential") instanceof String credential && !credential.isEmpty()) {
      String add = Shell.command(List.of("dormouse", "credential", "add", credential, "--purpose", purpose()));
      remarks.add("The credential " + credential + " is only named; its secret is not in here. It has to be there: "
          + add);
      text.append(Shell.comment("Refers to the credential " + credential + ", which has to be there:\n" + add))
          .append("\n");
    }
    text.append(Shell.command(command(), hooks())).append("\n");
    if (kind.equals("job")) {
      String run = Shell.command(List.of("dormouse", "job", "run", name));
      text.append(aim.run() ? run : Shell.comment("To run it:\n" + run)).append("\n");
    }
    left.forEach(attribute -> remarks.add("There is no option for " + attribute + "; it is in the document below."));
    text.append("\n").append(Shell.comment("The same as a document:\n" + Json.pretty(whole))).append("\n");
    return new Text(text.toString(), remarks);
  }

  private String purpose() {
    return kind.equals("vm") ? "guest" : kind;
  }

  private List<String> command() {
    words.addAll(List.of(kind, switch (kind) {
      case "vm" -> "set";
      case "group", "job" -> "create";
      default -> "add";
    }, name));
    Map<String, String> settings = settings();
    if (kind.equals("library") && settings.containsKey("path")) {
      words.add(settings.remove("path"));
    }
    OPTIONS.get(kind).forEach((attribute, option) -> {
      if (left.remove(attribute)) {
        add(option, document.get(attribute));
      }
    });
    if (kind.equals("service") && "apt".equals(document.getOrDefault("type", "apt"))) {
      APT.forEach((key, option) -> addWords(settings, key, option));
    }
    settings.forEach((key, value) -> option("--set", key + "=" + value));
    if (left.remove("hooks") && !hooks().isEmpty()) {
      words.addAll(List.of("--hook-file", "-"));
    }
    if (aim.replace() && !kind.equals("library") && !kind.equals("vm")) {
      words.add("--replace");
    }
    return words;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (document.get("settings") instanceof Map<?, ?> given) {
      left.remove("settings");
      given.forEach((key, value) -> settings.put(String.valueOf(key), String.valueOf(value)));
    }
    return settings;
  }

  private void add(String option, Object value) {
    switch (value) {
      case List<?> values -> values.forEach(one -> option(option, String.valueOf(one)));
      case Boolean flag when FLAGS.contains(option) -> {
        if (flag) {
          words.add(option);
        }
      }
      default -> option(option, String.valueOf(value));
    }
  }

  /** A value that could be taken for an option, or for the name of a file with arguments, is bound to its option. */
  private void option(String option, String value) {
    if (value.isEmpty() || value.startsWith("-") || value.startsWith("@")) {
      words.add(option + "=" + value);
    } else {
      words.addAll(List.of(option, value));
    }
  }

  /** By the option of its own if that brings back the very same text; else the setting stays one. */
  private void addWords(Map<String, String> settings, String key, String option) {
    String value = settings.getOrDefault(key, "");
    String separator = key.equals("keyring") ? "," : " ";
    List<String> values = key.equals("uri") ? List.of(value) : List.of(value.split(separator, -1));
    boolean required = key.equals("uri") || key.equals("suites") || key.equals("keyring");
    boolean good = values.stream().noneMatch(String::isEmpty)
        && (!key.equals("keyring") || values.stream().allMatch(file -> file.startsWith("/")));
    if (good || required && !value.isEmpty()) {
      values.stream().filter(one -> !one.isEmpty()).forEach(one -> option(option, one));
    }
    if (good) {
      settings.remove(key);
    }
  }

  private String hooks() {
    return document.get("hooks") instanceof List<?> hooks && !hooks.isEmpty() ? Json.pretty(hooks) + "\n" : "";
  }
}
