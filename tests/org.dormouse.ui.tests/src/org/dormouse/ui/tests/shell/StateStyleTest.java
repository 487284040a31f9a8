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
import org.dormouse.ui.tests.driver.Contrast;
import org.eclipse.swt.graphics.RGB;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateStyleTest {
  private static final RGB LIGHT_LIST = new RGB(255, 255, 255);
  private static final RGB DARK_LIST = new RGB(0x2f, 0x2f, 0x2f);

  @ParameterizedTest
  @EnumSource
  void coloursCanBeReadOnBothThemes(StateStyle state) {
    assertTrue(Contrast.of(state.colour(false), LIGHT_LIST) >= Contrast.OF_TEXT,
        () -> state + " on light: " + Contrast.of(state.colour(false), LIGHT_LIST));
    assertTrue(Contrast.of(state.colour(true), DARK_LIST) >= Contrast.OF_TEXT,
        () -> state + " on dark: " + Contrast.of(state.colour(true), DARK_LIST));
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
