package org.dormouse.hypervisor.qemu.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dormouse.image.DetachedProcess;
import org.dormouse.image.DetachedProcess.State;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** Removes a deployment, whole or half made: emulator, exports, sockets, overlays and record, in this order. */
record Release(Deployment deployment) {

  Result<Result.Nothing> release() {
    if (!deployment.hasFolder()) {
      return halfMade();
    }
    deployment.read().ifPresent(machine -> new Emulator(deployment, machine).kill());
    Optional<Trouble> alive = isOfThisBoot() ? unended() : Optional.empty();
    if (alive.isPresent()) {
      return Result.failed(alive.get());
    }
    try {
      var record = deployment.read();
      if (record.isPresent() && !Path.of(record.get().sockets()).equals(deployment.folder())) {
        SocketFolder.remove(Path.of(record.get().sockets()));
      }
      Durable.remove(deployment.folder());
      deployment.tell(List.of("rm", "-rf", deployment.folder().toString()), "overlays, logs and definition");
      return halfMade();
    } catch (IOException e) {
      return unfinished(e);
    }
  }

  /** Sockets have their folder before there is a record that tells of it. */
  private Result<Result.Nothing> halfMade() {
    try {
      Optional<Path> sockets = SocketFolder.left(deployment);
      if (sockets.isPresent()) {
        SocketFolder.remove(sockets.get());
      }
      return Result.ok();
    } catch (IOException e) {
      return unfinished(e);
    }
  }

  private Result<Result.Nothing> unfinished(IOException e) {
    return Result.failed(Trouble.passing("release-unfinished", "What is left of the deployment " + deployment.key()
        + " in " + deployment.folder() + " could not be removed: " + e.getMessage(), "Remove the folder."));
  }

  /** Process ids of an earlier boot of this machine are somebody else's now. */
  private boolean isOfThisBoot() {
    return deployment.read().map(machine -> machine.hostBoot().equals(HostBoot.id())).orElse(true);
  }

  private Optional<Trouble> unended() {
    for (Path process : processes()) {
      var found = DetachedProcess.find(process);
      if (found.isPresent() && !(found.get().state() instanceof State.Exited) && !found.get().kill()) {
        return Optional.of(Trouble.passing("release-unfinished", "A process of the deployment " + deployment.key()
            + " (" + process + ", process " + found.get().pid() + ") could not be ended.", "End it."));
      }
    }
    return Optional.empty();
  }

  private List<Path> processes() {
    return Stream.concat(deployment.runs().stream(),
        deployment.exports().stream().flatMap(export -> Export.steps(export).stream())).toList();
  }
}
