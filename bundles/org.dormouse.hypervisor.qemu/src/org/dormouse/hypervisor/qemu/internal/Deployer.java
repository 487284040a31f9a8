package org.dormouse.hypervisor.qemu.internal;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dormouse.image.BackingChain;
import org.dormouse.image.BackingChain.Link;
import org.dormouse.image.QemuImg;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/** Turns a stored VM into a deployment: checks that this host can run it, makes overlays, writes the record last. */
final class Deployer {

  private static final QemuImg TOOL = new QemuImg(Duration.ofSeconds(30));
  private static final String LIBRARY_MARK = ".dormouse";
  private static final int MOST_FOLDERS_UP = 4;

  private final HostSettings host;
  private final Deployment deployment;

  Deployer(HostSettings host, Deployment deployment) {
    this.host = host;
    this.deployment = deployment;
  }

  Result<Result.Nothing> deploy(StoredMachine machine, Isolation isolation) {
    Optional<Trouble> refusal = refusal(machine);
    if (refusal.isPresent()) {
      return Result.failed(refusal.get());
    }
    return record(machine, isolation).then(wanted -> {
      Optional<MachineRecord> there = deployment.read();
      if (there.isPresent()) {
        return there.get().describesSame(wanted) ? Result.ok() : refused("deployment-taken", machine,
            "is asked for under the key " + deployment.key() + ", which already names another deployment",
            "Release that one first.");
      }
      return make(machine, wanted);
    });
  }

  private Result<Result.Nothing> make(StoredMachine machine, MachineRecord wanted) {
    try {
      Durable.remove(deployment.folder());
      deployment.makeFolder();
      deployment.tell(List.of("mkdir", "-p", "-m", "700", deployment.folder().toString()), "");
      Result<Result.Nothing> made = Overlays.make(deployment, wanted);
      if (made.isOk()) {
        deployment.write(wanted);
      }
      return made;
    } catch (IOException e) {
      return refused("host-work-folder", machine, "cannot be deployed in " + deployment.folder() + ": "
          + e.getMessage(), "Check owner and free space of the host's work folder.");
    }
  }

  private Result<MachineRecord> record(StoredMachine machine, Isolation isolation) {
    List<MachineRecord.Disk> disks = new ArrayList<>();
    for (MachineDisk disk : machine.disks()) {
      switch (disk(machine, disk)) {
        case Result.Ok<MachineRecord.Disk>(var described) -> disks.add(described);
        case Result.Failed<MachineRecord.Disk>(Trouble trouble) -> {
          return Result.failed(trouble);
        }
      }
    }
    List<MachineRecord.Card> cards = machine.cards().stream()
        .map(card -> new MachineRecord.Card(card.mac(), card.model())).toList();
    int cpus = Math.min(machine.hardware().cpus(), host.cpus());
    try {
      return Result.ok(new MachineRecord(MachineRecord.VERSION, deployment.key(), machine.id(),
          machine.hardware().memoryMiB(), cpus, machine.hardware().chipset(), disks, cards, isolation, HostBoot.id(),
          SocketFolder.of(deployment).toString()));
    } catch (IOException e) {
      return refused("host-work-folder", machine, "cannot have its sockets anywhere: " + e.getMessage(), "");
    }
  }

  private Result<MachineRecord.Disk> disk(StoredMachine machine, MachineDisk disk) {
    List<Path> libraries = Stream.concat(host.libraries().stream(), machine.disks().stream().map(Deployer::library))
        .distinct().toList();
    return new BackingChain(libraries).resolve(disk.image(), disk.format()).then(chain ->
        virtualSize(chain.getFirst()).map(size -> new MachineRecord.Disk(disk.slot(), disk.bus(), size,
            chain.stream().map(link -> new MachineRecord.Layer(link.image().toString(), link.format())).toList())));
  }

  /** The library around a disk's image, told by the folder that Dormouse has at its top; else the image's folder. */
  private static Path library(MachineDisk disk) {
    Path own = disk.image().toAbsolutePath().getParent();
    Path above = own;
    for (int i = 0; i < MOST_FOLDERS_UP && above != null; i++, above = above.getParent()) {
      if (Files.isDirectory(above.resolve(LIBRARY_MARK), LinkOption.NOFOLLOW_LINKS)) {
        return above;
      }
    }
    return own;
  }

  private static Result<Long> virtualSize(Link image) {
    return TOOL.info(image).then(info -> info.get("virtual-size") instanceof JsonPrimitive size && size.isNumber()
        ? Result.ok(size.getAsLong())
        : Result.failed(Trouble.lasting("image-unreadable", "The virtual size of " + image.image()
            + " cannot be told.", "")));
  }

  private Optional<Trouble> refusal(StoredMachine machine) {
    return Fitness.of(machine).stream().findFirst()
        .map(block -> Trouble.lasting(block.code(), block.message(), block.remedy()))
        .or(() -> machine.hardware().memoryMiB() <= host.memoryMiB() ? Optional.empty()
            : no("host-too-small", machine, "wants " + machine.hardware().memoryMiB() + " MiB of memory, and the host "
                + host.name() + " has " + host.memoryMiB() + " MiB for guests", "Give the VM less, or the host more."));
  }

  private static Optional<Trouble> no(String code, StoredMachine machine, String what, String remedy) {
    return Optional.of(Trouble.lasting(code, "The VM " + machine.id() + " " + what + ".", remedy));
  }

  private static <T> Result<T> refused(String code, StoredMachine machine, String what, String remedy) {
    return Result.failed(no(code, machine, what, remedy).orElseThrow());
  }
}
