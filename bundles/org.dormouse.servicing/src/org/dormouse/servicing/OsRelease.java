package org.dormouse.servicing;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dormouse.spi.DiskReader.GuestFiles;

/** The operating system's name for people, from os-release(5). */
final class OsRelease {

  private static final int LIMIT = 16 * 1024;
  private static final String KEY = "PRETTY_NAME=";

  private OsRelease() {}

  static Optional<String> read(GuestFiles files) {
    return files.read("/etc/os-release", LIMIT).toOptional().flatMap(found -> found)
        .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines()
            .filter(line -> line.startsWith(KEY))
            .map(line -> line.substring(KEY.length()).strip())
            .map(OsRelease::unquote)
            .filter(name -> name.length() <= 100 && name.chars().noneMatch(Character::isISOControl))
            .findFirst());
  }

  private static String unquote(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1) : text;
  }
}
