package org.dormouse.ui.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.parts.FactTable.Row;
import org.dormouse.ui.style.Words;

/** The attributes of a definition as rows of a table. Pure. */
public final class DefinitionFacts {

  private DefinitionFacts() {}

  public static List<Row> of(Definition definition) {
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("Kind", DefinitionWords.kind(definition.kind())));
    rows.add(Row.of("Name", definition.name()));
    definition.document().forEach((name, value) -> {
      if (!name.equals("name")) {
        add(rows, DefinitionWords.label(name), value);
      }
    });
    rows.add(Row.of("Changed", Words.time(definition.changed()) + " by " + definition.by()));
    return rows;
  }

  private static void add(List<Row> rows, String label, Object value) {
    if (value instanceof Map<?, ?> map) {
      boolean settings = label.equals(DefinitionWords.label("settings"));
      map.forEach((key, each) ->
          add(rows, settings ? DefinitionWords.label(key.toString()) : label + ": " + key, each));
    } else {
      rows.add(Row.of(label, DefinitionWords.text(value)));
    }
  }
}
