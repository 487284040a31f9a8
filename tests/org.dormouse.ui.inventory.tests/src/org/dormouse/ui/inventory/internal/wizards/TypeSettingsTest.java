package org.dormouse.ui.inventory.internal.wizards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Draft;
import org.junit.jupiter.api.Test;

class TypeSettingsTest {

  private final Draft draft = new Draft(Kind.SERVICE, Map.of("name", "updates", "type", "apt", "settings",
      Map.of("uri", "http://mirror.example.org/debian", "suites", "bookworm")), 0);
  private final TypeSettings settings = new TypeSettings("apt", type -> switch (type) {
    case "apt" -> Set.of("uri", "suites");
    case "mirror" -> Set.of("uri", "depth");
    default -> Set.of();
  });

  private Object shown() {
    return draft.document().getOrDefault("settings", Map.of());
  }

  @Test
  void keepsOnlyWhatTheNewTypeKnows() {
    settings.change(draft, "mirror");
    assertEquals(Map.of("uri", "http://mirror.example.org/debian"), shown());
  }

  @Test
  void leavesNothingToATypeThatKnowsNoneOfThem() {
    settings.change(draft, "vendor");
    assertEquals(Map.of(), shown());
  }

  @Test
  void bringsBackWhatWasWrittenWhenTheTypeIsChosenAgain() {
    settings.change(draft, "vendor");
    draft.set("settings.server", "wsus1");
    settings.change(draft, "apt");
    assertEquals(Map.of("uri", "http://mirror.example.org/debian", "suites", "bookworm"), shown());
    settings.change(draft, "vendor");
    assertEquals(Map.of("server", "wsus1"), shown());
  }

  @Test
  void whatIsAlteredLaterDoesNotAlterWhatWasLeft() {
    settings.change(draft, "mirror");
    draft.set("settings.uri", "http://mirror.example.org");
    settings.change(draft, "apt");
    draft.set("settings.suites", "trixie");
    settings.change(draft, "mirror");
    settings.change(draft, "apt");
    assertEquals(Map.of("uri", "http://mirror.example.org/debian", "suites", "trixie"), shown());
  }
}
