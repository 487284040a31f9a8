package org.dormouse.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.ClientApi.Changes;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;

/**
 * Shows a run that goes on: in a terminal a block of lanes that is redrawn, the ones at work first; in a pipe one line
 * for each thing that happens.
 */
final class RunDisplay {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final int BAR = 20;

  private final Terminal terminal;
  private final Map<String, String> told = new HashMap<>();
  private int drawn;

  RunDisplay(Terminal terminal) {
    this.terminal = terminal;
  }

  /** In a pipe: everything that has changed. */
  void tell(Changes changes) {
    if (terminal.interactive()) {
      return;
    }
    changes.steps().stream().sorted(Comparator.comparingLong(Step::seq)).forEach(step -> {
      if (!step.state().equals("PENDING") && !step.state().equals("READY") && !step.state().equals("SKIPPED")) {
        once(step.servicingId() + step.id(), step.state(), subject(changes, step.servicingId()) + " " + step.kind()
            + " " + Words.state(step.state()) + step.trouble().map(trouble -> ": " + trouble.message()).orElse("")
            + (step.state().equals("NEEDS_OPERATOR") ? ": " + RunModel.detail(step) + " Answer: dormouse run approve "
                + step.runId() + " " + subject(changes, step.servicingId()) + ", or run reject" : ""));
      }
    });
    changes.servicings().stream().filter(RunModel::isFinal).forEach(servicing -> once(servicing.id(),
        servicing.state(), servicing.subject() + " " + Words.result(servicing.state())
            + servicing.trouble().map(trouble -> ": " + trouble.message() + " [" + trouble.code() + "]").orElse("")));
    changes.runs().forEach(run -> once(run.id(), run.state(), run.id() + " " + Words.state(run.state()) + ": "
        + Words.counts(run.counts())));
  }

  private final Map<String, String> subjects = new HashMap<>();

  void subjects(RunModel model) {
    model.servicings().forEach(servicing -> subjects.put(servicing.id(), servicing.subject()));
  }

  private String subject(Changes changes, String servicingId) {
    return subjects.getOrDefault(servicingId, servicingId);
  }

  private void once(String key, String state, String line) {
    if (!state.equals(told.put(key, state))) {
      terminal.say(LocalTime.now().truncatedTo(ChronoUnit.SECONDS).format(CLOCK) + " " + line.replace('\n', ' '));
    }
  }

  /** In a terminal: the block, over the one before. */
  void draw(RunModel model) {
    if (!terminal.interactive()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(head(model));
    int room = Math.max(3, terminal.rows() - 3);
    List<Servicing> ordered = model.servicings().stream().sorted(Comparator.comparingInt(RunDisplay::rank)
        .thenComparingInt(Servicing::position)).toList();
    int shown = Math.min(ordered.size(), room);
    int width = ordered.stream().limit(shown).mapToInt(servicing -> servicing.subject().length()).max().orElse(10);
    ordered.stream().limit(shown).forEach(servicing -> lines.add(lane(model, servicing, Math.min(width, 40))));
    if (ordered.size() > shown) {
      lines.add("… and " + (ordered.size() - shown) + " more");
    }
    StringBuilder block = new StringBuilder("\r");
    if (drawn > 0) {
      block.append("\033[").append(drawn).append("A");
    }
    lines.forEach(line -> block.append("\033[K").append(line).append('\n'));
    block.append("\033[J");
    drawn = lines.size();
    terminal.out().print(block);
    terminal.out().flush();
  }

  private static int rank(Servicing servicing) {
    return switch (servicing.state()) {
      case "NEEDS_OPERATOR" -> 0;
      case "RUNNING" -> 1;
      case "FAILED", "CANCELLED" -> 2;
      case "WAITING" -> 3;
      default -> 4;
    };
  }

  private String head(RunModel model) {
    String eta = model.hasEnded() ? ""
        : model.rest().map(rest -> ", about " + Words.duration(rest) + " left").orElse("");
    String line = model.run().id() + " of " + model.run().job() + ": " + Words.state(model.run().state()) + ", "
        + Words.counts(model.counts()) + ", "
        + Words.duration(Duration.between(model.run().submitted(), model.run().ended().orElse(Instant.now()))) + eta;
    return terminal.styled(Terminal.Style.STRONG, cut(Terminal.clean(line), 0));
  }

  private String lane(RunModel model, Servicing servicing, int width) {
    String name = String.format("%-" + width + "s", Terminal.clean(shortened(servicing.subject(), width)));
    if (RunModel.isFinal(servicing)) {
      return ended(servicing, name);
    }
    Optional<Step> step = model.present(servicing.id());
    double fraction = model.fraction(servicing);
    int full = (int) Math.round(fraction * BAR);
    String bar = "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    String elapsed = servicing.started().map(started -> Words.duration(Duration.between(started, Instant.now())))
        .orElse("");
    String text = step.map(at -> String.format("%-8s %-14s", RunModel.phase(at.kind()), at.kind())
        + " " + (at.state().equals("READY") ? "waits" : RunModel.detail(at))
        + (at.attempt() > 1 ? " (try " + at.attempt() + ")" : ""))
        .orElse(Words.state(servicing.state()));
    String share = String.format(" %3d%% %8s  ", Math.round(fraction * 100), elapsed);
    return Terminal.clean(cut(name + " " + bar + share + text, 0));
  }

  private String ended(Servicing servicing, String name) {
    Terminal.Style style = switch (servicing.state()) {
      case "SUCCEEDED", "UP_TO_DATE" -> Terminal.Style.GOOD;
      case "FAILED" -> Terminal.Style.BAD;
      default -> Terminal.Style.WARN;
    };
    String result = Words.result(servicing.state());
    String time = servicing.started().flatMap(started -> servicing.ended()
        .map(ended -> " in " + Words.duration(Duration.between(started, ended)))).orElse("");
    String rest = time + servicing.trouble().map(trouble -> ": " + trouble.message()).orElse("");
    return name + " " + terminal.styled(style, result)
        + cut(Terminal.clean(rest.replace('\n', ' ')), name.length() + result.length() + 1);
  }

  private String cut(String text, int used) {
    return shortened(text, Math.max(5, terminal.columns() - 1 - used));
  }

  private static String shortened(String text, int room) {
    return text.length() <= room ? text : text.substring(0, room - 1) + "…";
  }
}
