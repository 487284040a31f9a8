package org.dormouse.update.apt.internal.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebRepositoryTest {
  private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.US_ASCII);
  @TempDir
  Path folder;

  private Fetched fetch(WebServer server, String path, long limit) {
    return new WebRepository(server.root(), Login.none()).fetch(path, folder.resolve("target"), limit, Duration.ofSeconds(20));
  }

  @Test
  void fileIsFetchedByItsEncodedPath() throws IOException {
    try (WebServer server = new WebServer((request, range, out) -> WebServer.ok(out, BODY))) {
      assertEquals(new Fetched.Got(10), fetch(server, "pool/a_1%3a2+b~c_all.deb", 10));
      assertEquals("0123456789", Files.readString(folder.resolve("target")));
      assertEquals(List.of("/repo/pool/a_1%253a2%2Bb~c_all.deb"), server.requests);
    }
  }

  @Test
  void brokenDownloadIsResumed() throws IOException {
    Files.writeString(folder.resolve("target"), "0123");
    try (WebServer server = new WebServer((request, range, out) -> {
      out.write(("HTTP/1.1 206 X\r\nConnection: close\r\nContent-Length: 6\r\nContent-Range: " + range + "9/10\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII));
      out.write(BODY, Integer.parseInt(range.replaceAll("\\D", "")), 6);
    })) {
      assertEquals(new Fetched.Got(10), fetch(server, "x", 10));
      assertEquals("0123456789", Files.readString(folder.resolve("target")));
    }
  }

  @Test
  void answerThatBreaksOffIsTriedAgain() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    try (WebServer server = new WebServer((request, range, out) -> {
      if (calls.getAndIncrement() == 0) {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123".getBytes(StandardCharsets.US_ASCII));
      } else {
        WebServer.ok(out, BODY);
      }
    })) {
      assertEquals(new Fetched.Got(10), fetch(server, "x", 10));
      assertEquals("0123456789", Files.readString(folder.resolve("target")));
    }
  }

  @Test
  void endlessAnswerEndsAtTheLimit() throws IOException {
    try (WebServer server = new WebServer((request, range, out) -> {
      out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 1_000_000; i++) {
        out.write(BODY);
      }
    })) {
      Fetched.Failed failed = assertInstanceOf(Fetched.Failed.class, fetch(server, "x", 1000));
      assertEquals("file-too-large", failed.trouble().code());
      assertTrue(Files.size(folder.resolve("target")) <= 1000);
    }
  }

  @Test
  void missingFileIsToldFromAnAilingServer() throws IOException {
    try (WebServer server = new WebServer((request, range, out) ->
        WebServer.status(out, request.endsWith("gone") ? 404 : 503))) {
      assertInstanceOf(Fetched.Absent.class, fetch(server, "gone", 10));
      Fetched.Failed failed = assertInstanceOf(Fetched.Failed.class, fetch(server, "ailing", 10));
      assertEquals("service-unreachable", failed.trouble().code());
      assertTrue(failed.trouble().passing());
      assertEquals(4, server.requests.size());
    }
  }

  @Test
  void nobodyThereIsPassing() throws IOException {
    WebServer server = new WebServer((request, range, out) -> { });
    server.close();
    Fetched.Failed failed = assertInstanceOf(Fetched.Failed.class, fetch(server, "x", 10));
    assertTrue(failed.trouble().passing());
  }

  @Test
  void proxiesComeFromTheEnvironment() {
    EnvironmentProxies proxies = new EnvironmentProxies(Map.of("http_proxy", "http://proxy.example.org:3128/",
        "HTTPS_PROXY", "secure.example.org:8080", "no_proxy", "localhost,.example.net"));
    assertEquals(3128, port(proxies.select(URI.create("http://mirror.example.org/x"))));
    assertEquals(8080, port(proxies.select(URI.create("https://mirror.example.org/x"))));
    assertEquals(0, port(proxies.select(URI.create("http://localhost/x"))));
    assertEquals(0, port(proxies.select(URI.create("http://a.example.net/x"))));
    assertEquals(3128, port(proxies.select(URI.create("http://notexample.net/x"))));
  }

  private static int port(List<Proxy> proxies) {
    return proxies.getFirst().address() instanceof InetSocketAddress address ? address.getPort() : 0;
  }
}
