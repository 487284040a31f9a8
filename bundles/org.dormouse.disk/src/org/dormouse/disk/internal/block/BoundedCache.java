package org.dormouse.disk.internal.block;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values used last, by number, up to a weight. Not thread-safe. */
public final class BoundedCache<V> {

  /** Makes the value that is not in the cache. */
  public interface Loader<V> {
    V load(long key) throws IOException;
  }

  /** How much of the bound a value takes. */
  public interface Weight<V> {
    int of(V value);
  }

  private final LinkedHashMap<Long, V> values = new LinkedHashMap<>(16, 0.75f, true);
  private final Loader<V> loader;
  private final Weight<V> weight;
  private final long bound;
  private long held;

  public BoundedCache(long bound, Weight<V> weight, Loader<V> loader) {
    this.bound = bound;
    this.weight = weight;
    this.loader = loader;
  }

  public V get(long key) throws IOException {
    V value = values.get(key);
    if (value == null) {
      value = loader.load(key);
      held += weight.of(value);
      values.put(key, value);
      trim();
    }
    return value;
  }

  /** Keeps at least the value that was asked for last. */
  private void trim() {
    var eldest = values.entrySet().iterator();
    while (held > bound && values.size() > 1) {
      Map.Entry<Long, V> entry = eldest.next();
      held -= weight.of(entry.getValue());
      eldest.remove();
    }
  }
}
