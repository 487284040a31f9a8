package org.dormouse.guest.qga.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A guest agent of the test's making, behind a socket, for one client at a time. */
final class FakeAgent implements AutoCloseable {

  /** Answers a question; what it returns is sent as it is, {@code null}-free; the empty string says nothing. */
  interface Behaviour {
    String answer(String command, JsonObject arguments) throws IOException;
  }

  private final ServerSocketChannel server;
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Behaviour behaviour;

  FakeAgent(Path socket, Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofPlatform().daemon().start(this::serve);
  }

  /** The answer to a sync as a true agent gives it: first it complains about the 0xFF. */
  static String synced(JsonObject arguments) {
    return "{\"error\": {\"class\": \"GenericError\", \"desc\": \"JSON parse error, stray '?'\"}}\n"
        + "\u00ff{\"return\": " + arguments.get("id") + "}\n";
  }

  /** Syncs, and leaves everything else to the other. */
  static Behaviour obliging(Behaviour other) {
    return (command, arguments) -> command.equals("guest-sync-delimited")
        ? synced(arguments) : other.answer(command, arguments);
  }

  List<String> questions() {
    return questions;
  }

  /** How many clients there were until now. */
  int connections() {
    return connections.get();
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        connections.incrementAndGet();
        converse(client);
      } catch (IOException e) {
        // The client went away, or the test is over.
      }
    }
  }

  private void converse(SocketChannel client) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(Channels.newInputStream(client),
        StandardCharsets.ISO_8859_1));
    OutputStream out = Channels.newOutputStream(client);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      JsonObject question = JsonParser.parseString(line.replace("\u00ff", "")).getAsJsonObject();
      String command = question.get("execute").getAsString();
      questions.add(command);
      String answer = behaviour.answer(command, question.getAsJsonObject("arguments"));
      out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
