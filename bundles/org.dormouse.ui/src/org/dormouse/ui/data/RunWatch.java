package org.dormouse.ui.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;

/**
 * Notices what has become of runs from one look to the next: ended, the first failure, somebody is needed. What was so
 * at the first look is no news. Not thread-safe.
 */
public final class RunWatch {

  /** What it is about; the name of the preference that switches it is made of it. */
  public enum Topic {
    FINISHED, FIRST_FAILURE, APPROVAL
  }

  public record Notice(Topic topic, String runId, String title, String text, StateStyle style) {}

  private Map<String, Run> known;

  public List<Notice> look(List<Run> runs) {
    List<Notice> notices = new ArrayList<>();
    Map<String, Run> now = new HashMap<>();
    for (Run run : runs) {
      now.put(run.id(), run);
      if (known != null) {
        Optional<Run> before = Optional.ofNullable(known.get(run.id()));
        notices.addAll(compare(before, run));
      }
    }
    known = now;
    return notices;
  }

  private static List<Notice> compare(Optional<Run> before, Run run) {
    List<Notice> notices = new ArrayList<>();
    if (rose(before, run, StateStyle.NEEDS_OPERATOR)) {
      notices.add(new Notice(Topic.APPROVAL, run.id(), "Job " + run.job() + " needs you",
          Words.count(StateStyle.count(run, StateStyle.NEEDS_OPERATOR), "virtual machine waits",
              "virtual machines wait") + " for a decision.", StateStyle.NEEDS_OPERATOR));
    }
    boolean ended = run.ended().isPresent() && before.flatMap(Run::ended).isEmpty();
    boolean failedBefore = before.map(old -> StateStyle.count(old, StateStyle.FAILED) > 0).orElse(false);
    if (!ended && !failedBefore && StateStyle.count(run, StateStyle.FAILED) > 0) {
      notices.add(new Notice(Topic.FIRST_FAILURE, run.id(), "Job " + run.job() + ": the first failure",
          "A virtual machine could not be serviced and was left as it was. The others go on.", StateStyle.FAILED));
    }
    if (ended) {
      notices.add(new Notice(Topic.FINISHED, run.id(), "Job " + run.job() + " has ended", summary(run),
          StateStyle.ofRun(run)));
    }
    return notices;
  }

  private static boolean rose(Optional<Run> before, Run run, StateStyle state) {
    return StateStyle.count(run, state) > before.map(old -> StateStyle.count(old, state)).orElse(0);
  }

  /** {@code 212 succeeded, 60 up to date, 3 failed}. */
  public static String summary(Run run) {
    List<String> parts = new ArrayList<>();
    for (StateStyle state : List.of(StateStyle.SUCCEEDED, StateStyle.UP_TO_DATE, StateStyle.FAILED,
        StateStyle.CANCELLED, StateStyle.NEEDS_OPERATOR, StateStyle.RUNNING, StateStyle.WAITING)) {
      int count = StateStyle.count(run, state);
      if (count > 0) {
        parts.add(state.counted(count));
      }
    }
    return parts.isEmpty() ? "No virtual machine was serviced." : String.join(", ", parts);
  }

  /** How many of its machines have ended, of how many. */
  public static String share(Run run) {
    return ended(run) + " of " + all(run);
  }

  /** How many of its machines have ended. */
  public static int ended(Run run) {
    return all(run) - StateStyle.count(run, StateStyle.WAITING) - StateStyle.count(run, StateStyle.RUNNING)
        - StateStyle.count(run, StateStyle.NEEDS_OPERATOR);
  }

  /** How many machines it has. */
  public static int all(Run run) {
    return run.counts().values().stream().mapToInt(Integer::intValue).sum();
  }

  public static boolean isGoingOn(Run run) {
    return run.ended().isEmpty() && !run.state().equals("ENDED");
  }
}
