package org.dormouse.hypervisor.qemu.internal;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dormouse.image.BackingChain.Link;
import org.dormouse.image.ConfinedProcess.Limits;
import org.dormouse.image.DetachedProcess;
import org.dormouse.image.DetachedProcess.State;
import org.dormouse.image.QemuImg;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Hypervisor.Exported;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * Writes a stopped VM's disks to new files: commands of {@link QemuImg} one after the other, each a
 * {@link DetachedProcess} in {@code export-N/step-M}, then the check, sync and hash of all files. The list of commands
 * lies in {@code export-N/plan.json} and the ticket is {@code export-N}, so that any process can go on polling. The
 * hash is computed by this process; if that ends meanwhile, the next one computes it again.
 */
final class Export {

  private static final Pattern TICKET = Pattern.compile("export-\\d{1,6}");
  private static final String PLAN = "plan.json";
  private static final Duration SHORT_WAIT = Duration.ofMillis(400);
  private static final Duration POLL_AFTER = Duration.ofMillis(200);
  private static final QemuImg TOOL = new QemuImg(Duration.ofMinutes(10));

  /** By id of the export: hashes that are being computed. Lost with the process, which costs time only. */
  private static final ConcurrentHashMap<String, CompletableFuture<Progress<Exported>>> FINISHING =
      new ConcurrentHashMap<>();

  /** @param id never the same for two exports, whatever their folders */
  private record Plan(String id, List<List<String>> commands, List<String> targets) {}

  private final Deployment deployment;
  private final MachineRecord machine;

  Export(Deployment deployment, MachineRecord machine) {
    this.deployment = deployment;
    this.machine = machine;
  }

  Progress<Exported> begin(List<Path> targets) {
    if (targets.size() != machine.disks().size()) {
      return Progress.failed(Trouble.lasting("export-refused", "The VM " + machine.machine() + " has "
          + machine.disks().size() + " disks, and " + targets.size() + " files are given to write them to.", ""));
    }
    for (Path earlier : deployment.exports()) {
      stop(earlier.getFileName().toString());
    }
    List<List<String>> commands = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      Result<List<List<String>>> some = QemuImg.flattenCommands(chain(machine.disks().get(i)), targets.get(i));
      if (some instanceof Result.Failed<List<List<String>>>(Trouble trouble)) {
        return Progress.failed(trouble);
      }
      commands.addAll(some.orThrow());
      if (some.orThrow().getFirst().get(1).equals("commit")) {
        // it stands on a clone that has been made just now
        deployment.tell(QemuImg.cloneCommand(machine.disks().get(i).chain().getFirst().link().image(), targets.get(i)),
            "shares its blocks with the present image");
      }
    }
    Path folder = deployment.nextExport();
    try {
      Files.createDirectory(folder);
      Durable.write(folder.resolve(PLAN),
          new Gson().toJson(new Plan(UUID.randomUUID().toString(),
          commands, targets.stream().map(target -> target.toAbsolutePath().toString()).toList())));
    } catch (IOException e) {
      return Progress.failed(Trouble.lasting("host-work-folder", "The export of " + machine.machine()
          + " cannot be begun in " + folder + ": " + e.getMessage(), "Check the host's work folder."));
    }
    return poll(folder.getFileName().toString());
  }

  private List<Link> chain(MachineRecord.Disk disk) {
    List<Link> chain = new ArrayList<>(List.of(new Link(deployment.overlay(disk.slot()), DiskFormat.QCOW2)));
    disk.chain().forEach(layer -> chain.add(layer.link()));
    return chain;
  }

  Progress<Exported> poll(String ticket) {
    if (!TICKET.matcher(ticket).matches()) {
      return Progress.failed(unknown(ticket));
    }
    Path folder = deployment.folder().resolve(ticket);
    Plan plan;
    try {
      plan = new Gson().fromJson(Files.readString(folder.resolve(PLAN)), Plan.class);
    } catch (IOException | JsonParseException e) {
      return Progress.failed(unknown(ticket));
    }
    long end = System.nanoTime() + SHORT_WAIT.toNanos();
    for (int i = 0; i < plan.commands().size(); i++) {
      Optional<Progress<Exported>> halted = halted(ticket, plan, i, end);
      if (halted.isPresent()) {
        return halted.get();
      }
    }
    return finishing(ticket, plan, end);
  }

  /** Why the export is not beyond this command; empty if it is done. Waits a little for it. */
  private Optional<Progress<Exported>> halted(String ticket, Plan plan, int step, long end) {
    Path folder = deployment.folder().resolve(ticket).resolve("step-" + step);
    Result<DetachedProcess> started = DetachedProcess.start(folder, plan.commands().get(step), limits());
    if (started instanceof Result.Failed<DetachedProcess>(Trouble trouble)) {
      return Optional.of(Progress.failed(trouble));
    }
    CrashPoint.passed("start of export");
    DetachedProcess process = started.orThrow();
    while (process.state() instanceof State.Running && System.nanoTime() < end && Pause.millis(5)) {
      continue;
    }
    return switch (process.state()) {
      case State.Running running -> Optional.of(running(ticket, plan, step, process));
      case State.Exited(int code) when code == 0 -> Optional.empty();
      case State.Exited(int code) -> Optional.of(Progress.failed(failed(process, "ended with exit code " + code)));
      case State.Vanished vanished -> Optional.of(Progress.failed(failed(process, "was ended by somebody")));
    };
  }

  private Progress<Exported> running(String ticket, Plan plan, int step, DetachedProcess process) {
    double part = QemuImg.progress(process.output(200)).orElse(0);
    double whole = (step + part) / plan.commands().size() * 0.9;
    return new Progress.Running<>(ticket, String.format(Locale.ROOT, "writing the new images, %.0f %%", whole * 100),
        whole, POLL_AFTER);
  }

  private Progress<Exported> finishing(String ticket, Plan plan, long end) {
    var finishing = FINISHING.computeIfAbsent(plan.id(), id -> {
      var future = new CompletableFuture<Progress<Exported>>();
      Thread.ofPlatform().daemon().name("finish-export").start(() -> future.complete(finish(plan)));
      return future;
    });
    while (!finishing.isDone()) {
      if (System.nanoTime() > end || !Pause.millis(5)) {
        return new Progress.Running<>(ticket, "checking and hashing the new images", 0.9, POLL_AFTER);
      }
    }
    FINISHING.remove(plan.id());
    if (finishing.join() instanceof Progress.Done) {
      tell(plan);
    }
    return finishing.join();
  }

  private void tell(Plan plan) {
    plan.commands().forEach(command -> deployment.tell(command, ""));
    for (int i = 0; i < plan.targets().size(); i++) {
      Link target = new Link(Path.of(plan.targets().get(i)), machine.disks().get(i).chain().getFirst().format());
      if (target.format() != DiskFormat.RAW) {
        deployment.tell(QemuImg.checkCommand(target), "");
      }
      deployment.tell(List.of("sync", plan.targets().get(i)), "");
      deployment.tell(List.of("sha256sum", plan.targets().get(i)), "");
    }
  }

  private Progress<Exported> finish(Plan plan) {
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < plan.targets().size(); i++) {
      Path target = Path.of(plan.targets().get(i));
      MachineRecord.Disk disk = machine.disks().get(i);
      Result<String> hash = new WrittenImage(target, disk.chain().getFirst().format(), disk.virtualSize(), TOOL)
          .proveAndHash();
      if (hash instanceof Result.Failed<String>(Trouble trouble)) {
        return Progress.failed(trouble);
      }
      hashes.add(hash.orThrow());
    }
    return Progress.done(new Exported(hashes));
  }

  /** Ends what runs of the export; it cannot be polled afterwards. */
  Result<Result.Nothing> stop(String ticket) {
    if (!TICKET.matcher(ticket).matches()) {
      return Result.ok();
    }
    Path folder = deployment.folder().resolve(ticket);
    for (Path step : steps(folder)) {
      var process = DetachedProcess.find(step);
      if (process.isPresent() && !process.get().kill()) {
        return Result.failed(Trouble.passing("export-not-stopped", "The process " + process.get().pid()
            + ", which exports " + machine.machine() + ", could not be ended.", "End it."));
      }
    }
    try {
      Durable.remove(folder);
    } catch (IOException e) {
      return Result.failed(Trouble.passing("export-not-stopped", "The folder " + folder
          + " could not be removed: " + e.getMessage(), ""));
    }
    return Result.ok();
  }

  /** Folders of the processes of an export that were started. */
  static List<Path> steps(Path export) {
    try (Stream<Path> files = Files.list(export)) {
      return files.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Processor time only: a day, and memory as qemu-img has it. */
  private static Limits limits() {
    return TOOL.limits().within(Duration.ofDays(1));
  }

  private Trouble unknown(String ticket) {
    return Trouble.lasting("export-unknown", "There is no export " + ticket + " of " + machine.machine() + ".",
        "Begin it anew.");
  }

  private Trouble failed(DetachedProcess process, String how) {
    String said = process.errors(1000).strip().lines().reduce((a, b) -> b).orElse("nothing");
    boolean full = said.contains("No space left");
    return full ? Trouble.lasting("library-full", "The new images of " + machine.machine()
            + " could not be written: " + said, "Make room in the library.")
        : Trouble.passing("export-failed", "The command that writes the new images of " + machine.machine() + " " + how
            + " and said: " + said, "");
  }
}
