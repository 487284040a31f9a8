package org.dormouse.ui.style;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.api.RunsApi.Step;

/** How times, sizes and names are said. */
public final class Words {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
      .withLocale(Locale.ENGLISH);

  /** Smaller ones are said as they are. */
  private static final Pattern SIZE = Pattern.compile("\\b(\\d{4,12}) MiB\\b");
  private static final Pattern MOMENT =
      Pattern.compile("\\b\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\\d|2[0-8])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ");

  private Words() {}

  /** As short as it is clear: {@code 14:05} today, {@code 3 Nov 14:05} this year, else {@code Nov 3, 2025}. */
  public static String time(Instant at) {
    return time(at, Instant.now(), ZoneId.systemDefault());
  }

  /** As it is said at another moment, in another zone. */
  public static String time(Instant at, Instant now, ZoneId zone) {
    ZonedDateTime local = at.atZone(zone);
    ZonedDateTime today = now.atZone(zone);
    if (local.toLocalDate().equals(today.toLocalDate())) {
      return TIME.format(local);
    }
    return (local.getYear() == today.getYear() ? DAY : DATE).format(local);
  }

  /** What a step says, and until when an answer is waited for where it asks. */
  public static String detail(Step step) {
    return step.detail() + (step.state().equals("NEEDS_OPERATOR")
        ? step.due().map(at -> " (answer until " + time(at) + ")").orElse("") : "");
  }

  /** {@code Run 12} of the engine's {@code run-12}. */
  public static String run(String runId) {
    return "Run " + (runId.startsWith("run-") ? runId.substring("run-".length()) : runId);
  }

  /** As it is said within a sentence: with a small letter in front. */
  public static String inSentence(String words) {
    return words.isEmpty() ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }

  /** {@code just now}, {@code 5 min ago}, {@code 3 h ago}, {@code 12 days ago}. */
  public static String age(Instant at) {
    return age(at, Instant.now());
  }

  /** As it is said at another moment. */
  public static String age(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.toMinutes() < 1) {
      return "just now";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min ago";
    }
    if (age.toDays() < 2) {
      return age.toHours() + " h ago";
    }
    return age.toDays() + " days ago";
  }

  /** {@code 512 B}, {@code 1.5 GiB}: powers of 1024, one decimal below ten. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1023.5 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    boolean decimal = unit > 0 && value < 9.95;
    return String.format(Locale.ROOT, decimal ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /** What the engine found, with its sizes and moments as people say them: {@code 65536 MiB} is {@code 64 GiB}. */
  public static String found(String value) {
    String sized = SIZE.matcher(value).replaceAll(size -> bytes(Long.parseLong(size.group(1)) << 20));
    return MOMENT.matcher(sized).replaceAll(moment -> time(Instant.parse(moment.group())));
  }

  /** The first moment that a text of the engine names. */
  public static Optional<Instant> moment(String value) {
    Matcher moment = MOMENT.matcher(value);
    return moment.find() ? Optional.of(Instant.parse(moment.group())) : Optional.empty();
  }

  /** {@code 0.4 s}, {@code 42 s}, {@code 3 min 05 s}, {@code 2 h 10 min}, {@code 3 d 4 h}. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 10 && duration.toMillisPart() >= 50 && !duration.isNegative()) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    if (seconds < 2 * 86_400) {
      return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
    return seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
  }

  /** {@code about 12 min left}; nothing where nothing can be said. */
  public static String eta(long seconds) {
    if (seconds < 0) {
      return "";
    }
    if (seconds < 45) {
      return "less than a minute left";
    }
    long minutes = Math.round(seconds / 60.0);
    if (minutes < 90) {
      return "about " + minutes + " min left";
    }
    return "about " + duration(Duration.ofMinutes(Math.round(minutes / 10.0) * 10)) + " left";
  }

  /** {@code wait-for-guest} becomes {@code Wait for guest}; a hook is called by its own name. */
  public static String stepKind(String kind) {
    if (kind.startsWith("hook:")) {
      return kind.substring(kind.lastIndexOf(':') + 1);
    }
    return sentence(kind);
  }

  /** A name of the engine's for people: {@code UP_TO_DATE} and {@code up-to-date} become {@code Up to date}. */
  public static String sentence(String name) {
    String words = name.replace('-', ' ').replace('_', ' ').strip().toLowerCase(Locale.ROOT);
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** Of a stored virtual machine; the accents of {@link StateStyle} are fewer than its states. */
  public static String machineState(String state) {
    return state.equals("servicing") ? "In servicing" : sentence(state);
  }

  /** {@code 1 virtual machine}, {@code 12 virtual machines}. */
  public static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
