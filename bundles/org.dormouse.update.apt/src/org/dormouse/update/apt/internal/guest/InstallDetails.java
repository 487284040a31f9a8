package org.dormouse.update.apt.internal.guest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.spi.UpdateService.Guest;

/**
 * How far apt is in each guest, from its status file. Looking starts a process in the guest, whose CPU is busy enough,
 * so it is done every few seconds only; in between the last answer holds. Thread-safe.
 */
final class InstallDetails {
  private static final long EVERY = Duration.ofSeconds(10).toNanos();
  private static final Pattern STATUS = Pattern.compile("(?:pm|dl)status:([^:]*):(\\d{1,3}(?:\\.\\d{1,6})?):(.*)");
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(long when, Stage.Detail.Line line) {}

  Stage.Detail.Line now(Guest guest, GuestPlace place) {
    long now = System.nanoTime();
    Seen last = seen.getOrDefault(guest.key(), new Seen(now, new Stage.Detail.Line("installing", -1)));
    Seen next = now - last.when < EVERY ? last : new Seen(now, look(guest, place));
    seen.put(guest.key(), next);
    return next.line;
  }

  void forget(String key) {
    seen.remove(key);
  }

  private static Stage.Detail.Line look(Guest guest, GuestPlace place) {
    return guest.session().run(List.of("tail", "-n", "1", place.file("install", "status")), new byte[0],
        Duration.ofSeconds(5)).map(result -> parse(new String(result.output(), StandardCharsets.UTF_8)))
        .toOptional().orElse(new Stage.Detail.Line("installing", -1));
  }

  /** A line such as {@code pmstatus:libc6:45.2:Unpacking libc6}. */
  static Stage.Detail.Line parse(String status) {
    Matcher matcher = STATUS.matcher(status.strip());
    if (!matcher.matches()) {
      return new Stage.Detail.Line("installing", -1);
    }
    String text = matcher.group(3).replaceAll("\\p{Cc}", "");
    return new Stage.Detail.Line("installing: " + text.substring(0, Math.min(80, text.length())),
        Math.min(1, Double.parseDouble(matcher.group(2)) / 100));
  }
}
