package org.dormouse.guest.qga;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * JSON objects, one per line, over a Unix domain socket, to and from a peer that may be hostile: every read and write
 * has a deadline, memory is bounded by {@link ReplyLine}, nesting is bounded. One thread at a time. After a
 * {@link WireException}, silence excepted, nobody knows what the peer will say next: close.
 */
public final class JsonSocket implements AutoCloseable {

  private static final int NESTING = 64;

  private final SocketChannel channel;
  private final Selector selector;
  private final ByteBuffer received = ByteBuffer.allocate(64 * 1024).limit(0);
  private final ReplyLine line = new ReplyLine();

  private JsonSocket(SocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  /** Connects at once or fails with GONE; a listening socket with a full queue is SILENT. */
  public static JsonSocket connect(Path socket) throws WireException {
    SocketChannel channel = null;
    try {
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.configureBlocking(false);
      if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
        channel.close();
        throw new WireException(WireException.Reason.SILENT, "Nobody takes connections at " + socket + ".");
      }
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      return new JsonSocket(channel, selector);
    } catch (WireException e) {
      throw e;
    } catch (IOException e) {
      closeQuietly(channel);
      throw new WireException(WireException.Reason.GONE,
          "Nobody listens at " + socket + " (" + e.getMessage() + ").");
    }
  }

  /** An object that came, {@code clipped} if a string in it was longer than {@link ReplyLine#STRING_LIMIT}. */
  public record Message(JsonObject object, boolean clipped) {}

  public void send(byte[] bytes, Deadline deadline) throws WireException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      while (true) {
        channel.write(rest);
        if (!rest.hasRemaining()) {
          return;
        }
        await(SelectionKey.OP_WRITE, deadline);
      }
    } catch (WireException e) {
      throw e;
    } catch (IOException e) {
      throw gone(e);
    }
  }

  /** The next line as an object. */
  public Message receive(Deadline deadline) throws WireException {
    while (true) {
      if (!received.hasRemaining()) {
        fill(deadline);
      }
      if (line.take(received)) {
        boolean clipped = line.isClipped();
        String text = line.textAndReset();
        if (!text.isBlank()) {
          return new Message(parse(text), clipped);
        }
      }
    }
  }

  private void fill(Deadline deadline) throws WireException {
    try {
      while (true) {
        received.clear();
        int count = channel.read(received);
        received.flip();
        if (count > 0) {
          return;
        }
        if (count < 0) {
          throw new WireException(WireException.Reason.GONE, "The other side closed the connection.");
        }
        await(SelectionKey.OP_READ, deadline);
      }
    } catch (WireException e) {
      throw e;
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private void await(int operation, Deadline deadline) throws IOException {
    long left = deadline.leftMillis();
    if (left == 0) {
      throw new WireException(WireException.Reason.SILENT, "No answer came in time.");
    }
    channel.keyFor(selector).interestOps(operation);
    selector.select(left);
    selector.selectedKeys().clear();
    if (Thread.currentThread().isInterrupted()) {
      throw new WireException(WireException.Reason.INTERRUPTED, "The conversation was interrupted.");
    }
  }

  private static JsonObject parse(String text) throws WireException {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      reader.setNestingLimit(NESTING);
      JsonElement element = JsonParser.parseReader(reader);
      if (element instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException | IOException | IllegalStateException e) {
      throw new WireException(WireException.Reason.MALFORMED, "The answer is no JSON object.");
    }
    throw new WireException(WireException.Reason.MALFORMED, "The answer is no JSON object.");
  }

  private static WireException gone(IOException e) {
    return new WireException(WireException.Reason.GONE, "The connection broke (" + e.getMessage() + ").");
  }

  @Override
  public void close() {
    closeQuietly(selector);
    closeQuietly(channel);
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (Exception e) {
      // Nothing is lost: the connection is given up anyway.
    }
  }
}
