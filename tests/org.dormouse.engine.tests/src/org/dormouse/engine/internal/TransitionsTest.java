package org.dormouse.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.dormouse.engine.StepState;
import org.junit.jupiter.api.Test;

class TransitionsTest {

  private static Transition row(StepState state, Event event, StepState next) {
    return new Transition(state, event, next, Action.NONE);
  }

  @Test
  void twoRowsForTheSameStateAndEventAreRefused() {
    List<Transition> table = List.of(row(StepState.READY, Event.CLAIM, StepState.STARTING),
        row(StepState.READY, Event.CLAIM, StepState.RUNNING));
    assertThrows(IllegalArgumentException.class, () -> Transitions.index(table));
  }

  @Test
  void aRowThatLeavesAFinalStateIsRefused() {
    for (StepState state : StepState.values()) {
      List<Transition> table = List.of(row(state, Event.UNBLOCK, StepState.READY));
      if (state.isFinal()) {
        assertThrows(IllegalArgumentException.class, () -> Transitions.index(table), state.name());
      } else {
        assertEquals(1, Transitions.index(table).size());
      }
    }
  }

  @Test
  void everyStateIsReachedAndEveryStateThatIsNotFinalIsLeft() {
    for (StepState state : StepState.values()) {
      assertTrue(state == StepState.PENDING
          || Transitions.TABLE.stream().anyMatch(row -> row.next() == state && row.state() != state), state.name());
      assertEquals(state.isFinal(), Transitions.TABLE.stream().noneMatch(row -> row.state() == state), state.name());
    }
  }

  @Test
  void everyEventHasARow() {
    for (Event event : Event.values()) {
      assertTrue(Transitions.TABLE.stream().anyMatch(row -> row.event() == event), event.name());
    }
  }

  @Test
  void theDiagramInTheDocumentationIsTheOneOfTheTable() throws IOException {
    Path file = root().resolve("releng/docs/step-machine.md");
    assertEquals(StepMachineDiagram.markdown(), Files.readString(file),
        "Write it anew with the main method of StepMachineDiagram: " + file);
  }

  /** The tree's top folder: named by the build, else above the working directory. */
  private static Path root() {
    String named = System.getProperty("dormouse.root", "");
    Path folder = Path.of(named.isEmpty() ? "." : named).toAbsolutePath().normalize();
    while (!Files.exists(folder.resolve("releng/docs")) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return folder;
  }
}
