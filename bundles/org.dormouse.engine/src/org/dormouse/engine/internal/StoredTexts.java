package org.dormouse.engine.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.dormouse.engine.store.RunStore;

/**
 * Payloads, and outputs of steps that have succeeded: handlers ask for the same ones with every call, and none of them
 * ever changes once it is stored. What was read last is kept, up to a number of characters, so that not every call
 * waits for the store. Thread-safe.
 */
final class StoredTexts {

  private static final long MOST_CHARACTERS = 16 << 20;

  private record OfRun(long run) {}

  private record OfServicing(long run, int position) {}

  private record OfStep(long step) {}

  private final RunStore store;
  private final Map<Record, String> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long characters;

  StoredTexts(RunStore store) {
    this.store = store;
  }

  Optional<String> payload(long run) {
    return text(new OfRun(run), () -> store.payload(run));
  }

  Optional<String> payload(long run, int position) {
    return text(new OfServicing(run, position), () -> store.payload(run, position));
  }

  /** @param step that has succeeded */
  Optional<String> output(long step) {
    return text(new OfStep(step), () -> store.output(step));
  }

  private Optional<String> text(Record of, Supplier<Optional<String>> read) {
    synchronized (kept) {
      String text = kept.get(of);
      if (text != null) {
        return Optional.of(text);
      }
    }
    Optional<String> text = read.get();
    text.ifPresent(found -> keep(of, found));
    return text;
  }

  private void keep(Record of, String text) {
    synchronized (kept) {
      if (kept.putIfAbsent(of, text) == null) {
        characters += text.length();
      }
      Iterator<String> oldest = kept.values().iterator();
      while (characters > MOST_CHARACTERS && oldest.hasNext()) {
        characters -= oldest.next().length();
        oldest.remove();
      }
    }
  }
}
