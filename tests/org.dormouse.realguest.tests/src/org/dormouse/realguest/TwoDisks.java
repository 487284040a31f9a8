package org.dormouse.realguest;

import java.io.IOException;
import java.nio.file.Files;

/** A machine whose sidecar names two disks. */
final class TwoDisks {

  private TwoDisks() {}

  static void describe(Sandbox sandbox) throws IOException {
    Files.writeString(sandbox.library.resolve("web01.vm.yaml"), """
        memory: 384 MiB
        cpus: 1
        disks:
          - file: web01.qcow2
          - file: web01-data.qcow2
        """);
  }
}
