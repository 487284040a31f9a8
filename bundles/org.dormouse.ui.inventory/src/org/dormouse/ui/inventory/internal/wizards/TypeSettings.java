package org.dormouse.ui.inventory.internal.wizards;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.dormouse.ui.parts.Draft;

/**
 * Settings while the type of a back end is changed: the new type begins with those of the former that it knows by name,
 * and gets its own back when it had been chosen before. A setting that no field shows never goes along unseen.
 */
final class TypeSettings {

  private static final String SETTINGS = "settings";

  private final Map<String, Map<String, Object>> left = new HashMap<>();
  private final Function<String, Set<String>> known;
  private String type;

  /** @param known names of the settings that a type knows */
  TypeSettings(String type, Function<String, Set<String>> known) {
    this.type = type;
    this.known = known;
  }

  void change(Draft draft, String wanted) {
    if (wanted.equals(type)) {
      return;
    }
    Map<String, Object> former = settings(draft);
    left.put(type, former);
    type = wanted;
    Map<String, Object> own = left.get(wanted);
    if (own == null) {
      own = new LinkedHashMap<>(former);
      own.keySet().retainAll(known.apply(wanted));
    }
    draft.set(SETTINGS, new LinkedHashMap<>(own));
  }

  private static Map<String, Object> settings(Draft draft) {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (draft.document().get(SETTINGS) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> settings.put(String.valueOf(key), value));
    }
    return settings;
  }
}
