package org.dormouse.update.apt.internal.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The smallest web server, on loopback; each connection carries one request. */
final class WebServer implements AutoCloseable {
  final List<String> requests = new CopyOnWriteArrayList<>();
  /** Of each request its header of that name, or nothing. */
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final ServerSocket socket = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
  private final Answer answer;

  /** Writes a whole answer, head and body; closing the connection ends it. */
  interface Answer {
    void to(String request, String range, OutputStream out) throws IOException;
  }

  WebServer(Answer answer) throws IOException {
    this.answer = answer;
    Thread.ofVirtual().start(this::serve);
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/repo");
  }

  static void ok(OutputStream out, byte[] body) throws IOException {
    out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII));
    out.write(body);
  }

  static void redirect(OutputStream out, String to) throws IOException {
    out.write(("HTTP/1.1 302 X\r\nConnection: close\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII));
  }

  static void status(OutputStream out, int code) throws IOException {
    out.write(("HTTP/1.1 " + code + " X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII));
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        BufferedReader in = new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        String first = in.readLine();
        String range = "";
        String authorization = "";
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          range = line.toLowerCase().startsWith("range:") ? line.substring(6).strip() : range;
          authorization = line.toLowerCase().startsWith("authorization:") ? line.substring(14).strip() : authorization;
        }
        authorizations.add(authorization);
        requests.add(first.split(" ")[1]);
        answer.to(first.split(" ")[1], range, connection.getOutputStream());
      } catch (IOException e) {
        // the client went away, or the server was closed
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
