package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.dormouse.ui.style.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T14:05:00Z");

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"2026-11-20T09:03:00Z|09:03", "2026-11-19T09:03:00Z|19 Nov 09:03",
      "2025-11-19T09:03:00Z|Nov 19, 2025"})
  void timesAreAsShortAsTheyAreClear(Instant at, String said) {
    assertEquals(said, Words.time(at, NOW, ZoneOffset.UTC));
  }

  @ParameterizedTest
  @CsvSource({"2026-11-20T14:04:30Z,just now", "2026-11-20T14:00:00Z,5 min ago", "2026-11-19T14:05:00Z,24 h ago",
      "2026-11-08T14:05:00Z,12 days ago"})
  void agesAreRounded(Instant at, String said) {
    assertEquals(said, Words.age(at, NOW));
  }

  @ParameterizedTest
  @CsvSource({"0,0 B", "1023,1023 B", "1024,1.0 KiB", "1536,1.5 KiB", "10737418240,10 GiB", "1073741823,1.0 GiB"})
  void sizesArePowersOf1024(long bytes, String said) {
    assertEquals(said, Words.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource({"Run AB-1,run AB-1", "Needs operator,needs operator", "'',''"})
  void wordsBeginSmallInASentence(String alone, String within) {
    assertEquals(within, Words.inSentence(alone));
  }

  @ParameterizedTest
  @CsvSource({"PT0.4S,0.4 s", "PT42S,42 s", "PT185S,3 min 05 s", "PT130M,2 h 10 min", "PT100H,4 d 4 h"})
  void durationsHaveTwoUnits(Duration duration, String said) {
    assertEquals(said, Words.duration(duration));
  }

  @Test
  void nothingIsSaidOfATimeThatNobodyKnows() {
    assertEquals("", Words.eta(-1));
    assertEquals("less than a minute left", Words.eta(20));
    assertEquals("about 12 min left", Words.eta(700));
    assertEquals("about 2 h 10 min left", Words.eta(7900));
  }

  @ParameterizedTest
  @CsvSource({"wait-for-guest,Wait for guest", "UP_TO_DATE,Up to date", "hook:beforeInstall:check-disk,check-disk"})
  void namesOfTheEngineAreWords(String kind, String said) {
    assertEquals(said, Words.stepKind(kind));
  }

  @Test
  void whatTheEngineFoundIsSaidWithoutItsUnits() {
    assertEquals("64 GiB", Words.found("65536 MiB"));
    assertEquals("170 GiB in 100 files", Words.found("174400 MiB in 100 files"));
    assertEquals("512 MiB", Words.found("512 MiB"));
    assertEquals("main of Jan 8, 2001, 50 packages", Words.found("main of 2001-01-08T12:00:00Z, 50 packages"));
    assertEquals("of 2001-13-08T12:00:00Z", Words.found("of 2001-13-08T12:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"never-assessed,Never assessed", "up-to-date,Up to date", "servicing,In servicing"})
  void statesOfMachinesAreWords(String state, String said) {
    assertEquals(said, Words.machineState(state));
  }
}
