package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dormouse.guest.qga.AgentChannel;
import org.dormouse.image.ConfinedProcess;
import org.dormouse.image.DetachedProcess;
import org.dormouse.image.QemuImg;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.Hypervisor.Exported;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** A process that deploys, starts or exports is killed by SIGKILL; the next one finds and finishes what is there. */
@Timeout(120)
class KilledEngineTest {

  @TempDir
  Path folder;

  private LabHost lab;

  @BeforeEach
  void open() {
    lab = new LabHost(folder);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void runningVmIsFoundAndReleasedByTheNextProcess() throws Exception {
    Path image = BootSector.HANGS.qcow2(folder.resolve("a.qcow2"), 4);
    assertEquals("started", killedAfterSaying("start", image));
    assertEquals(Power.RUNNING, lab.power("k"));
    assertEquals(Result.ok(), lab.hypervisor().start(lab.spec(), "k"));
    assertEquals(1, new Deployment(lab.work(), "k").runs().size());
    assertEquals(List.of("k"), lab.deployments());
    lab.release("k");
    assertTrue(emulators().isEmpty(), () -> emulators().toString());
    assertFalse(Files.exists(lab.work().resolve("k")));
  }

  @Test
  void vmThatWasStartedButNotLetRunGoesOn() throws Exception {
    Path image = BootSector.SHUTS_DOWN.qcow2(folder.resolve("a.qcow2"), 4);
    assertEquals("launched", killedAfterSaying("launch", image));
    assertEquals(Power.RUNNING, lab.power("k"));
    lab.awaitPower("k", Power.STOPPED);
  }

  @Test
  void exportGoesOnWithoutItsProcessAndIsFinishedByTheNext() throws Exception {
    Path image = BootSector.HANGS.raw(folder.resolve("a.raw"), 300);
    String ticket = killedAfterSaying("export", image);
    Path target = folder.resolve("new.raw");
    while (true) {
      switch (lab.hypervisor().export(lab.spec(), "k", List.of(target), ticket)) {
        case Progress.Done<Exported>(var exported) -> {
          assertEquals(-1, Files.mismatch(image, target));
          assertEquals(LabHost.sha256(target), exported.sha256().getFirst());
          return;
        }
        case Progress.Failed<Exported>(var trouble) -> Assertions.fail(trouble.sentence());
        case Progress.Running<Exported> running -> Pause.millis(50);
      }
    }
  }

  /** Emulators of this test's work folder. */
  private List<String> emulators() {
    return ProcessHandle.allProcesses().map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(folder.toString()) && line.contains("qemu-system")).toList();
  }

  private String killedAfterSaying(String action, Path image) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = Stream.of(Victim.class, QemuHypervisor.class, Hypervisor.class, Gson.class, QemuImg.class,
        AgentChannel.class, Assertions.class, AssertionFailedError.class).flatMap(KilledEngineTest::place).distinct()
        .collect(Collectors.joining(File.pathSeparator));
    ProcessBuilder builder = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath,
        Victim.class.getName(), folder.toString(), action, image.toString()).redirectErrorStream(true);
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // the first line would tell of it
    Process process = builder.start();
    try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
      return reader.readLine();
    } finally {
      process.destroyForcibly();
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    }
  }

  /** Where a class was loaded from; a bundle that is run from its project has its classes below. */
  private static Stream<String> place(Class<?> type) {
    try {
      Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Stream.of(place, place.resolve("target/classes"), place.resolve("bin")).map(Path::toString);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The process that is killed, once it has said one line. */
  static final class Victim {

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      LabHost lab = new LabHost(folder);
      lab.hypervisor().deploy(lab.spec(), "k", LabHost.machine(Path.of(arguments[2])), Isolation.LINK_DOWN).orThrow();
      System.out.println(switch (arguments[1]) {
        case "start" -> {
          lab.hypervisor().start(lab.spec(), "k").orThrow();
          yield "started";
        }
        case "launch" -> {
          launch(lab);
          yield "launched";
        }
        default -> lab.hypervisor().export(lab.spec(), "k", List.of(folder.resolve("new.raw")), "")
            instanceof Progress.Running<Exported> running ? running.ticket() : "export-1";
      });
      Thread.currentThread().join();
    }

    /** As far as a start is when the emulator waits to be told to go. */
    private static void launch(LabHost lab) throws Exception {
      Deployment deployment = new Deployment(lab.work(), "k");
      MachineRecord machine = deployment.found().orThrow();
      var command = CommandLine.of(HostSettings.of(lab.spec()).orThrow(), deployment, machine, Accelerator.TCG);
      DetachedProcess.start(deployment.nextRun(), command,
          ConfinedProcess.Limits.query().within(Duration.ofHours(1))).orThrow();
      while (!Files.exists(machine.qmpSocket())) {
        Pause.millis(5);
      }
    }
  }
}
