package org.dormouse.ui.runs.internal;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The end of the engine's log, as far back as a quarter of a mebibyte. Reads files; never on the UI thread. */
final class LogTail {

  private static final int MOST = 1 << 18;

  /** The levels of the log, the least grave first. */
  enum Level { ALL, INFO, WARN, ERROR }

  private LogTail() {}

  /** @throws IOException if the log cannot be read */
  static String read(Path log) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      long from = Math.max(0, channel.size() - MOST);
      channel.position(from);
      String text = new String(Channels.newInputStream(channel).readNBytes(MOST), StandardCharsets.UTF_8);
      // the first line is most likely cut
      return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
    }
  }

  /** Entries at or above a level that have all words in them; lines that go on an entry stay with it. */
  static String filtered(String text, Level least, String words) {
    List<String> kept = new ArrayList<>();
    StringBuilder entry = new StringBuilder();
    for (String line : text.split("\n")) {
      if (isBegin(line) && !entry.isEmpty()) {
        keep(kept, entry.toString(), least, words);
        entry.setLength(0);
      }
      entry.append(entry.isEmpty() ? "" : "\n").append(line);
    }
    keep(kept, entry.toString(), least, words);
    return String.join("\n", kept);
  }

  private static boolean isBegin(String line) {
    return !line.isEmpty() && Character.isDigit(line.charAt(0));
  }

  private static void keep(List<String> kept, String entry, Level least, String words) {
    boolean grave = least == Level.ALL || level(entry).compareTo(least) >= 0;
    String lower = entry.toLowerCase(Locale.ROOT);
    boolean meant = List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+")).stream()
        .allMatch(lower::contains);
    if (!entry.isBlank() && grave && meant) {
      kept.add(entry);
    }
  }

  private static Level level(String entry) {
    String head = entry.substring(0, Math.min(entry.length(), 60));
    return head.contains("ERROR") ? Level.ERROR : head.contains("WARN") ? Level.WARN
        : head.contains("INFO") ? Level.INFO : Level.ALL;
  }
}
