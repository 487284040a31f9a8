package org.dormouse.update.apt.internal.index;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.update.apt.internal.debian.Stanza;

/**
 * A suite's verified Release file: what it calls itself, when it was made, until when it may be used, and size and
 * SHA-256 of each index. Immutable.
 */
public final class ReleaseFile {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss z", Locale.US);
  private final Stanza fields;
  private final Map<String, Hash> hashes;
  private final Instant date;
  private final Instant validUntil;

  /** @param sha256 lower-case hexadecimal */
  public record Hash(String sha256, long size) {}

  private ReleaseFile(Stanza fields) throws IOException {
    this.fields = fields;
    hashes = hashes(fields.get("sha256"));
    date = instant(fields.get("date"))
        .orElseThrow(() -> new IOException("it does not say when it was made"));
    validUntil = instant(fields.get("valid-until")).orElse(Instant.MAX);
  }

  /** Fails with an {@link IOException} that says what is wrong. */
  public static ReleaseFile parse(String text) throws IOException {
    return new ReleaseFile(Stanza.parse(text));
  }

  private static Map<String, Hash> hashes(String field) throws IOException {
    Map<String, Hash> result = new HashMap<>();
    for (String line : field.split("\n")) {
      String[] parts = line.strip().split("\\s+");
      if (parts.length == 3 && SHA256.matcher(parts[0]).matches() && parts[1].matches("\\d{1,15}")) {
        result.putIfAbsent(parts[2], new Hash(parts[0], Long.parseLong(parts[1])));
      }
    }
    if (result.isEmpty()) {
      throw new IOException("it lists no SHA-256 sums");
    }
    return result;
  }

  private static Optional<Instant> instant(String text) throws IOException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String rest = text.substring(text.indexOf(',') + 1).strip().replaceFirst("(UTC|GMT|Z|[+-]0000)$", "UTC");
    try {
      return Optional.of(ZonedDateTime.parse(rest, DATE).withZoneSameInstant(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      throw new IOException("its date '" + text.substring(0, Math.min(60, text.length())) + "' is malformed");
    }
  }

  /** Is it fresh: made in the past, and still to be used. */
  public Result<ReleaseFile> fresh(String what, Instant now) {
    if (validUntil.isBefore(now)) {
      return Result.failed(Trouble.lasting("index-expired", what + " was made " + age(now) + " ago and expired on "
          + validUntil + ".", "The mirror is not kept up to date; use another one or find out why."));
    }
    if (date.isAfter(now.plus(CLOCK_SKEW))) {
      return Result.failed(Trouble.lasting("index-from-future", what + " says that it was made on " + date
          + ", which is in the future.", "Check the clock of this machine."));
    }
    return Result.ok(this);
  }

  /** How old it is, in words, e.g. {@code 3 days}. */
  public String age(Instant now) {
    Duration age = Duration.between(date, now);
    return age.toHours() < 48 ? Math.max(0, age.toHours()) + " hours" : age.toDays() + " days";
  }

  public Optional<Hash> hash(String path) {
    return Optional.ofNullable(hashes.get(path));
  }

  public Instant date() {
    return date;
  }

  /** Instant.MAX where it does not say. */
  public Instant validUntil() {
    return validUntil;
  }

  /** E.g. {@code suite}, {@code codename}, {@code origin}, {@code label}, {@code version}; empty if it has none. */
  public String field(String name) {
    return fields.get(name);
  }

  public boolean flag(String name) {
    return fields.get(name).equalsIgnoreCase("yes");
  }
}
