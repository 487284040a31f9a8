package org.dormouse.model.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void starsAndQuestionMarksAreTheOnlySpecialCharacters() {
    assertTrue(Names.matches("lab/web*", "lab/web01"));
    assertTrue(Names.matches("lab/web0?", "lab/web01"));
    assertFalse(Names.matches("lab/web0?", "lab/web0"));
    assertFalse(Names.matches("lab/a.b", "lab/axb"));
    assertTrue(Names.matches("lab/a(b", "lab/a(b"));
    assertFalse(Names.matches("lab/web", "lab/web01"));
    assertTrue(Names.matches("*", ""));
    assertTrue(Names.matches("**?b*", "ab"));
    assertFalse(Names.matches("?*?", "a"));
    assertTrue(Names.matches("*web*1", "lab/web11"));
    assertFalse(Names.matches("", "a"));
  }

  @Test
  void aPatternOfManyStarsIsDecidedAtOnce() {
    assertFalse(Names.matches("*a".repeat(45) + "b", "a".repeat(10_000)));
  }

  @Test
  void noPatternsMeanAllNames() {
    assertTrue(Names.anyOrAll(List.of()).test("lab/web01"));
    assertFalse(Names.any(List.of()).test("lab/web01"));
    assertFalse(Names.anyOrAll(List.of("lab/db*")).test("lab/web01"));
  }

  @Test
  void aPatternThatMatchesNothingIsFound() {
    assertEquals(List.of("lab/wbe*"), Names.idle(List.of("lab/wbe*", "lab/db*"), List.of("lab/web01", "lab/db01")));
  }
}
