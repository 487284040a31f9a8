package org.dormouse.ui.inventory.internal.wizards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.model.document.DocumentCodec.Decoded;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Draft;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

  @Test
  void takesAFreeName() {
    Suggestions suggestions = new Suggestions(Map.of(Kind.HOST, Map.of("name", "local", "type", "qemu")));
    assertEquals("local", suggestions.of(Kind.HOST, name -> false).get("name"));
    assertEquals("local3", suggestions.of(Kind.HOST, Set.of("local", "local2")::contains).get("name"));
  }

  @Test
  void makesAValidServiceOfTheSources() {
    Map<String, Object> document = Suggestions.service(Map.of("uri", "http://mirror.example/debian",
        "suites", "bookworm", "components", "main", "keyring", "/k"));
    assertEquals("debian", document.get("name"));
    assertTrue(DocumentCodec.decode("service", document) instanceof Decoded.Valid);
  }

  @Test
  void readsSettingsLineByLine() {
    assertEquals(Map.of("uri.2", "http://x?a=b", "flat", ""),
        SettingsDialog.read("uri.2 = http://x?a=b\n\nnothing\n = x\nflat =\n").entrySet().stream()
            .filter(entry -> !entry.getKey().isEmpty())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Test
  void changesOnlySettingsWithoutAField() {
    Draft draft = new Draft(Kind.SERVICE, Map.of("name", "a", "type", "apt",
        "settings", Map.of("uri", "u", "uri.2", "v", "flat", "true")), 0);
    SettingsDialog.Settings settings = new SettingsDialog.Settings(draft, Set.of("uri"));
    settings.set(Map.of("uri.2", "w"));
    assertEquals(Map.of("uri", "u", "uri.2", "w"), draft.document().get("settings"));
    assertEquals("uri.2 = w", settings.words());
    assertEquals(List.of(), draft.problems(name -> false));
  }
}
