package org.dormouse.ui.inventory.internal.actions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tags to be added to and taken from declared virtual machines. What else is declared of them stays. Pure.
 *
 * @param add in the order in which they are appended
 */
record TagEdits(List<String> add, List<String> remove) {

  /** From what people type: separated by commas. */
  static List<String> typed(String text) {
    return Stream.of(text.split(",")).map(String::strip).filter(word -> !word.isEmpty()).distinct().toList();
  }

  boolean isNothing() {
    return add.isEmpty() && remove.isEmpty();
  }

  /** @param declared what is declared of the machine */
  Map<String, Object> apply(Map<String, Object> declared) {
    Set<String> tags = new LinkedHashSet<>();
    if (declared.get("tags") instanceof List<?> before) {
      before.forEach(tag -> tags.add(String.valueOf(tag)));
    }
    remove.forEach(tags::remove);
    tags.addAll(add);
    Map<String, Object> document = new LinkedHashMap<>(declared);
    if (tags.isEmpty()) {
      document.remove("tags");
    } else {
      document.put("tags", new ArrayList<>(tags));
    }
    return document;
  }
}
