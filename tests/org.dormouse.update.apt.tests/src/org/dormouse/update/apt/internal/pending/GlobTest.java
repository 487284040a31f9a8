package org.dormouse.update.apt.internal.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GlobTest {

  @Test
  void starsAndQuestionMarksMatch() {
    Map.of("lib*", "libc6", "*", "", "l?b*6", "libc6", "*a*b", "xaxab", "1.2*", "1.2-3", "a", "a")
        .forEach((pattern, text) -> assertEquals(true, new Glob(pattern).matches(text), pattern + " " + text));
    Map.of("lib*", "xlib", "?", "", "*a*b", "xaxba", "a", "ab", "a.c", "abc")
        .forEach((pattern, text) -> assertEquals(false, new Glob(pattern).matches(text), pattern + " " + text));
  }

  @Test
  void hostilePatternsTakeNoTime() {
    Glob hostile = new Glob("*a".repeat(2000) + "b");
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertFalse(hostile.matches("a".repeat(4000))));
  }
}
