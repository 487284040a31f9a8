package org.dormouse.servicing.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.dormouse.servicing.preflight.SpaceNeed;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/**
 * Room in libraries for new generations that are being written. What the plan reserved was free then; since then
 * generations were kept and others used the file system, so it is looked at once more right before the first byte is
 * written: what is free now, less what stores under way on the same file system have still to write. Kept in memory
 * only: after a restart each store tells again, when it is asked how far it is. Thread-safe.
 */
final class StoreRoom {

  private static final long MIB = 1024 * 1024;

  /** @param targets where it is written; {@code store} identifies the file system, empty where that cannot be told */
  private record Reserved(Optional<Object> store, long bytes, List<Path> targets) {
    long unwritten() {
      return Math.max(0, bytes - targets.stream().mapToLong(StoreRoom::size).sum());
    }
  }

  private final ToLongFunction<Path> free;
  private final Map<String, Reserved> reserved = new HashMap<>();

  StoreRoom() {
    this(SpaceNeed::freeBytes);
  }

  /** @param free bytes where an image lies */
  StoreRoom(ToLongFunction<Path> free) {
    this.free = free;
  }

  /**
   * Asks for room, before anything is written; if there is none nothing is reserved.
   *
   * @param key of the servicing; {@code targets} where it is going to write
   */
  synchronized Optional<Trouble> reserve(String key, StoredMachine machine, SpaceNeed need,
      List<Path> targets) {
    Path image = machine.bootDisk().image();
    reserved.remove(key);
    long now = free.applyAsLong(image);
    long others = others(store(image));
    if (need.bytes() <= now - others) {
      hold(key, machine, need, targets);
      return Optional.empty();
    }
    String message = "The new generation of " + machine.id() + " may need " + need.bytes() / MIB
        + " MiB, and its library has " + now / MIB + " MiB left" + (others > 0 ? ", of which " + others / MIB
            + " MiB are for generations that are being written" : "") + "; nothing was written, the old image is "
        + "untouched.";
    String remedy = "Free some space or keep fewer generations, then retry it.";
    return Optional.of(need.bytes() <= now ? Trouble.passing("no-space-in-library", message, remedy)
        : Trouble.lasting("no-space-in-library", message, remedy));
  }

  /** Notes a store that is under way, with where it writes. */
  synchronized void hold(String key, StoredMachine machine, SpaceNeed need, List<Path> targets) {
    reserved.put(key, new Reserved(store(machine.bootDisk().image()), need.bytes(), targets));
  }

  synchronized boolean holds(String key) {
    return reserved.containsKey(key);
  }

  /** It was stored, or will not be. */
  synchronized void leave(String key) {
    reserved.remove(key);
  }

  private long others(Optional<Object> store) {
    return reserved.values().stream().filter(other -> other.store.equals(store)).mapToLong(Reserved::unwritten).sum();
  }

  private static Optional<Object> store(Path image) {
    try {
      return Optional.of(Files.getFileStore(image));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
