package org.dormouse.ui.inventory.internal.actions;

import static org.dormouse.ui.inventory.internal.machines.SomeMachines.machine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.eclipse.jface.viewers.StructuredSelection;
import org.junit.jupiter.api.Test;

class SelectionTesterTest {

  private static Definition definition(String kind) {
    return new Definition(kind, "one", 1, Instant.EPOCH, "me", Map.of());
  }

  private static boolean areTargets(Object... selected) {
    return new SelectionTester().test(new StructuredSelection(selected), "targets", new Object[0], null);
  }

  @Test
  void machinesLibrariesAndGroupsMeanMachines() {
    assertEquals(true, areTargets(machine("lab/a", "stale"), definition("library"), definition("group")));
  }

  @Test
  void oneThatMeansNoneSpoilsTheWholeSelection() {
    assertEquals(false, areTargets(machine("lab/a", "stale"), definition("job")));
    assertEquals(false, areTargets());
  }
}
