package org.dormouse.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.dormouse.api.Authoring.Script;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Kind;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Reports;

/** Definitions of one kind, as the commands of all kinds work with them. */
final class Definer {

  private static final long ABSENT = 0;
  private static final long ANY = -1;

  private final Context context;
  private final String kind;

  Definer(Context context, String kind) {
    this.context = context;
    this.kind = kind;
  }

  /** A document under construction: what is not given is left out, so that its default holds. */
  static final class Document {
    private final Map<String, Object> tree = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();

    Document with(String name, Object value) {
      boolean given = value != null && !"".equals(value) && !(value instanceof List<?> list && list.isEmpty());
      if (given) {
        tree.put(name, value);
      }
      return this;
    }

    Document setting(String name, String value) {
      if (value != null && !value.isEmpty()) {
        settings.put(name, value);
      }
      return this;
    }

    Document settings(Map<String, String> more) {
      if (more != null) {
        settings.putAll(more);
      }
      return this;
    }

    Map<String, Object> tree() {
      if (!settings.isEmpty()) {
        tree.put("settings", settings);
      }
      return tree;
    }
  }

  Definition put(EngineCall engine, String name, Map<String, Object> document, boolean replace) {
    return engine.ask(api -> api.put(new Put(kind, name, document, replace ? ANY : ABSENT)));
  }

  /** Defines one thing and shows it as it is now. */
  int add(String name, Document document, boolean replace, OutputOption output,
      Function<List<Definition>, Table> table) {
    try (EngineCall engine = EngineCall.open(context)) {
      Definition now = put(engine, name, document.tree(), replace);
      output.print(context.terminal(), now, () -> table.apply(List.of(now)), "");
      return Exit.GOOD;
    }
  }

  /** Shows all there are. */
  int list(OutputOption output, Function<List<Definition>, Table> table, String otherwise) {
    try (EngineCall engine = EngineCall.open(context)) {
      List<Definition> all = list(engine);
      output.print(context.terminal(), all, () -> table.apply(all), otherwise);
      return Exit.GOOD;
    }
  }

  /** How an attribute is shown that is more than one text. */
  interface Rows {
    /** @return false if it is shown as any other */
    boolean add(Table table, String attribute, Object value);
  }

  /** Shows one with all its attributes, and who changed it last. */
  int show(String name, OutputOption output, Rows special) {
    try (EngineCall engine = EngineCall.open(context)) {
      Definition now = engine.ask(api -> api.definition(new Named(kind, name)));
      output.print(context.terminal(), now, () -> {
        Table table = new Table("WHAT", "VALUE");
        now.document().forEach((attribute, value) -> {
          if (!special.add(table, attribute, value)) {
            table.row(attribute, text(now, attribute));
          }
        });
        return table.row("changed", Words.time(now.changed()) + " by " + now.by() + ", version " + now.version());
      }, "");
      return Exit.GOOD;
    }
  }

  /** Has it looked at by the engine, which may take long. */
  int check(String name, OutputOption output,
      BiFunction<EngineApi, Named, CompletableFuture<Reports.CheckReport>> look) {
    try (EngineCall engine = EngineCall.open(context)) {
      return Findings.print(context.terminal(), output,
          engine.askLong(api -> look.apply(api, new Named(kind, name))));
    }
  }

  List<Definition> list(EngineCall engine) {
    return engine.ask(api -> api.definitions(new Kind(kind)));
  }

  int remove(String name) {
    try (EngineCall engine = EngineCall.open(context)) {
      engine.ask(api -> api.remove(new Put(kind, name, Map.of(), ANY)));
      context.terminal().say("Removed " + kind + " " + name + ". Nothing else was touched.");
      return Exit.GOOD;
    }
  }

  int script(String name, OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      Definition now = engine.ask(api -> api.definition(new Named(kind, name)));
      Script script = engine.ask(api -> api.script(new Put(kind, name, now.document(), now.version())));
      StepLook.print(context.terminal(), List.of(script), output);
      return Exit.GOOD;
    }
  }

  static String text(Definition definition, String name) {
    return Optional.ofNullable(definition.document().get(name)).map(value -> value instanceof List<?> list
        ? String.join(", ", list.stream().map(String::valueOf).toList()) : String.valueOf(value)).orElse("-");
  }

  static String setting(Definition definition, String name) {
    return definition.document().get("settings") instanceof Map<?, ?> settings
        ? Optional.ofNullable(settings.get(name)).map(String::valueOf).orElse("-") : "-";
  }

  /** All settings but some, as {@code key=value}. */
  static String settings(Definition definition) {
    return definition.document().get("settings") instanceof Map<?, ?> settings
        ? String.join(" ", settings.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList())
        : "-";
  }

  /** A path as the engine, which has another working directory, can use it. */
  static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }
}
