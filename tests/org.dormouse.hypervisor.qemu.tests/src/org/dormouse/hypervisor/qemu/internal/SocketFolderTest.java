package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dormouse.spi.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFolderTest {

  @TempDir
  private Path folder;

  @Test
  void aDeploymentOfAShortPathHasItsSocketsItself() throws IOException {
    var deployment = new Deployment(Path.of("/w"), "key");
    assertEquals(deployment.folder(), SocketFolder.of(deployment));
    assertEquals(Optional.empty(), SocketFolder.left(deployment));
  }

  /** As when the engine was killed after it made the one folder and before it wrote the record into the other. */
  @Test
  void socketsOfADeploymentThatWasNeverMadeAreReleasedToo() throws IOException {
    Path deep = folder.resolve("a-work-folder-so-deep-in-the-file-system-that-no-socket-in-it-can-be-bound");
    var deployment = new Deployment(deep, "key");
    Path sockets = SocketFolder.of(deployment);
    assertFalse(sockets.startsWith(deep));
    assertTrue(Files.isDirectory(sockets));
    assertEquals(Result.ok(), new Release(deployment).release());
    assertFalse(Files.exists(sockets));
    assertEquals(Result.ok(), new Release(deployment).release());

    SocketFolder.of(deployment);
    deployment.makeFolder();
    assertEquals(Result.ok(), new Release(deployment).release());
    assertFalse(Files.exists(sockets));
    assertFalse(Files.exists(deployment.folder()));
  }
}
