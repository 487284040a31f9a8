package org.dormouse.update.apt.internal.debian;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a control file paragraph by paragraph in constant memory. The content is hostile: a paragraph of more than
 * one MiB or a file of more than the given size ends with an {@link IOException}. Not thread-safe.
 */
public final class StanzaReader {
  public static final int MAX_STANZA = 1 << 20;

  private final InputStream in;
  private final long limit;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long consumed;
  private byte[] stanza = new byte[4096];
  private int length;
  private long offset;

  public StanzaReader(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  /** Moves to the next paragraph; false at the end of the file. */
  public boolean next() throws IOException {
    length = 0;
    boolean lineEmpty = true;
    while (true) {
      if (at == end && !fill()) {
        return length > 0;
      }
      int newline = at;
      while (newline < end && buffer[newline] != '\n') {
        newline++;
      }
      boolean whole = newline < end;
      int count = newline - at + (whole ? 1 : 0);
      if (whole && lineEmpty && newline == at) {
        advance(1);
        if (length > 0) {
          return true;
        }
        continue;
      }
      if (length == 0) {
        offset = consumed;
      }
      append(count);
      lineEmpty = whole;
    }
  }

  private void append(int count) throws IOException {
    if (length + count > MAX_STANZA) {
      throw new IOException("a paragraph is longer than " + MAX_STANZA + " bytes, at byte " + offset);
    }
    if (length + count > stanza.length) {
      stanza = Arrays.copyOf(stanza, Math.min(MAX_STANZA, Math.max(stanza.length * 2, length + count)));
    }
    System.arraycopy(buffer, at, stanza, length, count);
    length += count;
    advance(count);
  }

  private void advance(int count) {
    at += count;
    consumed += count;
  }

  private boolean fill() throws IOException {
    if (consumed > limit) {
      throw new IOException("longer than " + limit + " bytes");
    }
    at = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  /** The bytes of the paragraph, valid up to {@link #length} and until the next call of {@link #next}. */
  public byte[] bytes() {
    return stanza;
  }

  public int length() {
    return length;
  }

  /** Where the paragraph begins in the file, in bytes. */
  public long offset() {
    return offset;
  }

  /**
   * Finds a field without making objects: the position of its value (blanks skipped) in the upper and its end in the
   * lower 32 bits, only the first line; -1 if there is no such field.
   */
  public long field(byte[] name) {
    int line = 0;
    while (line < length) {
      int lineEnd = line;
      while (lineEnd < length && stanza[lineEnd] != '\n') {
        lineEnd++;
      }
      if (lineEnd - line > name.length && stanza[line + name.length] == ':'
          && Arrays.equals(stanza, line, line + name.length, name, 0, name.length)) {
        int from = line + name.length + 1;
        while (from < lineEnd && stanza[from] == ' ') {
          from++;
        }
        while (lineEnd > from && (stanza[lineEnd - 1] == ' ' || stanza[lineEnd - 1] == '\r')) {
          lineEnd--;
        }
        return (long) from << 32 | lineEnd;
      }
      line = lineEnd + 1;
    }
    return -1;
  }
}
