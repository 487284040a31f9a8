package org.dormouse.update.apt.internal.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.Test;

/** Messages as apt 2.6 and dpkg 1.21 print them under LC_ALL=C. */
class AptFailureTest {

  @Test
  void messagesOfAptAreNamed() {
    Map<String, String> messages = new LinkedHashMap<>();
    messages.put("W: GPG error: file:/r stable InRelease: The following signatures couldn't be verified because the "
        + "public key is not available: NO_PUBKEY B7DBCF495416D8B4", "guest-lacks-key");
    messages.put("W: GPG error: file:/r stable InRelease: The following signatures were invalid: EXPKEYSIG "
        + "B7DBCF495416D8B4 Lab", "key-expired");
    messages.put("E: Release file for file:/r/InRelease is expired (invalid since 3d 2h).", "guest-clock-wrong");
    messages.put("E: Release file for file:/r/InRelease is not valid yet (invalid for another 5h 3min 2s).",
        "guest-clock-wrong");
    messages.put("W: GPG error: x: Couldn't create temporary file /tmp/apt.conf.x for passing config to apt-key",
        "guest-no-temporary-files");
    messages.put("E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 77 (apt-get)",
        "update-client-busy");
    messages.put("E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem.",
        "dpkg-half-configured");
    messages.put("E: Unmet dependencies. Try 'apt --fix-broken install' with no packages (or specify a solution).",
        "guest-dependencies-broken");
    messages.put("E: Packages need to be removed but remove is disabled.", "would-remove-packages");
    messages.put("E: Write error - ~LZMAFILE (28: No space left on device)", "guest-disk-full");
    messages.put("dpkg: error processing archive /r/x_1_all.deb (--unpack):\n trying to overwrite '/a', which is "
        + "also in package y 1", "package-install-failed");
    messages.put("dpkg: error processing package hostname (--configure):\n installed hostname package "
        + "post-installation script subprocess returned error exit status 1", "package-script-failed");
    messages.put("E: Something nobody has seen before", "guest-apt-failed");
    messages.forEach((log, code) -> assertEquals(code, AptFailure.of("Doing it", log).code(), log));
  }

  @Test
  void onlyWhatIsInUseByOthersIsPassing() {
    assertTrue(AptFailure.of("Doing it", "E: Could not get lock /x").passing());
    assertFalse(AptFailure.of("Doing it", "E: anything").passing());
  }

  @Test
  void whatIsToldIsOneLineOfBoundedLength() {
    Trouble trouble = AptFailure.of("Doing it", "a\u0007b\u009bc\n".repeat(100_000));
    assertTrue(trouble.message().length() < 1500);
    assertTrue(trouble.message().chars().noneMatch(Character::isISOControl));
  }
}
