package org.dormouse.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values in words and numbers as they are shown. Times are local. */
final class Words {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
      .withZone(ZoneId.systemDefault());

  private Words() {}

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  static String time(Optional<Instant> instant) {
    return instant.map(Words::time).orElse("-");
  }

  static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 3600) {
      return seconds / 60 + ":" + String.format(Locale.ROOT, "%02d", seconds % 60);
    }
    return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  static String bytes(long bytes) {
    if (bytes < 0) {
      return "-";
    }
    double value = bytes;
    for (String unit : new String[] {"B", "KiB", "MiB", "GiB"}) {
      if (value < 1024) {
        return unit.equals("B") ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, unit);
      }
      value /= 1024;
    }
    return String.format(Locale.ROOT, "%.1f TiB", value);
  }

  /** A state of the engine in words. */
  static String state(String state) {
    return state.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The state of one VM's servicing as a result. */
  static String result(String state) {
    return state.equals("SUCCEEDED") ? "serviced" : state(state);
  }

  static String counts(Map<String, Integer> counts) {
    return new TreeMap<>(counts).entrySet().stream().filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getValue() + " " + result(entry.getKey())).collect(Collectors.joining(", "));
  }

  static String known(int number) {
    return number < 0 ? "?" : String.valueOf(number);
  }

  static String list(List<String> words) {
    return words.isEmpty() ? "-" : String.join(", ", words);
  }

  static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
