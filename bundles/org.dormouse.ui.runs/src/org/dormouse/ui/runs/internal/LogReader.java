package org.dormouse.ui.runs.internal;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The end of a log that goes on being written, at least a quarter of a mebibyte of it, in whole lines. Each time only
 * what is new is read; a log that was begun anew is. Not thread-safe; never on the UI thread.
 */
final class LogReader {

  private static final int LEAST = 1 << 18;

  private Path file = Path.of("");
  private long position;
  private String text = "";

  /** What was read so far. */
  String text() {
    return text;
  }

  /**
   * @return whether there is anything new
   * @throws IOException if the log cannot be read; what was read before stays
   */
  boolean read(Path log) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      long size = channel.size();
      boolean goesOn = log.equals(file) && size >= position && size - position <= LEAST;
      long from = goesOn ? position : Math.max(0, size - LEAST);
      channel.position(from);
      byte[] bytes = Channels.newInputStream(channel).readNBytes((int) (size - from));
      int end = bytes.length;
      // a line that is just being written, perhaps in the midst of a letter, is read when it is whole
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      String more = new String(bytes, 0, end, StandardCharsets.UTF_8);
      // the first line is most likely cut
      String whole = goesOn || from == 0 ? more : more.substring(more.indexOf('\n') + 1);
      boolean changed = !whole.isEmpty() || !goesOn && !text.isEmpty();
      text = shortened(goesOn ? text + whole : whole);
      file = log;
      position = from + end;
      return changed;
    }
  }

  private static String shortened(String text) {
    return text.length() <= 2 * LEAST ? text : text.substring(text.indexOf('\n', text.length() - LEAST) + 1);
  }
}
