package org.dormouse.server.internal.connection;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.dormouse.api.client.SocketStreams;

/** A client that says exactly what a test wants, and reads only when told. */
final class RawClient implements AutoCloseable {

  private final SocketChannel channel;
  private final OutputStream output;
  private final InputStream input;

  RawClient(Path socket) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    output = SocketStreams.output(channel);
    input = new BufferedInputStream(SocketStreams.input(channel));
  }

  void raw(String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.UTF_8));
  }

  void message(String json) throws IOException {
    raw("Content-Length: " + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
  }

  void request(int id, String method, String params) throws IOException {
    message("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"dormouse/" + method + "\",\"params\":"
        + params + "}");
  }

  RawClient hello() throws IOException {
    request(0, "hello", "{\"protocol\":1,\"client\":\"raw\",\"version\":\"1\",\"user\":\"tester\"}");
    read().orElseThrow();
    return this;
  }

  /** The next message; empty at the end of the conversation. */
  Optional<JsonObject> read() throws IOException {
    int length = -1;
    while (true) {
      StringBuilder line = new StringBuilder();
      int b = input.read();
      for (; b >= 0 && b != '\n'; b = input.read()) {
        line.append((char) b);
      }
      if (b < 0) {
        return Optional.empty();
      }
      String header = line.toString().strip();
      if (header.isEmpty()) {
        return Optional.of(JsonParser.parseString(
            new String(input.readNBytes(length), StandardCharsets.UTF_8)).getAsJsonObject());
      }
      length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
