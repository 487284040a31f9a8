package org.dormouse.server.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.api.client.EngineConnection;
import org.dormouse.api.client.EngineStarter;
import org.junit.jupiter.api.Test;

class EngineProcessTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void itServesAndLeavesNothingBehind() throws IOException {
    try (TestProcess engine = new TestProcess().start(TestProcess.NEVER)) {
      try (EngineConnection client = engine.connect()) {
        Engine.Status status = client.ask(api -> api.status(), SOON);
        assertEquals(engine.state.folder().toString(), status.stateFolder());
        assertEquals(1, status.clients());
        client.ask(api -> api.stop(new Engine.Stop("now")), SOON);
      }
      assertEquals(0, engine.awaitExit());
      assertFalse(Files.exists(engine.state.socket()));
      assertFalse(Files.exists(engine.state.address()));
      assertFalse(Files.exists(engine.state.runtime()));
    }
  }

  @Test
  void onlyItsOwnerMayConnect() throws IOException {
    try (TestProcess engine = new TestProcess().start(TestProcess.NEVER)) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(engine.state.socket())));
      for (Path folder : new Path[] {engine.state.folder(), engine.state.runtime(),
          engine.state.runtime().getParent()}) {
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
      }
    }
  }

  @Test
  void aSecondEngineOnTheSameFolderLeavesAtOnce() throws IOException {
    try (TestProcess engine = new TestProcess().start(TestProcess.NEVER)) {
      assertEquals(EngineStarter.ALREADY_RUNNING, engine.create(TestProcess.NEVER).run());
      try (EngineConnection client = engine.connect()) {
        client.ask(api -> api.status(), SOON);
      }
    }
  }

  @Test
  void aSocketThatACrashLeftIsReplaced() throws IOException {
    try (TestProcess engine = new TestProcess()) {
      Files.createDirectories(engine.state.runtime());
      Files.createDirectories(engine.state.folder());
      Files.setPosixFilePermissions(engine.state.folder(), PosixFilePermissions.fromString("rwx------"));
      try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        dead.bind(UnixDomainSocketAddress.of(engine.state.socket()));
      }
      Files.writeString(engine.state.address(), engine.state.socket() + "\n");
      Files.createFile(engine.state.lock());
      assertTrue(Files.exists(engine.state.socket()), "it is left");
      Files.delete(engine.state.address());
      engine.start(TestProcess.NEVER);
      try (EngineConnection client = engine.connect()) {
        client.ask(api -> api.status(), SOON);
      }
    }
  }

  @Test
  void aFolderThatOthersMayWriteIsRefused() throws IOException {
    try (TestProcess engine = new TestProcess()) {
      Files.createDirectories(engine.state.folder());
      Files.setPosixFilePermissions(engine.state.folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
      IOException refused = assertThrows(IOException.class, () -> engine.create(TestProcess.NEVER).run());
      assertTrue(refused.getMessage().contains("chmod 700"), refused.getMessage());
    }
  }

  @Test
  void aSocketFolderThatIsALinkIsRefused() throws IOException {
    try (TestProcess engine = new TestProcess()) {
      Path elsewhere = Files.createDirectories(engine.state.folder().resolveSibling("elsewhere"));
      Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxrwxrwx"));
      Files.createDirectories(engine.state.runtime().getParent());
      Files.createSymbolicLink(engine.state.runtime(), elsewhere);
      assertThrows(IOException.class, () -> engine.create(TestProcess.NEVER).run());
    }
  }

  @Test
  void itLeavesByItselfWhenNobodyIsThere() throws IOException {
    try (TestProcess engine = new TestProcess().start(Duration.ofMillis(10))) {
      assertEquals(0, engine.awaitExit());
    }
  }

  @Test
  void itStaysAsLongAsSomebodyIsConnected() throws IOException {
    // long enough for a slow machine to connect in time
    Duration idle = Duration.ofSeconds(10);
    try (TestProcess engine = new TestProcess().start(idle)) {
      try (EngineConnection client = engine.connect()) {
        long connected = System.nanoTime();
        Await.until("it would have left", () -> System.nanoTime() - connected > idle.plusSeconds(1).toNanos());
        client.ask(api -> api.status(), SOON);
        client.ask(api -> api.stop(new Engine.Stop("now")), SOON);
      }
      assertEquals(0, engine.awaitExit());
    }
  }

  @Test
  void aSignalEndsItInGoodOrder() throws IOException {
    try (TestProcess engine = new TestProcess().start(TestProcess.NEVER)) {
      AtomicReference<String> reason = new AtomicReference<>();
      EngineConnection client = engine.connect(new TestProcess.Deaf() {
        @Override
        public void leaving(Leaving leaving) {
          reason.set(leaving.reason());
        }
      });
      engine.signal();
      assertEquals(0, engine.awaitExit());
      client.ended().join();
      Await.until("the client was told", () -> reason.get() != null);
    }
  }

  @Test
  void everyoneWhoComesWhileItLeavesIsServedOrFindsNobody() throws Exception {
    for (int round = 0; round < 10; round++) {
      try (TestProcess engine = new TestProcess().start(TestProcess.NEVER)) {
        Thread[] callers = new Thread[8];
        AtomicReference<Throwable> wrong = new AtomicReference<>();
        for (int i = 0; i < callers.length; i++) {
          callers[i] = Thread.ofVirtual().start(() -> {
            while (true) {
              try (EngineConnection client = engine.connect()) {
                client.ask(api -> api.status(), SOON);
              } catch (IOException e) {
                // Nobody is there, or nobody any more: said at once, not after a time-out.
                if (String.valueOf(e.getMessage()).contains("did not answer")) {
                  wrong.set(e);
                }
                return;
              } catch (RuntimeException e) {
                wrong.set(e);
                return;
              }
            }
          });
        }
        engine.signal();
        for (Thread caller : callers) {
          caller.join();
        }
        assertEquals(null, wrong.get());
        assertEquals(0, engine.awaitExit());
      }
    }
  }

  @Test
  void aNewerClientMayOnlyAskItToStop() throws IOException {
    try (TestProcess engine = new TestProcess().start(TestProcess.NEVER)) {
      try (EngineConnection client = EngineConnection.open(engine.state.socket(),
          TestProcess.hello(EngineApi.PROTOCOL + 1), new TestProcess.Deaf())) {
        assertTrue(client.welcome().restartNeeded());
        assertThrows(RuntimeException.class, () -> client.ask(api -> api.status(), SOON));
        client.ask(api -> api.stop(new Engine.Stop("drain")), SOON);
      }
      assertEquals(0, engine.awaitExit());
    }
  }
}
