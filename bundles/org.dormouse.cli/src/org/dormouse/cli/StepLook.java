package org.dormouse.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dormouse.api.Authoring.Script;
import org.dormouse.api.Authoring.StepDetails;
import org.dormouse.api.Authoring.StepRef;
import org.dormouse.api.RunsApi.RunRef;
import org.dormouse.api.RunsApi.RunSnapshot;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.api.RunsApi.TroubleInfo;

/** Looks at the steps of one VM of a run: all of them, or one closely. */
record StepLook(Context context, EngineCall engine, String run, String machine) {

  /** In the order in which they began; those that never did come last. */
  private List<Step> steps() {
    RunSnapshot snapshot = engine.ask(api -> api.open(new RunRef(run)));
    Servicing servicing = snapshot.servicings().stream()
        .filter(one -> one.subject().equals(machine) || one.id().equals(machine)).findFirst()
        .orElseThrow(() -> CommandFailed.usage("unknown-servicing", run + " does not service \"" + machine + "\".",
            "See its VMs: dormouse run show " + run));
    return snapshot.steps().stream().filter(step -> step.servicingId().equals(servicing.id()))
        .sorted(Comparator.comparingInt(Step::life).thenComparingInt(Step::ordinal).thenComparingInt(Step::attempt))
        .toList();
  }

  /** The newest attempt of a step by its name, or an attempt by its number. */
  private Step step(String wanted) {
    List<Step> steps = steps();
    return steps.stream().filter(step -> step.kind().equals(wanted) || String.valueOf(step.id()).equals(wanted))
        .max(Comparator.comparing((Step step) -> step.started().isPresent()).thenComparingLong(Step::id))
        .orElseThrow(() -> CommandFailed.usage("unknown-step", machine + " has no step \"" + wanted + "\" in " + run
            + ".", "It has " + String.join(", ", steps.stream().map(Step::kind).distinct().toList()) + "."));
  }

  int list(OutputOption output) {
    List<Step> steps = steps();
    output.print(context.terminal(), steps, () -> {
      Table table = new Table("NUMBER", "PHASE", "STEP", "TRY", "STATE", "BEGAN", "ENDED", "DETAILS");
      steps.forEach(step -> table.row(step.id(), RunModel.phase(step.kind()), step.kind(), step.attempt(),
          Words.state(step.state()), Words.time(step.started()), Words.time(step.ended()),
          step.trouble().map(TroubleInfo::message).orElse(RunModel.detail(step))));
      return table;
    }, "");
    return Exit.GOOD;
  }

  int details(String wanted, OutputOption output) {
    Step step = step(wanted);
    StepDetails details = engine.ask(api -> api.step(new StepRef(run, step.id())));
    if (output.isJson()) {
      output.print(context.terminal(), details, () -> new Table(""), "");
      return Exit.GOOD;
    }
    Terminal terminal = context.terminal();
    terminal.say(step.kind() + " of " + machine + ": " + Words.state(step.state()) + ", try " + step.attempt() + ", "
        + Words.time(step.started()) + " to " + Words.time(step.ended()));
    if (!details.data().isEmpty()) {
      terminal.say("Data: " + details.data());
    }
    if (!details.log().isEmpty()) {
      terminal.say("");
      details.log().lines().forEach(terminal::say);
    }
    if (!details.journal().isEmpty()) {
      terminal.say("");
      details.journal().forEach(terminal::say);
    }
    return Exit.GOOD;
  }

  /** @param wanted empty: of all steps that began */
  int script(String wanted, OutputOption output) {
    List<Step> wantedSteps = wanted.isEmpty()
        ? steps().stream().filter(step -> step.started().isPresent()).toList() : List.of(step(wanted));
    List<Script> scripts = new ArrayList<>();
    wantedSteps.forEach(step -> scripts.add(engine.ask(api -> api.stepScript(new StepRef(run, step.id())))));
    print(context.terminal(), scripts, output);
    return Exit.GOOD;
  }

  /** Scripts are written so that nothing in them can do harm to a terminal; they are printed as they are. */
  static void print(Terminal terminal, List<Script> scripts, OutputOption output) {
    if (output.isJson()) {
      output.print(terminal, scripts.size() == 1 ? scripts.getFirst() : scripts, () -> new Table(""), "");
      return;
    }
    for (int i = 0; i < scripts.size(); i++) {
      terminal.out().print((i == 0 ? "" : "\n") + scripts.get(i).text());
      scripts.get(i).remarks().forEach(terminal::note);
    }
  }
}
