package org.dormouse.api;

import java.time.Instant;
import java.util.Map;

/** Definitions as documents in the vocabulary of the model. */
public interface Definitions {

  /** @param kind {@code library}, {@code host}, {@code service}, {@code vm}, {@code group}, {@code job} */
  record Kind(String kind) {}

  /** @param kind may be empty where the request tells the kind */
  record Named(String kind, String name) {}

  /** @param document attribute name to text, number, truth value, list or map */
  record Definition(String kind, String name, long version, Instant changed, String by,
      Map<String, Object> document) {

    /** What would store it as it is, in place of this version. */
    public Put put() {
      return new Put(kind, name, document, version);
    }
  }

  /** @param expectedVersion 0: must not exist yet; -1: whatever there is; else the version that is replaced */
  record Put(String kind, String name, Map<String, Object> document, long expectedVersion) {}
}
