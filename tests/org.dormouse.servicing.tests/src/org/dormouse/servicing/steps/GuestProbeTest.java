package org.dormouse.servicing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dormouse.model.HealthCheck;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.servicing.HookSpec;
import org.dormouse.servicing.steps.GuestProbe.Look;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.GuestSession.CommandResult;
import org.dormouse.spi.Result;
import org.junit.jupiter.api.Test;

/** The probes as they are sent into guests, tried on this machine. */
class GuestProbeTest {

  /** A guest that is this machine. */
  private final GuestSession here = GuestSession.class.cast(Proxy.newProxyInstance(GuestSession.class.getClassLoader(),
      new Class<?>[] {GuestSession.class}, (proxy, method, arguments) -> run(arguments)));

  @SuppressWarnings("unchecked")
  private static Result<CommandResult> run(Object[] arguments) throws IOException, InterruptedException {
    Process process = new ProcessBuilder((List<String>) arguments[0]).redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    byte[] output = process.getInputStream().readAllBytes();
    return Result.ok(new CommandResult(process.waitFor(), output, new byte[0], false));
  }

  private Look look(HealthCheck check, String target) {
    return GuestProbe.of(new HookSpec("web", Juncture.AFTER_INSTALL, HookKind.HEALTH_CHECK, "", check, target, "",
        Duration.ofMinutes(1), 1, false, false)).look(here).orThrow();
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private record Answered(Look look, String request) {}

  private Answered answered(String path, String status) throws Exception {
    try (ServerSocket server = server()) {
      CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> {
        try (Socket client = server.accept()) {
          byte[] buffer = new byte[4096];
          StringBuilder read = new StringBuilder();
          while (!read.toString().endsWith("\r\n\r\n")) {
            read.append(new String(buffer, 0, client.getInputStream().read(buffer), StandardCharsets.US_ASCII));
          }
          client.getOutputStream().write((status + "\r\n\r\nbody").getBytes(StandardCharsets.US_ASCII));
          return read.toString();
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      });
      Look look = look(HealthCheck.HTTP, "http://127.0.0.1:" + server.getLocalPort() + path);
      return new Answered(look, request.get());
    }
  }

  @Test
  void anAddressThatAnswersWellIsWell() throws Exception {
    Answered well = answered("/health?deep=1&x='$(exit)'", "HTTP/1.1 302 Found");
    assertInstanceOf(Look.Well.class, well.look());
    assertTrue(well.request().startsWith("GET /health?deep=1&x='$(exit)' HTTP/1.0\r\nHost: 127.0.0.1:"), well.request());
    assertInstanceOf(Look.Well.class, answered("", "HTTP/1.0 200 OK").look());
  }

  @Test
  void anAddressThatAnswersAnErrorIsNotWell() throws Exception {
    Look look = answered("/", "HTTP/1.1 503 Service Unavailable").look();
    assertEquals("HTTP/1.1 503 Service Unavailable", assertInstanceOf(Look.NotWell.class, look).why().replace("?", ""));
    assertInstanceOf(Look.NotWell.class, answered("/", "SSH-2.0-OpenSSH").look());
  }

  @Test
  void aPortIsWellIfSomebodyAccepts() throws Exception {
    int port;
    try (ServerSocket server = server()) {
      port = server.getLocalPort();
      assertInstanceOf(Look.Well.class, look(HealthCheck.PORT, Integer.toString(port)));
    }
    assertEquals("nobody accepts connections",
        assertInstanceOf(Look.NotWell.class, look(HealthCheck.PORT, Integer.toString(port))).why());
    assertEquals("no connection",
        assertInstanceOf(Look.NotWell.class, look(HealthCheck.HTTP, "http://127.0.0.1:" + port + "/")).why());
  }

  @Test
  void aUnitNeedsSystemd() {
    Look look = look(HealthCheck.UNIT, "no-such.service");
    // whichever this machine has
    assertTrue(look instanceof Look.NotPossible(String why) && why.contains("systemd")
        || look instanceof Look.NotWell(String state) && state.contains("inactive"), look::toString);
  }
}
