package org.dormouse.engine.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepTrouble;

/** Bounds of what handlers hand over, and how it is shown. */
final class Texts {

  static final Duration LONGEST = Duration.ofDays(366);
  static final int LONGEST_OUTPUT = 4 * 1024 * 1024;
  static final int LONGEST_TICKET = 64 * 1024;

  private Texts() {}

  /** One line of at most that many characters. */
  static String line(String text, int longest) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
  }

  static StepTrouble bounded(StepTrouble trouble) {
    return new StepTrouble(line(trouble.code(), 100), line(trouble.message(), 4000), line(trouble.remedy(), 2000));
  }

  /** What is longer than a year, or less than nothing, is a mistake and must not upset the calendar. */
  static Duration bounded(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
  }

  static String duration(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  static Optional<StepTrouble> tooLarge(Step step, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> tooLarge(step, "output", done.output(), LONGEST_OUTPUT);
      case Outcome.NothingPending done -> tooLarge(step, "output", done.output(), LONGEST_OUTPUT);
      case Outcome.Running running -> tooLarge(step, "ticket", running.ticket(), LONGEST_TICKET);
      case Outcome.Retry r -> Optional.empty();
      case Outcome.StartOver s -> Optional.empty();
      case Outcome.NeedsOperator n -> Optional.empty();
      case Outcome.Cancelled c -> Optional.empty();
      case Outcome.Failed f -> Optional.empty();
    };
  }

  private static Optional<StepTrouble> tooLarge(Step step, String what, String text, int longest) {
    return text.length() <= longest ? Optional.empty() : Optional.of(new StepTrouble("handler-answer-too-large",
        "The " + what + " of step " + step.plan.kind() + " of " + step.servicing.subject + " is " + text.length()
            + " characters long, at most " + longest + " are kept.", "This is a fault of a back end."));
  }
}
