package org.dormouse.update.apt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Secrets;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSettingsTest {
  @TempDir
  Path folder;
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void good() throws IOException {
    settings.putAll(Map.of("uri", "https://mirror.example.org/debian/", "suites", "stable stable-updates",
        "keyring", Files.writeString(folder.resolve("key.gpg"), "x").toString()));
  }

  private String code() {
    return AptSettings.of(new BackendSpec("s", "apt", settings), Secrets.none()).failure().map(Trouble::code).orElse("ok");
  }

  @Test
  void usualValuesAreFilledIn() {
    AptSettings read = AptSettings.of(new BackendSpec("s", "apt", settings), Secrets.none()).orThrow();
    assertEquals("https://mirror.example.org/debian", read.sources().getFirst().uri().toString());
    assertEquals(List.of("stable", "stable-updates"), read.sources().getFirst().suites());
    assertEquals(List.of("main"), read.sources().getFirst().components());
    assertEquals(List.of("amd64"), read.architectures());
  }

  @Test
  void whatIsMissingIsNamed() {
    for (String key : List.of("uri", "suites", "keyring")) {
      String value = settings.remove(key);
      assertEquals("setting-missing", code(), key);
      settings.put(key, value);
    }
    settings.put("keyring", folder.resolve("none").toString());
    assertEquals("keyring-missing", code());
  }

  @Test
  void malformedValuesAreNamed() {
    Map<String, List<String>> bad = Map.of(
        "uri", List.of("ftp://x/y", "mirror", "file:relative", "http://user:secret@x/", "https://x/?q", "https:///x"),
        "suites", List.of("a b;c", "../..", "$(id)", "a'b"),
        "components", List.of("ma in'", "-x"),
        "architectures", List.of("AMD64", "a"),
        "guestKeys", List.of("maybe"));
    bad.forEach((key, values) -> values.forEach(value -> {
      String good = settings.put(key, value);
      assertEquals("setting-invalid", code(), key + "=" + value);
      if (good == null) {
        settings.remove(key);
      } else {
        settings.put(key, good);
      }
    }));
  }

  @Test
  void freshnessCannotBeSwitchedOff() {
    settings.put("checkValidUntil", "false");
    assertEquals("freshness-required", code());
  }

  @Test
  void furtherRepositoriesAreWhole() {
    settings.put("uri.2", "file:///srv/mirror");
    assertEquals("setting-missing", code());
    settings.put("suites.2", "x");
    assertEquals("source-2/", AptSettings.of(new BackendSpec("s", "apt", settings), Secrets.none()).orThrow().sources().getLast()
        .folder());
  }

  @Test
  void unknownSettingsAreFound() {
    settings.put("suite", "x");
    settings.put("flat.3", "false");
    assertEquals(List.of("suite"), AptSettings.unknown(new BackendSpec("s", "apt", settings)));
  }
}
