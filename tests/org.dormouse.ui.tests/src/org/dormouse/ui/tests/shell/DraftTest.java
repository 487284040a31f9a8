package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Draft;
import org.junit.jupiter.api.Test;

class DraftTest {

  @Test
  void leavesOutWhatIsEmpty() {
    Draft draft = Draft.create(Kind.LIBRARY);
    draft.set("name", "images");
    draft.set("settings.path", "/srv/images");
    draft.set("description", "some");
    draft.set("description", "");
    assertEquals(Map.of("name", "images", "settings", Map.of("path", "/srv/images")), draft.document());
    draft.set("settings.path", "");
    assertEquals(Map.of("name", "images"), draft.document());
  }

  @Test
  void saysWhatIsWrongByTheModelsRules() {
    Draft draft = Draft.create(Kind.LIBRARY);
    draft.set("name", "images");
    assertEquals(List.of("type"), draft.problems(name -> false).stream().map(problem -> problem.path()).toList());
    draft.set("type", "directory");
    assertEquals(List.of(), draft.problems(name -> false));
  }

  @Test
  void aNewOnesNameMustNotBeTaken() {
    Draft draft = Draft.create(Kind.LIBRARY);
    draft.set("name", "images");
    draft.set("type", "directory");
    assertEquals("name", draft.problems("images"::equals).getFirst().path());
    Draft edited = new Draft(Kind.LIBRARY, draft.document(), 3);
    assertEquals(List.of(), edited.problems("images"::equals));
    assertEquals(3, edited.put().expectedVersion());
  }

  @Test
  void whatItWasMadeOfStaysAsItWas() {
    Map<String, Object> document = Map.of("name", "images", "settings", Map.of("path", "/srv"));
    Draft draft = new Draft(Kind.LIBRARY, document, 1);
    draft.set("settings.path", "/other");
    assertTrue(document.toString().contains("/srv"));
    assertEquals("/other", draft.text("settings.path"));
  }
}
