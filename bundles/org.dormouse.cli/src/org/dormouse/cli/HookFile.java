package org.dormouse.cli;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.api.client.Failures;
import org.dormouse.json.Json;

/**
 * Hooks as people write them: a JSON list of hooks, one hook, or a document with a list named {@code hooks}. Instead
 * of {@code script} a hook may have {@code scriptFile}, a path from the folder of the JSON file. What a hook means is
 * for the engine to say.
 */
final class HookFile {

  private static final long LIMIT = 4 << 20;

  private HookFile() {}

  static List<Object> read(Path file) {
    String text = text(file, "--hook-file", LIMIT);
    try {
      List<Object> hooks = new ArrayList<>();
      for (Object hook : list(text)) {
        hooks.add(hook instanceof Map<?, ?> map ? withScript(map, file) : hook);
      }
      return hooks;
    } catch (JsonParseException e) {
      throw CommandFailed.usage("file-malformed", "The file " + file.toAbsolutePath() + " is no JSON: "
          + e.getMessage(), "For example: [{\"name\": \"web\", \"juncture\": \"afterInstall\", \"kind\": \"healthCheck\", "
              + "\"check\": \"http\", \"target\": \"http://localhost/\"}]");
    }
  }

  private static List<?> list(String text) {
    if (text.stripLeading().startsWith("[")) {
      // a list alone is no object, which is what the reader knows
      return (List<?>) Json.tree("{\"hooks\":" + text + "}").getOrDefault("hooks", List.of());
    }
    Map<String, Object> tree = Json.tree(text);
    return tree.get("hooks") instanceof List<?> hooks ? hooks : List.of(tree);
  }

  private static Map<String, Object> withScript(Map<?, ?> hook, Path file) {
    Map<String, Object> document = new LinkedHashMap<>();
    hook.forEach((key, value) -> document.put(String.valueOf(key), value));
    if (document.remove("scriptFile") instanceof String name) {
      Path folder = file.toAbsolutePath().getParent();
      document.put("script", text(folder.resolve(name), "scriptFile of hook " + document.get("name"), LIMIT));
    }
    return document;
  }

  private static String text(Path file, String what, long limit) {
    boolean standardInput = file.toString().equals("-");
    if (!standardInput && !Files.isRegularFile(file)) {
      throw CommandFailed.usage("file-missing", "There is no file " + file.toAbsolutePath() + ".",
          "Correct " + what + ".");
    }
    try {
      if (standardInput) {
        return new String(System.in.readNBytes((int) limit), StandardCharsets.UTF_8);
      }
      if (Files.size(file) > limit) {
        throw CommandFailed.usage("file-too-large", file.toAbsolutePath() + " is larger than hooks can be.",
            "A script has at most 64 KiB.");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw CommandFailed.usage("file-unreadable", "The file " + file.toAbsolutePath() + " cannot be read as text: "
          + Failures.text(e) + ".", "Correct its permissions or its encoding.");
    }
  }

  /** One line for people: where, what, and what is special about it. */
  static String line(Map<?, ?> hook) {
    String kind = text(hook, "kind", "guestScript");
    String what = switch (kind) {
      case "healthCheck" -> ": " + text(hook, "check", "exitCode") + " " + text(hook, "target", "");
      case "approval" -> ": " + text(hook, "question", "");
      default -> ", " + text(hook, "script", "").lines().count() + " lines";
    };
    List<String> special = new ArrayList<>();
    special.add(text(hook, "timeout", "300") + " s");
    if (kind.equals("healthCheck")) {
      special.add(text(hook, "attempts", "3") + " looks");
    }
    if (Boolean.TRUE.equals(hook.get("repeatable"))) {
      special.add("repeatable");
    }
    if (Boolean.TRUE.equals(hook.get("mayFail"))) {
      special.add("may fail");
    }
    return text(hook, "juncture", "beforeInstall") + " " + kind + what + " (" + String.join(", ", special) + ")";
  }

  private static String text(Map<?, ?> hook, String key, String otherwise) {
    Object value = hook.get(key);
    return value == null ? otherwise : String.valueOf(value);
  }
}
