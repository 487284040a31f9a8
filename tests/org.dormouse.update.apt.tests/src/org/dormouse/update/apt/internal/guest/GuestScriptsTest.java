package org.dormouse.update.apt.internal.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dormouse.spi.Secrets;
import org.dormouse.update.apt.internal.AptSettings;
import org.dormouse.update.apt.internal.TestRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestScriptsTest {
  private static final Medium INDEX = Medium.index("0123456789abcdef", Path.of("index.img"));
  private static final Medium PACKAGES = Medium.packages("0123456789abcdef", Path.of("packages.img"));
  @TempDir
  Path folder;

  private AptSettings settings(String... more) throws IOException {
    return AptSettings.of(new TestRepository(Files.createDirectories(folder.resolve("r"))).service(more),
        Secrets.none()).orThrow();
  }

  @Test
  void everyScriptIsGoodShell() throws IOException, InterruptedException {
    GuestPlace place = new GuestPlace("key-1");
    for (String script : List.of(place.script("scan", settings(), INDEX, Optional.empty()),
        place.install("0", settings(), INDEX, PACKAGES), place.script("verify", settings(), INDEX, Optional.empty()),
        place.script("check"), place.script("leave"))) {
      Path file = Files.writeString(folder.resolve("script"), script);
      Process shell = new ProcessBuilder("/bin/sh", "-n", file.toString()).redirectErrorStream(true).start();
      assertTrue(shell.waitFor(30, TimeUnit.SECONDS));
      assertEquals(0, shell.exitValue(), () -> new String(read(shell)));
    }
  }

  private static byte[] read(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }

  @Test
  void guestNamesItsDisksWithinTheLimitsOfTheBus() {
    for (Medium medium : List.of(INDEX, PACKAGES)) {
      assertTrue(medium.serial().length() <= 20 && medium.label().length() <= 16);
    }
  }

  @Test
  void trustAndFreshnessAreNeverSwitchedOff() throws IOException {
    String script = new GuestPlace("key-1").install("0", settings(), INDEX, PACKAGES);
    assertFalse(script.contains("trusted=yes") || script.contains("allow-insecure") || script.contains("force-yes")
        || script.contains("allow-unauthenticated"));
    assertTrue(script.contains("signed-by=/run/dormouse/key-1-apt/dm-index-01234567/keys.gpg"));
    assertTrue(script.contains("check-valid-until=yes"));
    assertFalse(new GuestPlace("key-1").script("scan", settings("guestKeys", "true"), INDEX, Optional.empty())
        .contains("signed-by="));
  }

  @Test
  void removalsAreForbiddenToAptUnlessAllowed() throws IOException {
    GuestPlace place = new GuestPlace("key-1");
    assertTrue(place.install("0", settings(), INDEX, PACKAGES).contains("APT_OPTIONS='--no-remove'"));
    assertTrue(place.install("0", settings("allowRemovals", "true"), INDEX, PACKAGES).contains("APT_OPTIONS=''"));
  }

  @Test
  void keysThatLeadElsewhereAreRefused() {
    for (String key : List.of("", "../x", "a b", "A", "a/b", "$(id)", "x".repeat(70))) {
      assertThrows(IllegalArgumentException.class, () -> new GuestPlace(key), key);
    }
  }
}
