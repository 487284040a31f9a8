package org.dormouse.ui.inventory.internal.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.dormouse.ui.parts.ThreeWay;
import org.dormouse.ui.parts.ThreeWay.Attribute;
import org.dormouse.ui.parts.ThreeWay.Side;
import org.dormouse.ui.parts.ThreeWay;
import org.junit.jupiter.api.Test;

class ThreeWayTest {

  private static final Map<String, Object> BASE = Map.of("type", "apt", "concurrentVms", 4,
      "settings", Map.of("uri", "http://a", "suites", "stable"));

  @Test
  void keepsWhatEitherSideChanged() {
    ThreeWay both = ThreeWay.of(BASE,
        Map.of("type", "apt", "concurrentVms", 8, "settings", Map.of("uri", "http://a", "suites", "stable")),
        Map.of("type", "apt", "concurrentVms", 4L, "settings", Map.of("uri", "http://b", "suites", "stable")));
    assertEquals(List.of(), both.disputed());
    assertEquals(Map.of("type", "apt", "concurrentVms", 8L, "settings", Map.of("uri", "http://b", "suites", "stable")),
        both.merged(Map.of()));
  }

  @Test
  void asksOnlyWhereBothChangedTheSameDifferently() {
    ThreeWay both = ThreeWay.of(BASE, Map.of("type", "apt", "settings", Map.of("uri", "mine", "suites", "new")),
        Map.of("type", "apt", "settings", Map.of("uri", "theirs", "suites", "new")));
    assertEquals(List.of("settings.uri"), both.disputed().stream().map(Attribute::name).toList());
    assertEquals(Map.of("type", "apt", "settings", Map.of("uri", "mine", "suites", "new")), both.merged(Map.of()));
    assertEquals(Map.of("type", "apt", "settings", Map.of("uri", "theirs", "suites", "new")),
        both.merged(Map.of("settings.uri", Side.THEIRS)));
  }

  @Test
  void takesARemovalForAChange() {
    ThreeWay both = ThreeWay.of(Map.of("a", 1, "b", 2), Map.of("b", 2), Map.of("a", 1, "b", 3));
    assertEquals(Map.of("b", 3L), both.merged(Map.of()));
    ThreeWay disputed = ThreeWay.of(Map.of("a", 1), Map.of(), Map.of("a", 2));
    assertEquals(Map.of(), disputed.merged(Map.of("a", Side.MINE)));
    assertEquals(Map.of("a", 2L), disputed.merged(Map.of("a", Side.THEIRS)));
  }

  @Test
  void takesNumbersFromTheWireForTheSame() {
    assertEquals(List.of(), ThreeWay.of(Map.of("n", 4, "l", List.of(1)), Map.of("n", 4L, "l", List.of(1L)),
        Map.of("n", 4.0, "l", List.of(1))).changed());
  }
}
