package org.dormouse.ui.graph.internal.parts;

import java.time.Duration;
import java.time.Instant;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.dormouse.ui.graph.internal.model.Lane;
import org.dormouse.ui.graph.internal.model.Row.FoldRow;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;

/** What the graph of a run says in tooltips, badges and to screen readers. */
public final class LaneWords {

  private LaneWords() {}

  /** "212 up to date". */
  public static String fold(FoldRow fold) {
    return count(fold.lanes().size(), fold.state());
  }

  public static String count(int lanes, String state) {
    return StateStyle.ofServicing(state).counted(lanes);
  }

  public static String lane(Lane lane, Instant now) {
    StringBuilder text = new StringBuilder(lane.servicing().subject()).append('\n')
        .append(StateStyle.ofServicing(lane.servicing().state()).word());
    lane.current().ifPresent(step -> text.append(" at ").append(Words.inSentence(Words.stepKind(step.kind()))));
    if (lane.servicing().started().isPresent()) {
      text.append(" · ").append(Words.duration(lane.lasted(now)));
    }
    lane.servicing().trouble().ifPresent(trouble ->
        text.append('\n').append(trouble.message()).append('\n').append(trouble.remedy()));
    return text.toString().strip();
  }

  /** At the right of the name: how long it has been or was under way, in one unit. */
  public static String status(Lane lane, Instant now) {
    if (lane.servicing().started().isEmpty()) {
      return "";
    }
    Duration lasted = lane.lasted(now);
    return lasted.toMinutes() < 1 ? lasted.toSeconds() + " s"
        : lasted.toHours() < 2 ? lasted.toMinutes() + " min" : lasted.toHours() + " h";
  }

  /** Without the library where all VMs are of the same one. */
  public static String name(Lane lane, String library) {
    String subject = lane.servicing().subject();
    return !library.isEmpty() && subject.startsWith(library) ? subject.substring(library.length()) : subject;
  }

  public static String step(CellPlaces.Box box, Instant now) {
    Step step = box.step();
    StringBuilder text = new StringBuilder(Words.stepKind(step.kind())).append('\n')
        .append(StateStyle.ofStep(step.state()).word());
    if (step.fraction() >= 0 && step.ended().isEmpty() && step.started().isPresent()) {
      text.append(" · ").append(Math.round(step.fraction() * 100)).append(" %");
    }
    step.started().ifPresent(from -> text.append(" · ")
        .append(Words.duration(Duration.between(from, step.ended().orElse(now)))));
    if (box.tries() > 1) {
      text.append(box.bar() ? " · try " + box.tries() : " · " + box.tries() + " tries");
    }
    if (box.cycles() > 1) {
      text.append(" · install cycle ").append(box.cycles());
    }
    step.granted().filter(granted -> !granted.isEmpty()).ifPresent(granted -> text.append(" · on ").append(granted));
    if (!step.detail().isBlank()) {
      text.append('\n').append(Words.detail(step));
    }
    step.trouble().ifPresent(trouble ->
        text.append('\n').append(trouble.message()).append('\n').append(trouble.remedy()));
    return text.toString().strip();
  }

  /** Tries and install cycles as counts; empty where both are one. */
  public static String badge(CellPlaces.Box box) {
    if (box.cycles() > 1) {
      return "⟳" + box.cycles();
    }
    return box.tries() > 1 ? "×" + box.tries() : "";
  }
}
