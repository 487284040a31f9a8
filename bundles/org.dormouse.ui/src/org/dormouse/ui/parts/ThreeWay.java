package org.dormouse.ui.parts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a definition that two people changed at once, attribute by attribute. Maps within (settings, rules)
 * are compared entry by entry, everything else as a whole. Nothing of either side is lost: what only one has changed is
 * taken from that one, and where both did, the caller says which.
 */
public record ThreeWay(List<Attribute> attributes) {

  /** Who changed an attribute. */
  public enum Change { NOBODY, MINE, THEIRS, BOTH_ALIKE, BOTH }

  public enum Side { MINE, THEIRS }

  /**
   * @param path names separated by dots, e.g. {@code settings.uri}
   * @param base value when the editing began; empty where there was none; {@code mine} and {@code theirs} likewise
   */
  public record Attribute(List<String> path, Optional<Object> base, Optional<Object> mine, Optional<Object> theirs) {

    public Change change() {
      boolean mineDiffers = !mine.equals(base);
      boolean theirsDiffers = !theirs.equals(base);
      if (mineDiffers && theirsDiffers) {
        return mine.equals(theirs) ? Change.BOTH_ALIKE : Change.BOTH;
      }
      return mineDiffers ? Change.MINE : theirsDiffers ? Change.THEIRS : Change.NOBODY;
    }

    public String name() {
      return String.join(".", path);
    }
  }

  public ThreeWay {
    attributes = List.copyOf(attributes);
  }

  public static ThreeWay of(Map<String, ?> base, Map<String, ?> mine, Map<String, ?> theirs) {
    Map<List<String>, Object> before = flat(base);
    Map<List<String>, Object> here = flat(mine);
    Map<List<String>, Object> there = flat(theirs);
    Set<List<String>> paths = new LinkedHashSet<>(before.keySet());
    paths.addAll(here.keySet());
    paths.addAll(there.keySet());
    return new ThreeWay(paths.stream().map(path -> new Attribute(path, Optional.ofNullable(before.get(path)),
        Optional.ofNullable(here.get(path)), Optional.ofNullable(there.get(path)))).toList());
  }

  /** Those that both changed, differently: somebody has to choose. */
  public List<Attribute> disputed() {
    return attributes.stream().filter(attribute -> attribute.change() == Change.BOTH).toList();
  }

  /** Those that anybody changed. */
  public List<Attribute> changed() {
    return attributes.stream().filter(attribute -> attribute.change() != Change.NOBODY).toList();
  }

  /**
   * The document with everybody's changes.
   *
   * @param choices by {@link Attribute#name}; for a disputed attribute without a choice, mine
   */
  public Map<String, Object> merged(Map<String, Side> choices) {
    Map<String, Object> merged = new LinkedHashMap<>();
    for (Attribute attribute : attributes) {
      Optional<Object> value = switch (attribute.change()) {
        case NOBODY, THEIRS -> attribute.theirs();
        case MINE, BOTH_ALIKE -> attribute.mine();
        case BOTH -> choices.get(attribute.name()) == Side.THEIRS ? attribute.theirs() : attribute.mine();
      };
      value.ifPresent(present -> put(merged, attribute.path(), present));
    }
    return merged;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> document, List<String> path, Object value) {
    Map<String, Object> at = document;
    for (String name : path.subList(0, path.size() - 1)) {
      at = (Map<String, Object>) at.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>());
    }
    at.put(path.getLast(), value);
  }

  private static Map<List<String>, Object> flat(Map<String, ?> document) {
    Map<List<String>, Object> flat = new LinkedHashMap<>();
    flatten(document, List.of(), flat);
    return flat;
  }

  private static void flatten(Map<String, ?> document, List<String> path, Map<List<String>, Object> flat) {
    document.forEach((name, value) -> {
      List<String> at = new ArrayList<>(path);
      at.add(name);
      if (value instanceof Map<?, ?> map) {
        Map<String, Object> inner = new LinkedHashMap<>();
        map.forEach((key, each) -> inner.put(String.valueOf(key), each));
        flatten(inner, at, flat);
      } else if (value != null) {
        flat.put(List.copyOf(at), alike(value));
      }
    });
  }

  /** Whole numbers come as int from the model and as long from the wire. */
  private static Object alike(Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case Double number when number == Math.rint(number) -> number.longValue();
      case List<?> list -> list.stream().filter(Objects::nonNull).map(ThreeWay::alike).toList();
      default -> value;
    };
  }
}
