package org.dormouse.servicing.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Looking;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.LibraryBackend.LibraryScan;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/**
 * Looks over whole libraries. A look is kept for a minute, because the VMs of a run are claimed one after the other
 * and each needs to know the others; what must not be stale is asked of {@link #now}. Thread-safe.
 */
public final class LibraryOverviews {

  private static final Duration KEPT = Duration.ofMinutes(1);

  /** @param look number of the look; one with a higher number began later */
  private record Kept(BackendSpec library, Instant until, long look, LibraryOverview overview) {}

  private final Backends backends;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Map<String, Object> locks = new ConcurrentHashMap<>();
  private final AtomicLong looks = new AtomicLong();

  public LibraryOverviews(Backends backends, InstantSource clock) {
    this.backends = backends;
    this.clock = clock;
  }

  public Result<LibraryOverview> of(BackendSpec library) {
    // one look at a time for each library: the others wait for it and share it
    synchronized (locks.computeIfAbsent(library.name(), name -> new Object())) {
      Kept last = kept.get(library.name());
      if (last != null && last.library.equals(library) && clock.instant().isBefore(last.until)) {
        return Result.ok(last.overview);
      }
      return fresh(library);
    }
  }

  /** As it is from this moment on: by a look that begins now, which those who ask meanwhile share. */
  public Result<LibraryOverview> now(BackendSpec library) {
    long asked = looks.get();
    synchronized (locks.computeIfAbsent(library.name(), name -> new Object())) {
      Kept last = kept.get(library.name());
      return last != null && last.library.equals(library) && last.look > asked ? Result.ok(last.overview)
          : fresh(library);
    }
  }

  /** Looks now, whatever is kept. */
  public Result<LibraryOverview> fresh(BackendSpec library) {
    long number = looks.incrementAndGet();
    return backends.library(library.type()).then(backend -> backend.scan(library)).map(scan -> {
      LibraryOverview overview = look(scan);
      kept.put(library.name(), new Kept(library, clock.instant().plus(KEPT), number, overview));
      return overview;
    });
  }

  /**
   * The other libraries as they were last looked at; one that never was is looked at now. What cannot be looked over
   * says nothing.
   */
  OtherLibraries others(String library, List<BackendSpec> all) {
    List<LibraryOverview> others = new ArrayList<>();
    for (BackendSpec other : all) {
      if (!other.name().equals(library)) {
        Kept last = kept.get(other.name());
        (last != null && last.library.equals(other) ? Optional.of(last.overview) : of(other).toOptional())
            .ifPresent(others::add);
      }
    }
    return new OtherLibraries(others);
  }

  /** The other libraries as they are now. One that cannot be looked over is taken as it was when it last could. */
  OtherLibraries othersNow(String library, List<BackendSpec> all) {
    List<LibraryOverview> others = new ArrayList<>();
    for (BackendSpec other : all) {
      if (!other.name().equals(library)) {
        now(other).toOptional().or(() -> Optional.ofNullable(kept.get(other.name())).map(Kept::overview))
            .ifPresent(others::add);
      }
    }
    return new OtherLibraries(others);
  }

  private LibraryOverview look(LibraryScan scan) {
    Map<Path, Result<ImageFacts>> facts = new LinkedHashMap<>();
    Map<Path, Path> parents = new HashMap<>();
    for (StoredMachine machine : scan.machines()) {
      for (MachineDisk disk : machine.disks()) {
        Result<ImageFacts> found = new Looking(backends).inspect(disk);
        facts.put(disk.image(), found);
        found.toOptional().flatMap(ImageFacts::backing)
            .ifPresent(backing -> parents.put(disk.image(), resolve(disk.image(), backing)));
      }
    }
    return new LibraryOverview(scan, facts, parents);
  }

  /** As QEMU does: relative to the folder of the image that names it, by whatever links. */
  static Path resolve(Path image, String backing) {
    try {
      Path parent = image.resolveSibling(backing);
      return Files.exists(parent) ? parent.toRealPath() : parent.normalize();
    } catch (IOException e) {
      return image.resolveSibling(backing).normalize();
    } catch (InvalidPathException e) {
      return image.resolveSibling("unreadable-backing-name");
    }
  }
}
