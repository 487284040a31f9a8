package org.dormouse.ui.style;

import java.util.Locale;
import java.util.Map;
import org.dormouse.api.RunsApi;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.graphics.RGB;

/**
 * How a state looks, the same everywhere: one accent, one icon, one word; never the colour alone. Colours have a
 * contrast of at least 4.5 to 1 on the background of lists of their theme (white; {@code #2f2f2f}), which a test
 * measures. A state that this version does not know is {@link #UNKNOWN}, and its own word is shown.
 */
public enum StateStyle {
  WAITING("Waiting", 0x5f6975, 0xa7b0bb),
  RUNNING("Running", 0x0a63c9, 0x6cb2ff),
  NEEDS_OPERATOR("Needs operator", 0x955800, 0xf2b13c),
  SUCCEEDED("Succeeded", 0x1a7f37, 0x56c271),
  FAILED("Failed", 0xc62828, 0xff8a80),
  UP_TO_DATE("Up to date", 0x00796b, 0x4dc4b5),
  SKIPPED("Skipped", 0x6a7380, 0x9aa3ae),
  CANCELLED("Cancelled", 0x6a7380, 0x9aa3ae),
  STALE("Stale", 0x7a6200, 0xd8c25a),
  BLOCKED("Blocked", 0xa3315b, 0xf58ab0),
  UNKNOWN("Not known", 0x6b6480, 0xb3abc8),
  PAUSED("Paused", 0x5b5bd6, 0xa5a5ff);

  private static final Map<String, StateStyle> STEPS = Map.of("PENDING", WAITING, "READY", WAITING,
      "STARTING", RUNNING, "RUNNING", RUNNING, "NEEDS_OPERATOR", NEEDS_OPERATOR, "SUCCEEDED", SUCCEEDED,
      "FAILED", FAILED, "SKIPPED", SKIPPED, "CANCELLED", CANCELLED, "CLEANUP_OWED", NEEDS_OPERATOR);
  private static final Map<String, StateStyle> SERVICINGS = Map.of("WAITING", WAITING, "RUNNING", RUNNING,
      "NEEDS_OPERATOR", NEEDS_OPERATOR, "SUCCEEDED", SUCCEEDED, "UP_TO_DATE", UP_TO_DATE, "FAILED", FAILED,
      "CANCELLED", CANCELLED);
  private static final Map<String, StateStyle> RUNS = Map.of("RUNNING", RUNNING, "PAUSED", PAUSED,
      "CANCELLING", CANCELLED, "STOPPED", FAILED, "ENDED", SUCCEEDED);
  private static final Map<String, StateStyle> MACHINES = Map.of("never-assessed", UNKNOWN, "up-to-date", UP_TO_DATE,
      "stale", STALE, "cannot-tell", UNKNOWN, "blocked", BLOCKED, "servicing", RUNNING, "failed", FAILED,
      "succeeded", SUCCEEDED, "cancelled", CANCELLED, "never", UNKNOWN);

  private final String word;
  private final RGB light;
  private final RGB dark;

  StateStyle(String word, int light, int dark) {
    this.word = word;
    this.light = rgb(light);
    this.dark = rgb(dark);
  }

  private static RGB rgb(int value) {
    return new RGB(value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff);
  }

  /** {@code 1 needs operator}, {@code 3 need operator}, {@code 2 failed}. */
  public String counted(int count) {
    String words = Words.inSentence(word);
    return count + " " + (this == NEEDS_OPERATOR && count != 1 ? words.replaceFirst("needs", "need") : words);
  }

  /** @param state of a step's attempt, as the engine calls it */
  public static StateStyle ofStep(String state) {
    return STEPS.getOrDefault(state, UNKNOWN);
  }

  /** @param state of a VM's servicing, as the engine calls it */
  public static StateStyle ofServicing(String state) {
    return SERVICINGS.getOrDefault(state, UNKNOWN);
  }

  /** @param state of a run, as the engine calls it; an ended one says nothing of how it ended */
  public static StateStyle ofRun(String state) {
    return RUNS.getOrDefault(state, UNKNOWN);
  }

  /** An ended run with failures has failed; one whose machines were all cancelled was cancelled. */
  public static StateStyle ofRun(RunsApi.Run run) {
    StateStyle style = ofRun(run.state());
    if (style != SUCCEEDED) {
      return style;
    }
    if (count(run, FAILED) > 0) {
      return FAILED;
    }
    return count(run, CANCELLED) > 0 && count(run, SUCCEEDED) + count(run, UP_TO_DATE) == 0 ? CANCELLED : SUCCEEDED;
  }

  /** How many machines of the run are in that state now. */
  public static int count(RunsApi.Run run, StateStyle state) {
    return run.counts().entrySet().stream()
        .filter(entry -> ofServicing(entry.getKey().toUpperCase(Locale.ROOT).replace('-', '_')) == state)
        .mapToInt(Map.Entry::getValue).sum();
  }

  /** @param state of a stored machine, or how its last servicing ended, as the engine calls it */
  public static StateStyle ofMachine(String state) {
    return MACHINES.getOrDefault(state, UNKNOWN);
  }

  public String word() {
    return word;
  }

  /** For text, lines and fillings. */
  public RGB colour(boolean dark) {
    return dark ? this.dark : light;
  }

  /** The same on both themes; 16 px. */
  public ImageDescriptor icon() {
    return Icons.of(iconName());
  }

  /** For {@link Icons#image}. */
  public String iconName() {
    return "state-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
