package org.dormouse.ui.jobs.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.model.DormousePackage;
import org.eclipse.emf.ecore.EAttribute;
import org.junit.jupiter.api.Test;

class OpenJobTest {

  private static final EAttribute DESCRIPTION = DormousePackage.eINSTANCE.getNamedObject_Description();

  private final OpenJob open = new OpenJob(stored(1, Map.of()), null, null, selected -> { },
      page -> { });

  private static Definition stored(long version, Map<String, Object> more) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", "nightly");
    document.put("virtualMachines", List.of("fleet/*"));
    document.put("updateService", "level");
    document.putAll(more);
    return new Definition("job", "nightly", version, Instant.EPOCH, "somebody", document);
  }

  private static Definition stored(long version, Put put) {
    return new Definition("job", "nightly", version, Instant.EPOCH, "me", Map.copyOf(put.document()));
  }

  private void type(String text, Object visit) {
    for (int length = 1; length <= text.length(); length++) {
      open.stack().execute(new FieldEdit(open.job(), DESCRIPTION, text.substring(0, length), visit));
    }
  }

  @Test
  void whatIsTypedIsUnsavedFromTheFirstLetter() {
    type("a", "visit");
    assertTrue(open.isDirty());
    assertEquals("a", open.document().get("description"));
  }

  @Test
  void oneVisitToAFieldIsTakenBackAtOnce() {
    type("every night", "visit");
    open.stack().undo();
    assertFalse(open.isDirty());
    assertFalse(open.stack().canUndo());
    open.stack().redo();
    assertEquals("every night", open.job().getDescription());
  }

  @Test
  void anotherVisitIsTakenBackByItself() {
    type("every", "first visit");
    type("each", "second visit");
    open.stack().undo();
    assertEquals("every", open.job().getDescription());
  }

  @Test
  void whatIsTypedOnAfterSavingIsUnsavedAgain() {
    type("every", "visit");
    open.stored(stored(2, open.put()), open.changes());
    assertFalse(open.isDirty());
    type("every night", "visit");
    assertTrue(open.isDirty());
    open.stack().undo();
    assertEquals("every", open.job().getDescription());
    assertFalse(open.isDirty());
  }

  @Test
  void anEditWhileSavingIsKeptAndStoredOverTheNewVersion() {
    type("every", "visit");
    long state = open.changes();
    Put put = open.put();
    type("every night", "visit");
    open.stored(stored(2, put), state);
    assertEquals("every night", open.job().getDescription());
    assertTrue(open.isDirty());
    assertTrue(open.stack().canUndo());
    assertEquals(2, open.put().expectedVersion());
  }

  @Test
  void whatWasSavedCanStillBeTakenBack() {
    type("every", "visit");
    open.stored(stored(2, open.put()), open.changes());
    open.stack().undo();
    assertTrue(open.isDirty());
    assertFalse(open.document().containsKey("description"));
  }

  @Test
  void whatSomebodyElseStoredIsShownAndNothingBeforeItCanBeTakenBack() {
    type("every", "visit");
    open.become(stored(2, Map.of("description", "theirs")));
    assertEquals("theirs", open.job().getDescription());
    assertFalse(open.stack().canUndo());
    assertFalse(open.isDirty());
  }
}
