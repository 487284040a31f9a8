package org.dormouse.servicing;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells security updates from others by where they come from. Update services name the suite: distributions call theirs
 * {@code bookworm-security}, {@code jammy-security}, {@code jammy-infra-security}, or, until Debian 10,
 * {@code buster/updates}. An update that reached a suite of another name is not counted, whatever it mends.
 */
final class SecuritySuite {

  private static final Pattern NAME = Pattern.compile("(.*[-/._])?security([-/._].*)?|[a-z]+/updates");

  private SecuritySuite() {}

  static boolean is(String origin) {
    return NAME.matcher(origin.toLowerCase(Locale.ROOT)).matches();
  }
}
