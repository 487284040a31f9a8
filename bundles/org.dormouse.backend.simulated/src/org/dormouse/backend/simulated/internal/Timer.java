package org.dormouse.backend.simulated.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** A long operation that is nothing but time; its ticket says what, from when and until when (milliseconds). */
public record Timer(String what, Instant begins, Instant ends) {
  private static final Pattern TICKET = Pattern.compile("([a-z]{1,20}) ([0-9]{1,15}) ([0-9]{1,15})");
  private static final Duration LONGEST_POLL = Duration.ofSeconds(5);

  public static Timer starting(String what, Instant now, Duration takes) {
    return new Timer(what, now, now.plus(takes));
  }

  public static Result<Timer> of(String what, String ticket) {
    var parts = TICKET.matcher(ticket.length() > 100 ? "" : ticket);
    return parts.matches() && parts.group(1).equals(what)
        ? Result.ok(new Timer(what, Instant.ofEpochMilli(Long.parseLong(parts.group(2))),
            Instant.ofEpochMilli(Long.parseLong(parts.group(3)))))
        : Result.failed(Trouble.lasting("bad-ticket", "The ticket was not given out by a simulated " + what + ".", ""));
  }

  /** Empty when the time is over. */
  public Optional<Progress<Object>> running(Instant now, String detail) {
    if (!now.isBefore(ends)) {
      return Optional.empty();
    }
    Duration left = Duration.between(now, ends);
    double whole = Math.max(1, Duration.between(begins, ends).toMillis());
    // Rounded up, so that the time is really over when the ticket, which knows milliseconds, says so.
    String ticket = what + " " + begins.toEpochMilli() + " " + ends.plusNanos(999_999).toEpochMilli();
    Duration poll = left.compareTo(LONGEST_POLL) < 0 ? left.plusMillis(1) : LONGEST_POLL;
    return Optional.of(new Progress.Running<>(ticket, detail, Math.clamp(1 - left.toMillis() / whole, 0, 1), poll));
  }
}
