package org.dormouse.ui.parts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dormouse.ui.style.Words;

/** Kinds, attributes and values of definitions as people read them. */
public final class DefinitionWords {

  private DefinitionWords() {}

  /** A value as people read it. */
  public static String text(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? "yes" : "no";
      case List<?> list -> list.stream().map(DefinitionWords::text).collect(Collectors.joining(", "));
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
