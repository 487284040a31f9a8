package org.dormouse.update.apt.internal.debian;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The fields of one paragraph of a Debian control file, by lower-case name; folded lines are joined by a newline. */
public final class Stanza {
  private final Map<String, String> fields;

  private Stanza(Map<String, String> fields) {
    this.fields = fields;
  }

  /** Lines that are no field are skipped; of a repeated field the first is taken, as apt does. */
  public static Stanza parse(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    String name = "";
    StringBuilder value = new StringBuilder();
    for (String line : text.split("\n")) {
      if (line.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        value.append('\n').append(line.strip());
        continue;
      }
      store(fields, name, value);
      int colon = line.indexOf(':');
      name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      value = new StringBuilder(colon < 0 ? "" : line.substring(colon + 1).strip());
    }
    store(fields, name, value);
    return new Stanza(fields);
  }

  public static Stanza parse(byte[] bytes, int offset, int length) {
    return parse(new String(bytes, offset, length, StandardCharsets.UTF_8));
  }

  private static void store(Map<String, String> fields, String name, StringBuilder value) {
    if (!name.isEmpty()) {
      fields.putIfAbsent(name, value.toString());
    }
  }

  /** The value, or the empty text where there is none. Name in lower case. */
  public String get(String name) {
    return fields.getOrDefault(name, "");
  }

  /** A decimal number, or -1 where there is none. */
  public long number(String name) {
    String value = get(name);
    try {
      return value.isEmpty() ? -1 : Long.parseLong(value);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }
}
