package org.dormouse.ui.inventory.internal.wizards;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Draft;

/**
 * What a wizard of several drafts has stored by itself. When something later fails its user goes back and alters a
 * draft: its name is not taken then, and it is stored again; under another name as another one. Not thread-safe.
 */
final class OwnDefinitions {

  private final Map<String, Definition> stored = new LinkedHashMap<>();
  private final Map<Draft, Map<String, Object>> sent = new HashMap<>();

  boolean has(Kind kind, String name) {
    return stored.containsKey(key(kind, name));
  }

  /** As it is written now. */
  boolean isStored(Draft draft) {
    return draft.document().equals(sent.get(draft));
  }

  /** A copy that replaces what was stored under this name. */
  Draft toStore(Draft draft) {
    Definition before = stored.get(key(draft.kind(), draft.name()));
    return new Draft(draft.kind(), draft.document(), before == null ? 0 : before.version());
  }

  /** What {@link #toStore} replaces; empty for a new one. */
  Map<String, Object> base(Draft draft) {
    Definition before = stored.get(key(draft.kind(), draft.name()));
    return before == null ? Map.of() : before.document();
  }

  /** @param copy what was sent of it, which it may not be any more */
  void stored(Draft draft, Draft copy, Definition now) {
    sent.put(draft, copy.document());
    stored.put(key(copy.kind(), copy.name()), now);
  }

  /** {@code library fleet}; in the order in which they were stored. */
  List<String> names() {
    return stored.values().stream().map(one -> words(Kind.of(one.kind()).orElseThrow(), one.name())).toList();
  }

  static String words(Draft draft) {
    return words(draft.kind(), draft.name());
  }

  private static String words(Kind kind, String name) {
    return Kinds.word(kind) + " " + name;
  }

  private static String key(Kind kind, String name) {
    return kind.id() + " " + name;
  }
}
