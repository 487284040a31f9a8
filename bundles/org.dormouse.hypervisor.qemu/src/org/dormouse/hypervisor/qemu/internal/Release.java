package org.dormouse.hypervisor.qemu.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.dormouse.image.DetachedProcess;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** Removes a deployment, whole or half made: emulator, exports, sockets, overlays and record, in this order. */
record Release(Deployment deployment) {

  Result<Result.Nothing> release() {
    if (!deployment.hasFolder()) {
      return Result.ok();
    }
    for (Path process : processes()) {
      var found = DetachedProcess.find(process);
      if (found.isPresent() && !found.get().kill()) {
        return Result.failed(Trouble.passing("release-unfinished", "A process of the deployment " + deployment.key()
            + " (" + process + ", process " + found.get().pid() + ") could not be ended.", "End it."));
      }
    }
    try {
      var record = deployment.read();
      if (record.isPresent() && !Path.of(record.get().sockets()).equals(deployment.folder())) {
        Durable.remove(Path.of(record.get().sockets()));
      }
      Durable.remove(deployment.folder());
      return Result.ok();
    } catch (IOException e) {
      return Result.failed(Trouble.passing("release-unfinished", "What is left of the deployment " + deployment.key()
          + " in " + deployment.folder() + " could not be removed: " + e.getMessage(), "Remove the folder."));
    }
  }

  private java.util.List<Path> processes() {
    return java.util.stream.Stream.concat(deployment.runs().stream(),
        deployment.exports().stream().flatMap(export -> Export.steps(export).stream())).toList();
  }
}
