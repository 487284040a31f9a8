package org.dormouse.ui.graph.internal.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dormouse.ui.graph.internal.model.Phase;
import org.dormouse.ui.graph.internal.model.StepColumns.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measured in letters. */
class HeadLinesTest {

  @ParameterizedTest
  @CsvSource({"Shut down,9,Shut down", "Shut down,8,Shut|down", "Wait for guest,13,Wait for|guest",
      "a bb cccc,4,a bb|cccc", "Assess,3,Assess", "'',0,''"})
  void aTitleThatIsTooLongIsInTwoLinesAsEvenAsCanBe(String title, int room, String lines) {
    assertEquals(lines, String.join("|", HeadLines.of(title, String::length, room)));
  }

  @Test
  void theLongestLineOfABuiltInStepCountsAndNoHook() {
    assertEquals(8, HeadLines.narrowest(List.of(column("assess", "Assess"), column("wait-for-guest", "Wait for guest"),
        column("hook:look-after-the-web-shop", "look-after-the-web-shop")), String::length));
  }

  private static Column column(String kind, String title) {
    return new Column(kind, 0, title, Phase.ASSESS);
  }
}
