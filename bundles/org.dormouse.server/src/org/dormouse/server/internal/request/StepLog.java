package org.dormouse.server.internal.request;

import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dormouse.engine.Runs;
import org.dormouse.engine.StepView;
import org.dormouse.json.Json;

/**
 * What one attempt of a step left, as text for people: what it is doing or came to, why it failed, and what is in its
 * output, which is read as a tree, so that outputs of earlier versions are understood as well.
 */
record StepLog(Runs runs, StepView step) {

  private static final int LONGEST = 64 << 10;
  private static final int MOST_ENTRIES = 200;

  String text() {
    List<String> lines = new ArrayList<>();
    if (!step.detail().isEmpty()) {
      lines.add(step.detail());
    }
    step.trouble().ifPresent(trouble -> {
      lines.add(trouble.message());
      if (!trouble.remedy().isEmpty()) {
        lines.add(trouble.remedy());
      }
    });
    runs.output(step.id()).filter(output -> !output.isEmpty()).ifPresent(output -> {
      try {
        tell("", output.startsWith("{") ? Json.tree(output) : output, lines);
      } catch (JsonParseException e) {
        lines.add(output);
      }
    });
    String text = String.join("\n", lines);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n… (cut)";
  }

  private static void tell(String name, Object value, List<String> lines) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((key, inner) -> tell(join(name, String.valueOf(key)), inner, lines));
      case List<?> list when list.size() > MOST_ENTRIES -> {
        list.subList(0, MOST_ENTRIES).forEach(one -> lines.add(name + ": " + line(one)));
        lines.add(name + ": … and " + (list.size() - MOST_ENTRIES) + " more");
      }
      case List<?> list -> list.forEach(one -> lines.add(name + ": " + line(one)));
      case String text when text.contains("\n") -> lines.add(name + ":\n" + text.strip());
      case String text when text.isEmpty() -> { }
      default -> lines.add((name.isEmpty() ? "" : name + ": ") + value);
    }
  }

  private static String line(Object value) {
    return value instanceof Map<?, ?> map ? String.join(", ", map.entrySet().stream()
        .filter(entry -> !String.valueOf(entry.getValue()).isEmpty())
        .map(entry -> words(String.valueOf(entry.getKey())) + " " + entry.getValue()).toList()) : String.valueOf(value);
  }

  private static String join(String outer, String inner) {
    return outer.isEmpty() ? words(inner) : outer + ", " + words(inner);
  }

  /** {@code sizeBytes} as people write it. */
  private static String words(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }
}
