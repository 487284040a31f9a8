package org.dormouse.ui.runs.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.api.RunsApi.TroubleInfo;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.parts.Fact;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;

/** What is known of runs, and of what is selected in one, for the Properties view. Nothing is asked for. UI thread. */
final class RunFacts {

  private RunFacts() {}

  /** Equal for one thing at different times. */
  static Object identity(Object selected) {
    return switch (selected) {
      case Run run -> run.id();
      case Servicing servicing -> servicing.id();
      case Step step -> List.of(step.servicingId(), step.id());
      default -> selected;
    };
  }

  /** Of those selected in the list of runs. */
  static List<Fact> ofRuns(List<Run> runs) {
    return runs.isEmpty() ? List.of() : runs.size() == 1 ? of(runs.getFirst(), -1)
        : List.of(new Fact("Runs", String.valueOf(runs.size())));
  }

  /**
   * Of servicings and steps of one run; of none, those of the run.
   *
   * @param machine a virtual machine by its id, as the inventory has it now
   */
  static List<Fact> of(RunFeed feed, List<?> selected, Function<String, Optional<Machine>> machine) {
    if (selected.size() > 1) {
      return together(selected.stream().filter(Servicing.class::isInstance).map(Servicing.class::cast)
          .flatMap(servicing -> feed.servicing(servicing.id()).stream()).toList());
    }
    return switch (selected.isEmpty() ? feed : selected.getFirst()) {
      case Servicing one -> feed.servicing(one.id()).map(now -> of(now, feed, machine)).orElse(List.of());
      case Step one -> of(feed.attempts(one.servicingId()).stream().filter(step -> step.id() == one.id()).findFirst()
          .orElse(one), feed);
      default -> feed.run().map(run -> of(run, feed.etaSeconds())).orElse(List.of());
    };
  }

  private static List<Fact> of(Run run, long etaSeconds) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Run", Words.run(run.id())));
    facts.add(new Fact("Job", run.job()));
    facts.add(new Fact("State", StateStyle.ofRun(run).word()));
    facts.add(new Fact("Begun by", run.by()));
    times(facts, Optional.of(run.submitted()), run.ended());
    String eta = run.ended().isPresent() ? "" : Words.eta(etaSeconds);
    if (!eta.isEmpty()) {
      facts.add(new Fact("Expected", Words.sentence(eta)));
    }
    facts.add(new Fact("Virtual machines",
        String.valueOf(run.counts().values().stream().mapToInt(Integer::intValue).sum())));
    for (StateStyle state : StateStyle.values()) {
      if (RunWords.count(run, state) > 0) {
        facts.add(new Fact("Of them " + state.word().toLowerCase(Locale.ROOT),
            String.valueOf(RunWords.count(run, state))));
      }
    }
    return facts;
  }

  private static List<Fact> of(Servicing servicing, RunFeed feed, Function<String, Optional<Machine>> machine) {
    ServicingRow row = ServicingRow.of(servicing, feed);
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Virtual machine", servicing.subject()));
    facts.add(new Fact("State", StateStyle.ofServicing(servicing.state()).word()));
    row.step().ifPresent(step -> facts.add(new Fact("Step", Words.stepKind(step.kind()))));
    if (!row.progress().isEmpty()) {
      facts.add(new Fact("Progress", row.progress()));
    }
    times(facts, servicing.started(), servicing.ended());
    facts.add(new Fact("Tries", String.valueOf(row.tries())));
    facts.add(new Fact("Host", row.host().isEmpty() ? "none yet" : row.host()));
    servicing.trouble().ifPresent(trouble -> trouble(facts, trouble));
    facts.add(new Fact("Run", Words.run(servicing.runId())));
    machine.apply(servicing.subject()).ifPresent(now -> {
      facts.add(new Fact("Operating system", now.os().isEmpty() ? "not known" : now.os()));
      facts.add(new Fact("Generation now", String.valueOf(now.generation())));
    });
    return facts;
  }

  private static List<Fact> of(Step step, RunFeed feed) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Step", Words.stepKind(step.kind())));
    facts.add(new Fact("Virtual machine", feed.servicing(step.servicingId()).map(Servicing::subject).orElse("")));
    facts.add(new Fact("State", StateStyle.ofStep(step.state()).word()));
    if (!RunWords.progress(step).isEmpty()) {
      facts.add(new Fact("Progress", RunWords.progress(step)));
    }
    times(facts, step.started(), step.ended());
    facts.add(new Fact("Try", String.valueOf(step.attempt())));
    step.granted().ifPresent(host -> facts.add(new Fact("Granted", host)));
    step.trouble().ifPresent(trouble -> trouble(facts, trouble));
    facts.add(new Fact("Run", Words.run(step.runId())));
    return facts;
  }

  private static List<Fact> together(List<Servicing> servicings) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Virtual machines", String.valueOf(servicings.size())));
    for (StateStyle state : StateStyle.values()) {
      long count = servicings.stream().filter(one -> StateStyle.ofServicing(one.state()) == state).count();
      if (count > 0) {
        facts.add(new Fact("Of them " + state.word().toLowerCase(Locale.ROOT), String.valueOf(count)));
      }
    }
    return facts;
  }

  private static void times(List<Fact> facts, Optional<Instant> begun, Optional<Instant> ended) {
    facts.add(new Fact("Begun", begun.map(Words::time).orElse("not yet")));
    if (begun.isPresent()) {
      facts.add(new Fact("Ended", ended.map(Words::time).orElse("not yet")));
      facts.add(new Fact("Duration", RunWords.duration(begun, ended)));
    }
  }

  private static void trouble(List<Fact> facts, TroubleInfo trouble) {
    facts.add(new Fact("Trouble", trouble.message()));
    if (!trouble.remedy().isBlank()) {
      facts.add(new Fact("What to do", trouble.remedy()));
    }
  }
}
