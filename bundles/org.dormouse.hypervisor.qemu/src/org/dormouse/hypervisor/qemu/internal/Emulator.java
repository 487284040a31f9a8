package org.dormouse.hypervisor.qemu.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dormouse.guest.qga.WireException;
import org.dormouse.image.ConfinedProcess;
import org.dormouse.image.DetachedProcess;
import org.dormouse.image.DetachedProcess.State;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * The emulator of one deployment, as it is found: by its monitor, which must tell the deployment's id, and by what its
 * {@link DetachedProcess} left behind. A guest that has shut down is held by the emulator until it was seen; only that
 * makes it STOPPED, and only after the emulator has closed the overlays and left with success.
 */
final class Emulator {

  /** In the folder of a run, once the guest was seen to have shut down. */
  private static final String ENDED = "ended";

  private static final long LONGEST_MESSAGES = 4 << 20;
  private static final Duration QUIT_LIMIT = Duration.ofSeconds(3);
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(60);

  private final Deployment deployment;
  private final MachineRecord machine;

  Emulator(Deployment deployment, MachineRecord machine) {
    this.deployment = deployment;
    this.machine = machine;
  }

  /** Something that is asked of the monitor. */
  interface Question<T> {
    Result<T> ask(Qmp qmp) throws IOException;
  }

  /** Asks the running emulator; {@code vm-not-running} if there is none. */
  <T> Result<T> ask(Question<T> question) {
    try (Qmp qmp = Qmp.open(machine.qmpSocket(), deployment.uuid())) {
      Result<T> answer = question.ask(qmp);
      deployment.tellMonitor(machine.qmpSocket(), qmp.changes());
      return answer;
    } catch (IOException e) {
      return Result.failed(trouble(e));
    }
  }

  private Trouble trouble(IOException e) {
    return switch (e) {
      case WireException wire when wire.reason() == WireException.Reason.INTERRUPTED ->
          Trouble.passing("interrupted", "The conversation with the VM " + machine.machine() + " was interrupted.", "");
      case WireException wire when wire.reason() == WireException.Reason.SILENT -> Trouble.passing("vm-not-answering",
          "The emulator of " + machine.machine() + " (" + deployment.key() + ") does not answer: " + e.getMessage(),
          "If the machine is not overloaded, look at " + deployment.folder() + ".");
      case WireException wire when wire.reason() == WireException.Reason.GONE -> Trouble.lasting("vm-not-running",
          "The VM " + machine.machine() + " (" + deployment.key() + ") does not run: " + e.getMessage(), "");
      default -> Trouble.lasting("vm-refused",
          "The emulator of " + machine.machine() + " (" + deployment.key() + ") refused: " + e.getMessage(), "");
    };
  }

  Optional<DetachedProcess> process() {
    return deployment.lastRun().flatMap(DetachedProcess::find);
  }

  boolean isAlive() {
    return process().map(process -> process.state() instanceof State.Running).orElse(false);
  }

  Result<Power> power() {
    if (!machine.hostBoot().equals(HostBoot.id())) {
      return Result.ok(Power.LOST);
    }
    if (deployment.lastRun().isEmpty()) {
      return Result.ok(Power.STOPPED);
    }
    if (!isAlive()) {
      return Result.ok(endedWell() ? Power.STOPPED : Power.CRASHED);
    }
    Result<Power> told = ask(this::told);
    boolean gone = told.failure().filter(trouble -> trouble.code().equals("vm-not-running")).isPresent();
    if (!gone) {
      return told;
    }
    // It closed its monitor a moment before its end was written down.
    return awaitEnd(QUIT_LIMIT) ? Result.ok(endedWell() ? Power.STOPPED : Power.CRASHED)
        : Result.failed(Trouble.passing("vm-not-answering", "The emulator of " + machine.machine() + " ("
            + deployment.key() + ") runs and has no monitor.", "Look at " + deployment.folder() + "."));
  }

  private Result<Power> told(Qmp qmp) throws IOException {
    new SerialLog(deployment).collect(qmp);
    shortenMessages();
    String status = qmp.status();
    return switch (status) {
      case "running" -> Result.ok(Power.RUNNING);
      case "prelaunch" -> {
        setOff(qmp);
        yield Result.ok(Power.RUNNING);
      }
      case "shutdown" -> leave(qmp);
      case "guest-panicked", "internal-error" -> Result.ok(Power.CRASHED);
      case "io-error" -> Result.failed(Trouble.lasting("host-disk-full", "The VM " + machine.machine()
          + " was halted because its overlay could not be written.", "Make room in " + deployment.work() + "."));
      default -> Result.failed(Trouble.passing("vm-halted", "The VM " + machine.machine()
          + " is in the state " + status + ".", "Somebody else may have halted it."));
    };
  }

  /** The emulator appends to its messages, so they can be cut; a guest may be able to cause many. */
  private void shortenMessages() throws IOException {
    Path messages = deployment.lastRun().orElse(deployment.folder()).resolve("stderr");
    if (Files.exists(messages) && Files.size(messages) > LONGEST_MESSAGES) {
      Files.write(messages, new byte[0]);
    }
  }

  /** Cuts the cards' links and lets the VM run. Repeatable. */
  void setOff(Qmp qmp) throws IOException {
    int cards = machine.isolation() == Isolation.NO_CARD ? 0 : machine.cards().size();
    for (int i = 0; i < cards; i++) {
      var link = Qmp.arguments("name", "card" + i);
      link.addProperty("up", false);
      qmp.ask("set_link", link);
    }
    qmp.ask("cont");
  }

  private Result<Power> leave(Qmp qmp) throws IOException {
    Path run = deployment.lastRun().orElseThrow(() -> new IOException("the run's folder is gone"));
    Durable.write(run.resolve(ENDED), "guest-shutdown\n");
    qmp.ask("quit");
    return awaitEnd(LEAVE_LIMIT)
        ? Result.ok(endedWell() ? Power.STOPPED : Power.CRASHED)
        : Result.failed(Trouble.passing("vm-not-answering", "The emulator of " + machine.machine()
            + " does not finish writing its overlays.", "Is the disk under " + deployment.work() + " slow?"));
  }

  private boolean endedWell() {
    return deployment.lastRun().filter(run -> Files.exists(run.resolve(ENDED))).flatMap(DetachedProcess::find)
        .map(process -> process.state() instanceof State.Exited(int code) && code == 0).orElse(false);
  }

  /** False if it still runs when time is over, or the thread was interrupted. */
  boolean awaitEnd(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (isAlive()) {
      if (System.nanoTime() > end || !Pause.millis(10)) {
        return false;
      }
    }
    return true;
  }

  /** Ends the emulator and all of its session, at once: by its monitor, which is quickest, and in any case. */
  Result<Result.Nothing> kill() {
    if (isAlive()) {
      ask(qmp -> Result.ok(qmp.ask("quit")));
      awaitEnd(QUIT_LIMIT);
    }
    boolean gone = deployment.runs().stream().flatMap(run -> DetachedProcess.find(run).stream())
        .filter(process -> process.state() instanceof State.Running).allMatch(DetachedProcess::kill);
    return gone ? Result.ok() : Result.failed(Trouble.passing("vm-not-killed",
        "The emulator of " + machine.machine() + " (" + deployment.key() + ") could not be ended.",
        "End the processes whose files are in " + deployment.folder() + "."));
  }

  /** Starts the process and waits until its monitor answers. */
  Result<Result.Nothing> launch(HostSettings host, Accelerator accelerator) {
    var command = CommandLine.of(host, deployment, machine, accelerator);
    // Time bounds only the processor time of the whole servicing; nobody services for months.
    var limits = new ConfinedProcess.Limits(Duration.ofDays(7), 1 << 20, 0);
    Path run = deployment.nextRun();
    return DetachedProcess.start(run, command, limits).then(process -> {
      List<String> told = new ArrayList<>(List.of("setsid", "--fork"));
      told.addAll(command);
      deployment.tell(told, "in a session of its own; it waits for its monitor to let it run");
      return awaitMonitor(run, process);
    });
  }

  private Result<Result.Nothing> awaitMonitor(Path run, DetachedProcess process) {
    long end = System.nanoTime() + Qmp.LIMIT.toNanos();
    while (process.state() instanceof State.Running) {
      try (Qmp qmp = Qmp.open(machine.qmpSocket(), deployment.uuid())) {
        setOff(qmp);
        deployment.tellMonitor(machine.qmpSocket(), qmp.changes());
        return Result.ok();
      } catch (WireException e) {
        if (e.reason() != WireException.Reason.GONE || System.nanoTime() > end || !Pause.millis(5)) {
          return Result.failed(trouble(e));
        }
      } catch (IOException e) {
        return Result.failed(trouble(e));
      }
    }
    Trouble trouble = notStarted(process);
    try {
      // It ended before it let the guest run, so this was no start: the overlays are as they were.
      Durable.remove(run);
    } catch (IOException e) {
      return Result.failed(trouble(e));
    }
    return Result.failed(trouble);
  }

  private Trouble notStarted(DetachedProcess process) {
    String said = process.errors(2000).strip().lines().filter(line -> line.contains("qemu-system"))
        .reduce((a, b) -> b).orElse("it ended without a word");
    return said.contains("Failed to get") && said.contains("lock")
        ? Trouble.passing("image-in-use", "The VM " + machine.machine() + " cannot be started: " + said,
            "Shut down whatever has its image open for writing.")
        : Trouble.lasting("vm-not-started", "The VM " + machine.machine() + " cannot be started: " + said,
            "See the files in " + deployment.folder() + ".");
  }
}
