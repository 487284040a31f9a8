package org.dormouse.ui.inventory.internal.definitions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A VM group while somebody edits it: members by hand and the conditions of a rule, as the document of the vocabulary
 * has them. Conditions that say nothing are left out, and so is a rule without conditions. UI thread only.
 */
public final class GroupDraft {

  /** Conditions that are lists. */
  public enum Words {
    LIBRARIES("libraries"), NAMES("names"), TAGS("tags"), SYSTEMS("systems"), STATES("states"),
    RESULTS("lastResults");

    private final String attribute;

    Words(String attribute) {
      this.attribute = attribute;
    }

    public String attribute() {
      return attribute;
    }
  }

  /** Conditions that are numbers; 0 says nothing. */
  public enum Bound {
    MIN_SIZE("minSizeMiB"), MAX_SIZE("maxSizeMiB"), STALE_DAYS("staleDays"), MIN_PENDING("minPending"),
    MIN_SECURITY("minPendingSecurity");

    private final String attribute;

    Bound(String attribute) {
      this.attribute = attribute;
    }

    public String attribute() {
      return attribute;
    }
  }

  private final Map<String, Object> others = new LinkedHashMap<>();
  private final Set<String> members = new LinkedHashSet<>();
  private final Map<Words, List<String>> words = new LinkedHashMap<>();
  private final Map<Bound, Long> bounds = new LinkedHashMap<>();

  public static GroupDraft of(Map<String, Object> document) {
    GroupDraft draft = new GroupDraft();
    draft.others.putAll(document);
    draft.others.remove("rule");
    draft.members.addAll(texts(draft.others.remove("virtualMachines")));
    if (document.get("rule") instanceof Map<?, ?> rule) {
      for (Words each : Words.values()) {
        draft.set(each, texts(rule.get(each.attribute())));
      }
      for (Bound each : Bound.values()) {
        draft.set(each, rule.get(each.attribute()) instanceof Number number ? number.longValue() : 0);
      }
    }
    return draft;
  }

  /** Names and patterns picked by hand, in the order in which they were. */
  public List<String> members() {
    return List.copyOf(members);
  }

  public void setMembers(List<String> all) {
    members.clear();
    members.addAll(all);
  }

  /** @return how many of them were not in it before */
  public int add(List<String> more) {
    int before = members.size();
    members.addAll(more);
    return members.size() - before;
  }

  public List<String> get(Words condition) {
    return words.getOrDefault(condition, List.of());
  }

  public void set(Words condition, List<String> values) {
    List<String> clean = values.stream().map(String::strip).filter(value -> !value.isEmpty()).distinct().toList();
    words.put(condition, clean);
  }

  /** From what a person types: separated by commas. */
  public void setTyped(Words condition, String typed) {
    set(condition, Stream.of(typed.split("[,\n]")).toList());
  }

  public String typed(Words condition) {
    return String.join(", ", get(condition));
  }

  public long get(Bound condition) {
    return bounds.getOrDefault(condition, 0L);
  }

  public void set(Bound condition, long value) {
    bounds.put(condition, Math.max(0, value));
  }

  public boolean hasRule() {
    return words.values().stream().anyMatch(values -> !values.isEmpty())
        || bounds.values().stream().anyMatch(value -> value > 0);
  }

  /** True if nothing could ever belong to it. */
  public boolean isEmpty() {
    return members.isEmpty() && !hasRule();
  }

  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>(others);
    if (!members.isEmpty()) {
      document.put("virtualMachines", new ArrayList<>(members));
    }
    if (hasRule()) {
      Map<String, Object> rule = new LinkedHashMap<>();
      words.forEach((condition, values) -> {
        if (!values.isEmpty()) {
          rule.put(condition.attribute(), new ArrayList<>(values));
        }
      });
      bounds.forEach((condition, value) -> {
        if (value > 0) {
          rule.put(condition.attribute(), value);
        }
      });
      document.put("rule", rule);
    }
    return document;
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
