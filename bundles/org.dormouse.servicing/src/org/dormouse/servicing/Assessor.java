package org.dormouse.servicing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService;
import org.dormouse.spi.UpdateService.Assessment;
import org.dormouse.spi.UpdateService.Snapshot;

/** Tells what is pending in a stored VM without waking it. Never fails: what cannot be told has a reason. */
public final class Assessor {

  private static final Logger LOG = System.getLogger(Assessor.class.getName());

  private final Backends backends;

  public Assessor(Backends backends) {
    this.backends = backends;
  }

  /** @param os as in os-release, empty where it could not be read; {@code millis} how long it took */
  public record Assessed(Assessment assessment, Optional<String> os, long millis) {}

  /** A guest's files that a back end stumbles over concern that VM alone. */
  public Assessed assess(StoredMachine machine, BackendSpec service, Snapshot snapshot) {
    long start = System.nanoTime();
    try {
      return assess(machine, service, snapshot, start);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Looking at " + machine.id() + " failed.", e);
      return new Assessed(new Assessment.CannotTell("assessment-failed", "Looking at it failed in a way that nobody "
          + "has thought of; the engine's log has more."), Optional.empty(), millisSince(start));
    }
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private Assessed assess(StoredMachine machine, BackendSpec service, Snapshot snapshot, long start) {
    Result<GuestFiles> opened = new Looking(backends).open(machine);
    Optional<String> os = Optional.empty();
    Assessment assessment;
    switch (opened) {
      case Result.Failed<GuestFiles>(var trouble) -> assessment = cannotTell(trouble);
      case Result.Ok<GuestFiles>(var files) -> {
        try (files) {
          os = OsRelease.read(files);
          Result<UpdateService> updates = backends.updateService(service.type());
          assessment = switch (updates) {
            case Result.Ok<UpdateService>(var back) -> back.assess(service, snapshot, files);
            case Result.Failed<UpdateService>(var trouble) -> cannotTell(trouble);
          };
        }
      }
    }
    return new Assessed(assessment, os, millisSince(start));
  }

  private static Assessment cannotTell(Trouble trouble) {
    return new Assessment.CannotTell(trouble.code(), trouble.message());
  }
}
