package org.dormouse.ui.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.ClientApi;
import org.dormouse.api.RunsApi;

/**
 * Gathers what is told of a run until the UI thread takes it: of each thing only the newest, so that it never holds
 * more than the run has. Changes that overtake their snapshot wait for it; those it holds already are dropped. Thread-
 * safe.
 */
final class RunInbox {

  /**
   * What has come since the last was taken.
   *
   * @param all it begins with a snapshot
   * @param run null if nothing was told of it
   */
  record Letter(boolean all, RunsApi.Run run, Map<String, RunsApi.Servicing> servicings,
      Map<Long, RunsApi.Step> steps, long etaSeconds) {}

  private final List<ClientApi.Changes> early = new ArrayList<>();
  private Map<String, RunsApi.Servicing> servicings = new HashMap<>();
  private Map<Long, RunsApi.Step> steps = new HashMap<>();
  private RunsApi.Run run;
  private boolean all;
  private boolean expecting;
  private boolean anything;
  private long seq = -1;
  private long etaSeconds = -1;

  synchronized void expectSnapshot() {
    expecting = true;
    early.clear();
    // Another engine, or one that was started anew, may count from somewhere else.
    seq = -1;
  }

  synchronized void snapshot(RunsApi.RunSnapshot snapshot) {
    if (!expecting && snapshot.seq() < seq) {
      return;
    }
    servicings.clear();
    steps.clear();
    all = true;
    anything = true;
    expecting = false;
    run = snapshot.run();
    seq = snapshot.seq();
    etaSeconds = snapshot.etaSeconds();
    snapshot.servicings().forEach(servicing -> servicings.put(servicing.id(), servicing));
    snapshot.steps().forEach(step -> steps.put(step.id(), step));
    List<ClientApi.Changes> later = List.copyOf(early);
    early.clear();
    later.stream().filter(changes -> changes.seq() > seq).forEach(this::changes);
  }

  synchronized void changes(ClientApi.Changes changes) {
    if (expecting) {
      early.add(changes);
      return;
    }
    anything = true;
    seq = Math.max(seq, changes.seq());
    etaSeconds = changes.etaSeconds();
    changes.runs().forEach(newer -> run = newer);
    changes.servicings().forEach(servicing -> servicings.put(servicing.id(), servicing));
    changes.steps().forEach(step -> steps.merge(step.id(), step,
        (known, told) -> told.seq() < known.seq() ? known : told));
  }

  synchronized Optional<Letter> take() {
    if (!anything) {
      return Optional.empty();
    }
    Letter letter = new Letter(all, run, servicings, steps, etaSeconds);
    servicings = new HashMap<>();
    steps = new HashMap<>();
    run = null;
    all = false;
    anything = false;
    return Optional.of(letter);
  }
}
