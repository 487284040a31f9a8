package org.dormouse.ui.graph.internal.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dormouse.api.RunsApi.TroubleInfo;
import org.dormouse.ui.style.Words;

/**
 * Finds VMs by words: each has to occur in the VM's name, its state, its current step or what it says is wrong.
 *
 * @param words lower case
 */
public record LaneSearch(List<String> words) {

  public static LaneSearch of(String text) {
    return new LaneSearch(Stream.of(text.toLowerCase(Locale.ROOT).trim().split("\\s+")).filter(word -> !word.isEmpty())
        .toList());
  }

  public boolean isEmpty() {
    return words.isEmpty();
  }

  public boolean matches(Lane lane) {
    String text = (lane.servicing().subject() + ' ' + lane.servicing().state().replace('_', ' ') + ' '
        + lane.current().map(step -> Words.stepKind(step.kind()) + ' ' + step.detail()).orElse("") + ' '
        + lane.servicing().trouble().map(TroubleInfo::message).orElse("")).toLowerCase(Locale.ROOT);
    return !words.isEmpty() && words.stream().allMatch(text::contains);
  }

  /** Lanes that match, in the order of the lines; those of folded lines in their place. */
  public List<Lane> matches(List<Row> rows) {
    return rows.stream().flatMap(row -> switch (row) {
      case Row.LaneRow(Lane lane) -> Stream.of(lane);
      case Row.FoldRow fold -> fold.lanes().stream();
    }).filter(this::matches).toList();
  }

  /** The match after (or before) the one that is shown now, round and round; -1 if there is none. */
  public static int next(List<Lane> matches, String current, boolean backwards) {
    if (matches.isEmpty()) {
      return -1;
    }
    for (int i = 0; i < matches.size(); i++) {
      if (matches.get(i).id().equals(current)) {
        return Math.floorMod(i + (backwards ? -1 : 1), matches.size());
      }
    }
    return backwards ? matches.size() - 1 : 0;
  }
}
