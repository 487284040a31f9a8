package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.swt.graphics.RGB;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateStyleTest {
  private static final RGB LIGHT_LIST = new RGB(255, 255, 255);
  private static final RGB DARK_LIST = new RGB(0x2f, 0x2f, 0x2f);
  /** WCAG 2.2, 1.4.3: text. */
  private static final double ENOUGH = 4.5;

  /** Relative luminance by WCAG 2.2. */
  private static double luminance(RGB colour) {
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static double contrast(RGB one, RGB other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  @ParameterizedTest
  @EnumSource
  void coloursCanBeReadOnBothThemes(StateStyle state) {
    assertTrue(contrast(state.colour(false), LIGHT_LIST) >= ENOUGH,
        () -> state + " on light: " + contrast(state.colour(false), LIGHT_LIST));
    assertTrue(contrast(state.colour(true), DARK_LIST) >= ENOUGH,
        () -> state + " on dark: " + contrast(state.colour(true), DARK_LIST));
  }

  @Test
  void eachStateHasAWordAndAnIconOfItsOwn() {
    Set<String> words = new HashSet<>();
    for (StateStyle state : StateStyle.values()) {
      assertTrue(words.add(state.word()), state.word());
      assertTrue(state.icon() != null && state.icon().getImageData(100) != null, state.iconName());
    }
  }

  @Test
  void whatANewerEngineSaysIsNotKnown() {
    assertEquals(StateStyle.UNKNOWN, StateStyle.ofStep("HIBERNATING"));
    assertEquals(StateStyle.UNKNOWN, StateStyle.ofMachine("dreaming"));
  }

  @Test
  void anEndedRunLooksAsItsMachinesEnded() {
    assertEquals(StateStyle.SUCCEEDED, StateStyle.ofRun(ended(Map.of("SUCCEEDED", 2, "UP_TO_DATE", 1))));
    assertEquals(StateStyle.FAILED, StateStyle.ofRun(ended(Map.of("SUCCEEDED", 2, "FAILED", 1))));
    assertEquals(StateStyle.CANCELLED, StateStyle.ofRun(ended(Map.of("CANCELLED", 3))));
  }

  private static RunsApi.Run ended(Map<String, Integer> counts) {
    return new RunsApi.Run("run-1", "nightly", "me", "ENDED", Instant.EPOCH, Optional.of(Instant.EPOCH), counts, 1);
  }
}
