package org.dormouse.update.apt.internal.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dormouse.spi.Result;
import org.dormouse.spi.Secrets;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
  private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.US_ASCII);
  /** alice:pässword in UTF-8. */
  private static final String EXPECTED = "Basic YWxpY2U6cMOkc3N3b3Jk";
  private final AtomicInteger asked = new AtomicInteger();
  private final Secrets secrets = name -> {
    asked.incrementAndGet();
    return name.equals("mirror") ? Result.ok(new Secrets.Credential("alice", "p\u00e4ssword".toCharArray()))
        : Secrets.none().credential(name);
  };
  @TempDir
  private Path folder;

  private Fetched fetch(URI root, String credential) {
    return new WebRepository(root, Login.of(secrets, credential, root)).fetch("x", folder.resolve("target"), 10,
        Duration.ofSeconds(20));
  }

  private static Trouble trouble(Fetched fetched) {
    return assertInstanceOf(Fetched.Failed.class, fetched).trouble();
  }

  @Test
  void theServiceIsToldWhoAsks() throws IOException {
    try (WebServer server = new WebServer((request, range, out) -> WebServer.ok(out, BODY))) {
      assertEquals(new Fetched.Got(10), fetch(server.root(), "mirror"));
      assertEquals(List.of(EXPECTED), server.authorizations);
    }
  }

  @Test
  void withinItsOriginARedirectionIsToldAsWell() throws IOException {
    try (WebServer server = new WebServer((request, range, out) -> {
      if (request.endsWith("/repo/x")) {
        WebServer.redirect(out, "/other/place");
      } else {
        WebServer.ok(out, BODY);
      }
    })) {
      assertEquals(new Fetched.Got(10), fetch(server.root(), "mirror"));
      assertEquals(List.of("/repo/x", "/other/place"), server.requests);
      assertEquals(List.of(EXPECTED, EXPECTED), server.authorizations);
      assertEquals(1, asked.get());
    }
  }

  @Test
  void anotherHostOrPortIsNeverTold() throws IOException {
    try (WebServer other = new WebServer((request, range, out) -> WebServer.ok(out, BODY))) {
      String port = String.valueOf(other.root().getPort());
      for (String place : List.of("http://127.0.0.1:" + port + "/a", "http://localhost:" + port + "/b")) {
        try (WebServer server = new WebServer((request, range, out) -> WebServer.redirect(out, place))) {
          assertEquals(new Fetched.Got(10), fetch(server.root(), "mirror"));
        }
      }
      assertEquals(List.of("", ""), other.authorizations);
    }
  }

  @Test
  void aWayBackIsToldAgainAndNothingElse() throws IOException {
    try (WebServer own = new WebServer((request, range, out) -> WebServer.ok(out, BODY))) {
      Login login = Login.of(secrets, "mirror", own.root());
      assertEquals(EXPECTED, login.header(own.root().resolve("/y")).orThrow().orElse(""));
      for (String other : List.of("https://127.0.0.1:" + own.root().getPort() + "/", "http://127.0.0.1/",
          "http://127.0.0.1.example.org:" + own.root().getPort() + "/")) {
        assertTrue(login.header(URI.create(other)).orThrow().isEmpty(), other);
      }
      assertFalse(login.toString().contains("YWxp"));
    }
  }

  @Test
  void aServerThatRefusesOrAsksIsNamedWithTheWayOut() throws IOException {
    try (WebServer server = new WebServer((request, range, out) -> WebServer.status(out, 401))) {
      Trouble refused = trouble(fetch(server.root(), "mirror"));
      assertEquals("service-refuses-login", refused.code());
      assertTrue(refused.message().contains("mirror"));
      Fetched asks = new WebRepository(server.root(), Login.none()).fetch("x", folder.resolve("t"), 10,
          Duration.ofSeconds(20));
      assertEquals("service-asks-for-login", trouble(asks).code());
      assertEquals(2, server.requests.size());
    }
  }

  @Test
  void anUnknownCredentialAsksNobody() throws IOException {
    try (WebServer server = new WebServer((request, range, out) -> WebServer.ok(out, BODY))) {
      Trouble trouble = trouble(fetch(server.root(), "absent"));
      assertEquals("credential-unknown", trouble.code());
      assertEquals(List.of(), server.requests);
    }
  }

  @Test
  void aCircleOfRedirectionsAndALeadElsewhereEnd() throws IOException {
    try (WebServer server = new WebServer((request, range, out) -> WebServer.redirect(out, "/repo/x"))) {
      assertEquals("service-redirects", trouble(fetch(server.root(), "mirror")).code());
      assertEquals(6, server.requests.size());
    }
    for (String nonsense : List.of("file:///etc/passwd", "ftp://127.0.0.1/x", "http://", "::")) {
      try (WebServer server = new WebServer((request, range, out) -> WebServer.redirect(out, nonsense))) {
        assertEquals("service-redirects", trouble(fetch(server.root(), "mirror")).code(), nonsense);
      }
    }
  }

  @Test
  void theCommandAsksForThePassword() {
    URI root = URI.create("https://mirror.example.org/debian");
    assertEquals(List.of("curl", "-fL", "--netrc", "-o", "/t", "https://mirror.example.org/debian/a%2Bb.deb"),
        new WebRepository(root, Login.of(secrets, "mirror", root)).command("a+b.deb", Path.of("/t")));
    assertEquals(0, asked.get());
  }
}
