package org.dormouse.ui.inventory.internal.details;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.inventory.internal.details.FactTable.Row;
import org.dormouse.ui.style.Words;

/** The attributes of a definition as rows of a table. Pure. */
public final class DefinitionFacts {

  private DefinitionFacts() {}

  static List<Row> of(Definition definition) {
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("Kind", kind(definition.kind())));
    rows.add(Row.of("Name", definition.name()));
    definition.document().forEach((name, value) -> {
      if (!name.equals("name")) {
        add(rows, label(name), value);
      }
    });
    rows.add(Row.of("Changed", Words.time(definition.changed()) + " by " + definition.by()));
    return rows;
  }

  private static void add(List<Row> rows, String label, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> add(rows, label + ": " + key, each));
    } else {
      rows.add(Row.of(label, text(value)));
    }
  }

  /** A value as people read it. */
  public static String text(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? "yes" : "no";
      case List<?> list -> list.stream().map(DefinitionFacts::text).collect(Collectors.joining(", "));
      case Map<?, ?> map -> map.entrySet().stream().map(entry -> entry.getKey() + " = " + text(entry.getValue()))
          .collect(Collectors.joining(", "));
      default -> String.valueOf(value);
    };
  }

  /** {@code updateService} becomes {@code Update service}, {@code settings.uri} stays readable as well. */
  public static String label(String attribute) {
    String words = attribute.replaceAll("([a-z])([A-Z])", "$1 $2").replace('.', ' ')
        .replace("Mi B", "MiB").toLowerCase(Locale.ROOT).replace("mib", "MiB").replace("vms", "VMs")
        .replace("cpus", "CPUs");
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** A kind of definitions as people call one of them. */
  public static String kind(String kind) {
    return switch (kind) {
      case "library" -> "Library";
      case "host" -> "Maintenance host";
      case "service" -> "Update service";
      case "group" -> "VM group";
      case "job" -> "Servicing job";
      case "vm" -> "Virtual machine";
      default -> Words.sentence(kind);
    };
  }
}
