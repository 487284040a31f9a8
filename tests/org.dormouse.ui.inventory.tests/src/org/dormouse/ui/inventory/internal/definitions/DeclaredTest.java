package org.dormouse.ui.inventory.internal.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeclaredTest {

  @Test
  void whatNobodyHasSaidIsNothing() {
    assertEquals(Declared.NOTHING, Declared.of(Map.of("name", "a/b", "excluded", false, "credential", "")));
  }

  @Test
  void anExclusionAndACredentialAreFound() {
    assertEquals(new Declared(true, Optional.of("root")), Declared.of(Map.of("excluded", true, "credential", "root")));
  }
}
