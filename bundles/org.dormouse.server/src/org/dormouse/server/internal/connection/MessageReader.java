package org.dormouse.server.internal.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;

/**
 * Takes messages out of a client's stream: header lines, an empty line, then as many bytes of JSON as
 * {@code Content-Length} said. Strict and bounded: whoever announces too much, or talks another language, is not
 * listened to any longer, before any memory is spent on it.
 */
final class MessageReader {

  /** The largest request there is reason for: a definition with its settings. */
  static final int LARGEST_MESSAGE = 8 << 20;

  private static final int LONGEST_LINE = 1024;
  private static final int MOST_LINES = 16;
  private static final String LENGTH = "content-length:";

  private final InputStream input;
  private final MessageJsonHandler json;

  MessageReader(InputStream input, MessageJsonHandler json) {
    this.input = input;
    this.json = json;
  }

  /** The stream is not what it should be; the conversation cannot go on. */
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  /**
   * The next message; empty at the end of the stream.
   *
   * @throws Unreadable if the stream is malformed or the message too large
   * @throws org.eclipse.lsp4j.jsonrpc.MessageIssueException if the message is well formed but asks for nonsense
   */
  Optional<Message> next() throws IOException {
    int length = -1;
    for (int i = 0; i < MOST_LINES; i++) {
      Optional<String> line = line();
      if (line.isEmpty() && i == 0) {
        return Optional.empty();
      }
      String header = line.orElseThrow(() -> new Unreadable("the stream ended within a header"));
      if (header.isEmpty()) {
        return Optional.of(content(length));
      }
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = length(header.substring(LENGTH.length()).strip());
      }
    }
    throw new Unreadable("more than " + MOST_LINES + " header lines");
  }

  private Optional<String> line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = input.read(); b != '\n'; b = input.read()) {
      if (b < 0) {
        return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
      }
      if (line.length() == LONGEST_LINE) {
        throw new Unreadable("a header line of more than " + LONGEST_LINE + " bytes");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return Optional.of(line.toString());
  }

  private static int length(String text) throws Unreadable {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Unreadable("a Content-Length that is no number");
    }
  }

  private Message content(int length) throws IOException {
    if (length < 0) {
      throw new Unreadable("a message without Content-Length");
    }
    if (length > LARGEST_MESSAGE) {
      throw new Unreadable("a message of " + length + " bytes; at most " + LARGEST_MESSAGE + " are read");
    }
    byte[] content = input.readNBytes(length);
    if (content.length < length) {
      throw new Unreadable("the stream ended within a message");
    }
    return json.parseMessage(new StringReader(new String(content, StandardCharsets.UTF_8)));
  }
}
