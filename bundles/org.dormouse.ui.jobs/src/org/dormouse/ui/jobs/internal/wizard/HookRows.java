package org.dormouse.ui.jobs.internal.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.model.document.Problem;

/** Hooks as documents: what is wrong with one by the rules that documents have. Pure. */
final class HookRows {

  private HookRows() {}

  /** What is wrong with one of the hooks, each a sentence; empty: nothing. */
  static List<String> wrong(List<Map<String, Object>> hooks, int index) {
    Map<String, Object> job = Map.of("name", "preview", "updateService", "preview", "virtualMachines", List.of("*"),
        "hooks", hooks);
    String path = "hooks[" + index + "]";
    return DocumentCodec.decode("job", job) instanceof DocumentCodec.Decoded.Invalid(List<Problem> problems)
        ? problems.stream().filter(problem -> problem.path().startsWith(path)).map(HookRows::sentence).toList()
        : List.of();
  }

  private static String sentence(Problem problem) {
    String message = problem.message();
    String field = problem.path().replaceFirst(".*\\.", "");
    String text = message.equals("is required") ? "Enter the " + field
        : message.startsWith("must ") ? field + " " + message : message;
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
  }

  static HookKind kind(Map<String, Object> hook) {
    HookKind kind = HookKind.get(String.valueOf(hook.get("kind")));
    return kind == null ? HookKind.GUEST_SCRIPT : kind;
  }

  static Juncture juncture(Map<String, Object> hook) {
    Juncture juncture = Juncture.get(String.valueOf(hook.get("juncture")));
    return juncture == null ? Juncture.BEFORE_INSTALL : juncture;
  }

  static String name(Map<String, Object> hook) {
    return String.valueOf(hook.getOrDefault("name", ""));
  }

  /** A name that no other has: {@code hook-1}, {@code hook-2}, … */
  static String freeName(List<Map<String, Object>> hooks) {
    List<String> taken = hooks.stream().map(HookRows::name).toList();
    return IntStream.iterate(1, i -> i + 1).mapToObj(i -> "hook-" + i).filter(name -> !taken.contains(name))
        .findFirst().orElseThrow();
  }

  /** The list with one in place of another, or behind all. */
  static List<Map<String, Object>> with(List<Map<String, Object>> hooks, int index, Map<String, Object> hook) {
    List<Map<String, Object>> all = new ArrayList<>(hooks);
    if (index < all.size()) {
      all.set(index, hook);
    } else {
      all.add(hook);
    }
    return all;
  }
}
