package org.dormouse.servicing.preflight;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.dormouse.spi.Finding;
import org.dormouse.spi.StoredMachine;

/**
 * Whether a library has room for all the generations that a run would make, one after the other: where earlier
 * generations are kept, each VM that is stored takes about as much room again as its images have now. Asked in the
 * order of the run. A warning only: generations expire, and updates may need less; what does not fit in the end fails
 * before anything is written.
 */
public final class SpaceOutlook {

  private static final long MIB = 1024 * 1024;

  private final boolean kept;
  private final ToLongFunction<Path> free;
  private final Map<String, Long> left = new HashMap<>();

  /** @param kept whether the generation before is kept */
  public SpaceOutlook(boolean kept) {
    this(kept, SpaceNeed::freeBytes);
  }

  SpaceOutlook(boolean kept, ToLongFunction<Path> free) {
    this.kept = kept;
    this.free = free;
  }

  /** The next VM that would be stored. @param bytes that its images have now */
  public Optional<Finding> next(StoredMachine machine, SpaceNeed need, long bytes) {
    long now = left.computeIfAbsent(machine.library(), library -> free.applyAsLong(machine.bootDisk().image()));
    left.put(machine.library(), kept ? Math.max(0, now - bytes) : now);
    return need.bytes() <= now ? Optional.empty() : Optional.of(Finding.warn("space-may-run-out", machine.id(),
        "When the VMs before it are stored, and their former generations kept, the library " + machine.library()
            + " has about " + now / MIB + " MiB left, and a new generation of " + machine.id() + " may need "
            + need.bytes() / MIB + " MiB.", "Free some space, keep fewer generations, or service fewer VMs at once."));
  }
}
