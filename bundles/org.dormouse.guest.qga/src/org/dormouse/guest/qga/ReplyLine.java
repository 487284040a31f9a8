package org.dormouse.guest.qga;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One line of JSON while it arrives, in bounded memory: of every string only the first {@link #STRING_LIMIT} bytes are
 * kept, so that an answer stays readable JSON however much of captured output a guest puts into it. The byte 0xFF,
 * which occurs in no UTF-8 text, starts the line anew (guest agents send it before the answer to
 * {@code guest-sync-delimited}).
 */
final class ReplyLine {

  /** Holds 1 MiB in base64, and divides by four so that what is kept can be decoded. */
  static final int STRING_LIMIT = 1_398_104;

  /** What is kept of a line. */
  static final int KEPT_LIMIT = 8 * 1024 * 1024;

  /** What is read of a line, kept or not: agents capture at most 16 MiB of each of two outputs, in base64. */
  static final int READ_LIMIT = 64 * 1024 * 1024;

  private static final int LONGEST_ESCAPE = 6;

  private static final int DELIMITER = 0xFF;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long read;
  private boolean inString;
  private boolean escaped;
  private int stringLength;
  private boolean clipped;

  /** Takes bytes up to and with the end of a line; true if the line is whole. */
  boolean take(ByteBuffer bytes) throws WireException {
    while (bytes.hasRemaining()) {
      byte b = bytes.get();
      if ((b & 0xFF) == DELIMITER) {
        reset();
        continue;
      }
      if (b == '\n') {
        return true;
      }
      read++;
      if (keeps(b)) {
        kept.write(b);
      }
      if (read > READ_LIMIT || kept.size() > KEPT_LIMIT) {
        throw new WireException(WireException.Reason.TOO_LARGE, "The answer is larger than is taken.");
      }
    }
    return false;
  }

  private boolean keeps(byte b) {
    if (!inString) {
      inString = b == '"';
      stringLength = 0;
      return true;
    }
    if (!escaped && b == '"') {
      inString = false;
      return true;
    }
    escaped = !escaped && b == '\\';
    if (escaped && stringLength >= STRING_LIMIT - LONGEST_ESCAPE) {
      // An escape is kept or dropped whole, else what is kept would be no JSON.
      stringLength = STRING_LIMIT;
    }
    boolean keep = stringLength < STRING_LIMIT;
    stringLength = Math.min(stringLength + 1, STRING_LIMIT);
    clipped |= !keep;
    return keep;
  }

  boolean isClipped() {
    return clipped;
  }

  String textAndReset() {
    String text = kept.toString(StandardCharsets.UTF_8);
    reset();
    return text;
  }

  private void reset() {
    kept.reset();
    read = 0;
    inString = false;
    escaped = false;
    stringLength = 0;
    clipped = false;
  }
}
