package org.dormouse.engine.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.dormouse.engine.Change;

/** Who is told of which run's changes. */
final class Subscriptions {

  private static final Logger LOG = System.getLogger(Subscriptions.class.getName());

  private final Map<String, List<Consumer<Change>>> byRun = new HashMap<>();
  private final List<Consumer<Change>> ofAll = new ArrayList<>();

  void add(String runId, Consumer<Change> listener) {
    byRun.computeIfAbsent(runId, id -> new ArrayList<>()).add(listener);
  }

  void remove(String runId, Consumer<Change> listener) {
    byRun.computeIfPresent(runId, (id, listeners) -> {
      listeners.remove(listener);
      return listeners.isEmpty() ? null : listeners;
    });
  }

  void addToAll(Consumer<Change> listener) {
    ofAll.add(listener);
  }

  /** Whether anybody wants to know: saves making views that nobody sees. */
  boolean wanted(String runId) {
    return !ofAll.isEmpty() || byRun.containsKey(runId);
  }

  void tell(String runId, Change change) {
    List.copyOf(byRun.getOrDefault(runId, List.of())).forEach(listener -> tell(listener, change));
    ofAll.forEach(listener -> tell(listener, change));
  }

  private static void tell(Consumer<Change> listener, Change change) {
    try {
      listener.accept(change);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A listener failed on change " + change.seq() + "; it goes on being told.", e);
    }
  }
}
