package org.dormouse.ui.inventory.internal.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.model.document.DocumentCodec.Decoded;
import org.dormouse.ui.inventory.internal.definitions.GroupDraft.Bound;
import org.dormouse.ui.inventory.internal.definitions.GroupDraft.Words;
import org.junit.jupiter.api.Test;

class GroupDraftTest {

  private static final Map<String, Object> FULL = Map.of("name", "night", "description", "x",
      "virtualMachines", List.of("lab/web1"),
      "rule", Map.of("states", List.of("stale", "failed"), "staleDays", 30L));

  @Test
  void readsAndWritesWhatTheVocabularySays() {
    assertEquals(FULL, GroupDraft.of(FULL).document());
    assertTrue(DocumentCodec.decode("group", FULL) instanceof Decoded.Valid);
  }

  @Test
  void everyConditionIsOneOfTheVocabulary() {
    GroupDraft draft = GroupDraft.of(Map.of("name", "all"));
    for (Words each : Words.values()) {
      draft.set(each, each == Words.STATES ? List.of("stale") : each == Words.RESULTS ? List.of("failed")
          : List.of("x"));
    }
    for (Bound each : Bound.values()) {
      draft.set(each, 7);
    }
    Decoded decoded = DocumentCodec.decode("group", draft.document());
    assertTrue(decoded instanceof Decoded.Valid, decoded.toString());
  }

  @Test
  void leavesOutWhatSaysNothing() {
    GroupDraft draft = GroupDraft.of(FULL);
    draft.setTyped(Words.STATES, " , ");
    draft.set(Bound.STALE_DAYS, 0);
    assertFalse(draft.document().containsKey("rule"));
    assertFalse(draft.isEmpty());
    draft.setMembers(List.of());
    assertTrue(draft.isEmpty());
  }

  @Test
  void readsWhatIsTypedBetweenCommas() {
    GroupDraft draft = GroupDraft.of(Map.of());
    draft.setTyped(Words.NAMES, "web*, db? ,web*,");
    assertEquals(List.of("web*", "db?"), draft.get(Words.NAMES));
    assertEquals("web*, db?", draft.typed(Words.NAMES));
  }

  @Test
  void addsEachMemberOnce() {
    GroupDraft draft = GroupDraft.of(FULL);
    assertEquals(1, draft.add(List.of("lab/web1", "lab/web2")));
    assertEquals(List.of("lab/web1", "lab/web2"), draft.members());
  }
}
