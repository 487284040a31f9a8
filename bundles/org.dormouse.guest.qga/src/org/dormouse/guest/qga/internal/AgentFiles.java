package org.dormouse.guest.qga.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.dormouse.spi.Trouble;

/** Reads and writes files of the guest through its agent, in pieces. */
final class AgentFiles {

  /** Bytes of a piece; its base64 form is kept whole by the wire. */
  private static final int PIECE = 768 * 1024;

  private final AgentLink link;

  AgentFiles(AgentLink link) {
    this.link = link;
  }

  byte[] read(String path, int limit) throws AgentTrouble {
    long handle = open(path, "r");
    try {
      return readFrom(handle, path, limit);
    } finally {
      closeQuietly(handle);
    }
  }

  /**
   * As {@link #read}; empty if the file cannot be opened, or not be read although it was (a process can end between
   * the opening and the reading of what /proc tells of it).
   */
  Optional<byte[]> readIfThere(String path, int limit) throws AgentTrouble {
    try {
      return Optional.of(read(path, limit));
    } catch (AgentTrouble e) {
      if (e.trouble().code().equals("guest-agent-refused")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The last {@code limit} bytes. */
  byte[] readTail(String path, int limit) throws AgentTrouble {
    long handle = open(path, "r");
    try {
      long size = seekToEnd(handle);
      seek(handle, Math.max(0, size - limit), 0);
      byte[] tail = new byte[0];
      for (long asked = 0; asked < limit; asked += PIECE) {
        Piece piece = piece(handle, (int) Math.min(PIECE, limit - asked));
        tail = joined(tail, piece.bytes());
        if (piece.last()) {
          break;
        }
      }
      return tail;
    } finally {
      closeQuietly(handle);
    }
  }

  private byte[] readFrom(long handle, String path, int limit) throws AgentTrouble {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (true) {
      Piece piece = piece(handle, (int) Math.min(PIECE, limit + 1L - content.size()));
      content.writeBytes(piece.bytes());
      if (content.size() > limit) {
        throw new AgentTrouble(Trouble.lasting("guest-file-too-large",
            "The guest's file " + path + " has more than " + limit + " bytes.", ""));
      }
      if (piece.last()) {
        return content.toByteArray();
      }
    }
  }

  private record Piece(byte[] bytes, boolean last) {}

  private Piece piece(long handle, int count) throws AgentTrouble {
    JsonObject arguments = handle(handle);
    arguments.addProperty("count", count);
    AgentLink.Answer answer = link.ask("guest-file-read", arguments);
    JsonObject reply = answer.object();
    byte[] bytes = decoded(reply, "buf-b64");
    if (answer.clipped() || bytes.length > count) {
      throw new AgentTrouble(AgentLink.malformed("more of a file than was asked for"));
    }
    boolean atEnd = reply.get("eof") instanceof JsonPrimitive eof && eof.isBoolean() && eof.getAsBoolean();
    return new Piece(bytes, atEnd || bytes.length == 0);
  }

  /** Writes into a file that exists, from its start. */
  void write(String path, byte[] content) throws AgentTrouble {
    long handle = open(path, "w");
    try {
      for (int at = 0; at < content.length; at += PIECE) {
        writePiece(handle, path, Arrays.copyOfRange(content, at, Math.min(content.length, at + PIECE)));
      }
      link.ask("guest-file-flush", handle(handle));
    } catch (AgentTrouble e) {
      closeQuietly(handle);
      throw e;
    }
    link.ask("guest-file-close", handle(handle));
  }

  private void writePiece(long handle, String path, byte[] piece) throws AgentTrouble {
    JsonObject arguments = handle(handle);
    arguments.addProperty("buf-b64", Base64.getEncoder().encodeToString(piece));
    long written = number(link.ask("guest-file-write", arguments).object(), "count");
    if (written != piece.length) {
      throw new AgentTrouble(Trouble.lasting("guest-file-not-written",
          "Only a part of " + path + " could be written in the guest.", "Is the guest's disk full?"));
    }
  }

  private long open(String path, String mode) throws AgentTrouble {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("path", path);
    arguments.addProperty("mode", mode);
    if (link.ask("guest-file-open", arguments).value() instanceof JsonPrimitive value && value.isNumber()) {
      return asLong(value);
    }
    throw new AgentTrouble(AgentLink.malformed("no handle of an opened file"));
  }

  private long seekToEnd(long handle) throws AgentTrouble {
    return seek(handle, 0, 2);
  }

  private long seek(long handle, long offset, int whence) throws AgentTrouble {
    JsonObject arguments = handle(handle);
    arguments.addProperty("offset", offset);
    arguments.addProperty("whence", whence);
    return number(link.ask("guest-file-seek", arguments).object(), "position");
  }

  private void closeQuietly(long handle) {
    try {
      link.ask("guest-file-close", handle(handle));
    } catch (AgentTrouble e) {
      // The agent closes it when it ends; the trouble that matters is told already.
    }
  }

  private static JsonObject handle(long handle) {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("handle", handle);
    return arguments;
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  static byte[] decoded(JsonObject object, String member) throws AgentTrouble {
    if (!(object.get(member) instanceof JsonPrimitive value) || !value.isString()) {
      return new byte[0];
    }
    try {
      return Base64.getDecoder().decode(value.getAsString());
    } catch (IllegalArgumentException e) {
      throw new AgentTrouble(AgentLink.malformed("something that is no base64"));
    }
  }

  static long number(JsonObject object, String member) throws AgentTrouble {
    if (object.get(member) instanceof JsonPrimitive value && value.isNumber()) {
      return asLong(value);
    }
    throw new AgentTrouble(AgentLink.malformed("no number as " + member));
  }

  private static long asLong(JsonPrimitive value) throws AgentTrouble {
    try {
      return Long.parseLong(value.getAsString());
    } catch (NumberFormatException e) {
      throw new AgentTrouble(AgentLink.malformed("a number that is none"));
    }
  }
}
