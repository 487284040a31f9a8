package org.dormouse.hypervisor.qemu.internal;

import java.nio.file.Path;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A test with this machine as host and a folder of its own; everything is released after it. */
@Timeout(120)
abstract class HostTest {

  @TempDir
  Path folder;

  LabHost lab;

  @BeforeEach
  void open() {
    lab = new LabHost(folder);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  static String code(Result<?> result) {
    return result.failure().map(Trouble::code).orElse("no failure");
  }

  String monitor(String key, String command) {
    Deployment deployment = new Deployment(lab.work(), key);
    return new Emulator(deployment, deployment.found().orThrow()).ask(qmp -> Result.ok(
        qmp.ask("human-monitor-command", Qmp.arguments("command-line", command)).getAsString())).orThrow();
  }
}
