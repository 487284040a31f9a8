package org.dormouse.ui.parts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.dormouse.api.Definitions.Put;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.data.InventoryData.Kind;

/**
 * A definition while somebody writes it: a document in the vocabulary of the model, validated by the model's own rules.
 * Paths name an attribute or, after a dot, an entry of a map: {@code updateService}, {@code settings.uri}. Not
 * thread-safe.
 */
public final class Draft {

  private final Kind kind;
  private final Map<String, Object> document;
  private final long expectedVersion;

  /**
   * @param document what to begin with; is copied
   * @param expectedVersion 0 for a new definition, else the version that is edited
   */
  public Draft(Kind kind, Map<String, Object> document, long expectedVersion) {
    this.kind = kind;
    this.document = copy(document);
    this.expectedVersion = expectedVersion;
  }

  public static Draft create(Kind kind) {
    return new Draft(kind, Map.of(), 0);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> copy(Map<String, Object> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, value instanceof Map<?, ?> inner
        ? copy((Map<String, Object>) inner) : value));
    return copy;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isNew() {
    return expectedVersion == 0;
  }

  public String name() {
    return text("name");
  }

  /** What is there, or null-free: an empty text where there is nothing. */
  public String text(String path) {
    return Objects.toString(get(path), "");
  }

  /** The texts of a list; empty where there is none. */
  public List<String> texts(String path) {
    return get(path) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private Object get(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return document.get(path);
    }
    return document.get(path.substring(0, dot)) instanceof Map<?, ?> map ? map.get(path.substring(dot + 1)) : null;
  }

  /** An empty text, list or map is left out of the document. */
  @SuppressWarnings("unchecked")
  public void set(String path, Object value) {
    boolean empty = value instanceof String text && text.isEmpty() || value instanceof List<?> list && list.isEmpty()
        || value instanceof Map<?, ?> map && map.isEmpty();
    int dot = path.indexOf('.');
    Map<String, Object> in = document;
    String key = path;
    if (dot >= 0) {
      key = path.substring(dot + 1);
      in = (Map<String, Object>) document.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<>());
    }
    if (empty) {
      in.remove(key);
    } else {
      in.put(key, value);
    }
    if (dot >= 0 && in.isEmpty()) {
      document.remove(path.substring(0, dot));
    }
  }

  public Map<String, Object> document() {
    return copy(document);
  }

  public Put put() {
    return new Put(kind.id(), name(), document(), expectedVersion);
  }

  /** By the model's rules, and whether a new one's name is taken. */
  public List<Problem> problems(Predicate<String> taken) {
    List<Problem> problems = new ArrayList<>();
    if (isNew() && !name().isEmpty() && taken.test(name())) {
      problems.add(new Problem("name", "There is a " + kind.id() + " of this name already. Choose another."));
    }
    if (DocumentCodec.decode(kind.id(), document) instanceof DocumentCodec.Decoded.Invalid(List<Problem> wrong)) {
      problems.addAll(wrong);
    }
    return problems;
  }
}
