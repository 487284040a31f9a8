package org.dormouse.backend.simulated.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * All that the simulated libraries, hosts and guests share. What can be computed is not stored: a VM that was never
 * touched takes no memory.
 */
public final class SimulatedState {
  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final int MOST_SETTINGS = 10_000;

  private volatile InstantSource clock = InstantSource.system();
  private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();
  private final Map<String, Deployment> deployments = new ConcurrentHashMap<>();
  private final Map<Path, Content> written = new ConcurrentHashMap<>();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final Map<BackendSpec, Result<?>> settings = new ConcurrentHashMap<>();

  public void setClock(InstantSource source) {
    clock = source;
  }

  public Instant now() {
    return clock.instant();
  }

  int count(String what) {
    return counts.merge(what, 1, Integer::sum);
  }

  /** What is read from a definition's settings. */
  @FunctionalInterface
  public interface Reading<T> {
    T read(Setting setting) throws Setting.Bad;
  }

  /** Settings are read once for each definition; a kind of back end always asks for the same type. */
  @SuppressWarnings("unchecked")
  public <T> Result<T> settings(BackendSpec spec, Class<T> type, Reading<T> reading) {
    Result<?> known = settings.get(spec);
    if (known instanceof Result.Ok<?>(var value) && type.isInstance(value)) {
      return (Result<T>) known;
    }
    if (settings.size() >= MOST_SETTINGS) {
      settings.clear();
    }
    Result<T> fresh;
    try {
      fresh = Result.ok(reading.read(new Setting(spec)));
    } catch (Setting.Bad e) {
      return Result.failed(e.trouble());
    }
    settings.put(spec, fresh);
    return fresh;
  }

  /** The VMs of a library as they are now; the first call with a definition decides how they began. */
  public Shelf shelf(Estate estate) {
    return shelves.compute(estate.key(), (name, shelf) ->
        shelf == null || !shelf.estate().equals(estate) ? new Shelf(estate) : shelf);
  }

  public Map<Path, Content> written() {
    return written;
  }

  /** By host and key. */
  public Map<String, Deployment> deployments() {
    return deployments;
  }

  public static String place(String host, String key) {
    return host + "/" + key;
  }

  /** What lies at a path: something written there, or a library's image. */
  public Optional<Content> content(Path path) {
    Content there = written.get(path);
    if (there != null) {
      return Optional.of(there);
    }
    return Estate.libraryOf(path).flatMap(library -> Optional.ofNullable(shelves.get(library)))
        .flatMap(shelf -> shelf.content(path));
  }

  public static <T> Result<T> refuseKey(String key) {
    return Result.failed(Trouble.lasting("bad-key", "The key " + Setting.plain(key)
        + " is not made of at most 40 lower-case letters, digits and dashes.", ""));
  }

  public static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }
}
