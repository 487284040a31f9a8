package org.dormouse.ui.inventory.internal.definitions;

import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.json.Json;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.model.document.DocumentCodec.Decoded;
import org.dormouse.model.document.Nearest;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.data.InventoryData.Kind;

/**
 * Definitions in a file: a JSON list of documents, each with its {@code kind} beside the attributes of the vocabulary.
 * A single document is understood as well. Written in the order in which they can be defined: what is referred to
 * comes first.
 */
public final class DefinitionFile {

  /** In the order in which they can be defined: what refers to another comes after it. */
  public static final List<Kind> KINDS =
      List.of(Kind.LIBRARY, Kind.HOST, Kind.SERVICE, Kind.VM, Kind.GROUP, Kind.JOB);

  private static final String KIND = "kind";
  private static final int LONGEST = 16 << 20;
  private static final List<String> ORDER = KINDS.stream().map(Kind::id).toList();

  private DefinitionFile() {}

  /** One definition of a file. */
  public record Entry(String kind, String name, Map<String, Object> document) {}

  /**
   * @param entries what could be read, in the order in which they can be defined
   * @param problems one sentence for everything that could not; nothing should be imported if there are any
   */
  public record Read(List<Entry> entries, List<String> problems) {}

  public static String write(List<Definition> definitions) {
    List<Map<String, Object>> list = definitions.stream()
        .sorted(Comparator.comparingInt((Definition one) -> ORDER.indexOf(one.kind())).thenComparing(Definition::name))
        .map(DefinitionFile::document).toList();
    return Json.pretty(list) + "\n";
  }

  private static Map<String, Object> document(Definition definition) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(KIND, definition.kind());
    document.put("name", definition.name());
    document.putAll(definition.document());
    return document;
  }

  public static Read read(String text) {
    if (text.length() > LONGEST) {
      return new Read(List.of(), List.of("The file is larger than 16 MiB, which no file of definitions is."));
    }
    List<Map<String, Object>> documents;
    try {
      documents = text.stripLeading().startsWith("[")
          ? Json.read(text, new TypeToken<List<Map<String, Object>>>() {}.getType()) : List.of(Json.tree(text));
    } catch (JsonParseException broken) {
      return new Read(List.of(), List.of("The file is not JSON: " + broken.getMessage()));
    }
    List<Entry> entries = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      read(i + 1, documents.get(i), entries, problems);
    }
    if (documents.isEmpty()) {
      problems.add("The file has no definitions.");
    }
    entries.sort(Comparator.comparingInt(entry -> ORDER.indexOf(entry.kind())));
    return new Read(List.copyOf(entries), List.copyOf(problems));
  }

  private static void read(int number, Map<String, Object> document, List<Entry> entries, List<String> problems) {
    if (document == null) {
      problems.add("Definition " + number + " is empty.");
      return;
    }
    Map<String, Object> attributes = new LinkedHashMap<>(document);
    Object kind = attributes.remove(KIND);
    if (!(kind instanceof String known) || !ORDER.contains(known)) {
      problems.add("Definition " + number + " has no known \"kind\". "
          + Nearest.hint(String.valueOf(kind), ORDER));
      return;
    }
    switch (DocumentCodec.decode(known, attributes)) {
      case Decoded.Valid(var object) -> entries.add(new Entry(known, object.getName(), attributes));
      case Decoded.Invalid(List<Problem> wrong) -> wrong.forEach(problem -> problems.add(
          "Definition " + number + " (" + known + "): " + problem.sentence()));
    }
  }
}
