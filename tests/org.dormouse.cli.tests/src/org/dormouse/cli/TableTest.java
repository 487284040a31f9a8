package org.dormouse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAreAsWideAsTheirContentAndTheLastIsNotFilled() {
    Printed printed = Printed.pipe();
    new Table("NAME", "STATE").row("a", "stale").row("a-longer-name", "up-to-date").print(printed.terminal);
    assertEquals("""
        NAME           STATE
        a              stale
        a-longer-name  up-to-date
        """, printed.text());
  }

  @Test
  void coloursNeverMoveAColumnAndNeverGoIntoAPipe() {
    Printed coloured = new Printed(true, true, 100, 24);
    new Table("STATE", "NAME").row("failed", "a").row("ok", "b").print(coloured.terminal);
    assertTrue(coloured.text().contains("\033[31mfailed\033[0m  a"), coloured.text());
    assertEquals("STATE   NAME\nfailed  a\nok      b\n", coloured.text().replaceAll("\033\\[[0-9]+m", ""));
    Printed pipe = Printed.pipe();
    new Table("STATE").row("failed").print(pipe.terminal);
    assertFalse(pipe.text().contains("\033"));
  }

  @Test
  void whatAGuestCallsItselfCannotSteerTheTerminal() {
    Printed printed = Printed.pipe();
    new Table("NAME").row("a\033[2Jb\r\nc\u202ed").print(printed.terminal);
    assertEquals("NAME\na?[2Jb? c?d\n", printed.text());
  }
}
