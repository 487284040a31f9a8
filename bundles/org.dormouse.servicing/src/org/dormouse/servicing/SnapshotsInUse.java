package org.dormouse.servicing;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.List;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingView;
import org.dormouse.json.Json;

/**
 * Keeps the snapshots of runs that have not ended from being trimmed from the cache: a run may be paused for weeks, and
 * must find the index it was planned with. A back end trims what was not modified for long, see {@link
 * org.dormouse.spi.UpdateService#refresh}; so what is in use is modified, again and again.
 */
public final class SnapshotsInUse {

  private static final Logger LOG = System.getLogger(SnapshotsInUse.class.getName());

  private final Runs runs;
  private final InstantSource clock;

  public SnapshotsInUse(Runs runs, InstantSource clock) {
    this.runs = runs;
    this.clock = clock;
  }

  /** Before every refresh, after which back ends trim. */
  void touch() {
    FileTime now = FileTime.from(clock.instant());
    for (Path folder : folders()) {
      try {
        if (Files.isDirectory(folder)) {
          Files.setLastModifiedTime(folder, now);
        }
      } catch (IOException e) {
        LOG.log(Level.WARNING, "That the snapshot " + folder + " is still in use could not be noted: " + e);
      }
    }
  }

  private List<Path> folders() {
    return runs.unended().stream().map(ServicingView::runId).distinct()
        .flatMap(run -> runs.payload(run).stream())
        .map(payload -> Json.read(payload, RunPayload.class).snapshot().folder()).distinct().toList();
  }
}
