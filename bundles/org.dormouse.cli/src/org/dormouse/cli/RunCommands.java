package org.dormouse.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Reports;
import org.dormouse.api.RunsApi;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.RunRef;
import org.dormouse.api.RunsApi.RunSnapshot;
import org.dormouse.api.RunsApi.ServicingRef;
import org.dormouse.api.client.Failures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = "Executions of jobs.")
final class RunCommands extends Group {

  private static final String RUN = "The run, as run list names it.";
  private static final String STEP = "One step of that VM by its name, e.g. install, or by its number.";

  private final Context context;

  RunCommands(Context context) {
    this.context = context;
  }

  @Command(name = "list", description = "Lists runs, the newest first.")
  int list(@Option(names = "-n", paramLabel = "NUMBER", defaultValue = "20",
      description = "How many at most; 0: all (default: ${DEFAULT-VALUE}).") int limit, @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      List<Run> runs = engine.ask(api -> api.runs(new RunsApi.Limit(limit)));
      output.print(context.terminal(), runs, () -> {
        Table table = new Table("RUN", "JOB", "STATE", "SUBMITTED", "ENDED", "VMS", "BY");
        runs.forEach(run -> table.row(run.id(), run.job(), Words.state(run.state()), Words.time(run.submitted()),
            Words.time(run.ended()), Words.counts(run.counts()), run.by()));
        return table;
      }, "Nothing has been run yet. Run a job: dormouse job run NAME");
      return Exit.GOOD;
    }
  }

  @Command(name = "show", description = "Shows the state of a run, each VM with the step it is at; or the steps of one "
      + "VM; or all that is known of one step.")
  int show(@Parameters(paramLabel = "RUN", description = RUN) String id,
      @Parameters(paramLabel = "VM", arity = "0..1", defaultValue = "", description = "One VM of it.") String machine,
      @Parameters(paramLabel = "STEP", arity = "0..1", defaultValue = "", description = STEP) String wanted,
      @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      if (!machine.isEmpty()) {
        StepLook look = new StepLook(context, engine, id, machine);
        return wanted.isEmpty() ? look.list(output) : look.details(wanted, output);
      }
      RunSnapshot snapshot = engine.ask(api -> api.open(new RunRef(id)));
      RunModel model = new RunModel(snapshot);
      if (output.isJson()) {
        output.print(context.terminal(), snapshot, () -> new Table(""), "");
        return Exit.GOOD;
      }
      context.terminal().say(id + " of " + model.run().job() + ": " + Words.state(model.run().state()) + ", "
          + Words.counts(model.counts()));
      Table table = new Table("VM", "STATE", "PHASE", "STEP", "STEP STATE", "TRY", "DETAILS");
      model.servicings().forEach(servicing -> model.present(servicing.id()).ifPresentOrElse(
          step -> table.row(servicing.subject(), Words.result(servicing.state()), RunModel.phase(step.kind()),
              step.kind(), Words.state(step.state()), step.attempt(),
              servicing.trouble().map(RunsApi.TroubleInfo::message).orElse(RunModel.detail(step))),
          () -> table.row(servicing.subject(), Words.result(servicing.state()), "-", "-", "-", "-", "")));
      table.print(context.terminal());
      if (model.counts().containsKey("NEEDS_OPERATOR")) {
        context.terminal().say("Answer what is asked: dormouse run approve " + id + " VM, or dormouse run reject " + id
            + " VM");
      }
      tellWhatWasStored(engine, id, model);
      return Exit.GOOD;
    }
  }

  /** Who reads that a VM failed or was cancelled takes its image for untouched; where it is not, that is said. */
  private void tellWhatWasStored(EngineCall engine, String id, RunModel model) {
    Set<String> badly = model.servicings().stream()
        .filter(servicing -> servicing.state().equals("CANCELLED") || servicing.state().equals("FAILED"))
        .map(RunsApi.Servicing::subject).collect(Collectors.toSet());
    if (!badly.isEmpty()) {
      engine.askLong(api -> api.report(new RunRef(id))).machines().stream()
          .filter(machine -> badly.contains(machine.id()) && !machine.data().startsWith("Untouched"))
          .forEach(machine -> context.terminal().say(machine.id() + ": " + machine.data()));
    }
  }

  @Command(name = "watch", description = "Follows a run to its end; Ctrl-C leaves it going on.")
  int watch(@Parameters(paramLabel = "RUN", description = RUN) String id, @Mixin OutputOption output) {
    RunWatch watch = new RunWatch(context, output);
    try (EngineCall engine = EngineCall.open(context, watch)) {
      return watch.follow(engine, id);
    }
  }

  @Command(name = "script", description = "Shows the commands that were carried out for a VM, to copy, save and run. "
      + "What was done in the guest is only shown unless the script is told how to get there.")
  int script(@Parameters(paramLabel = "RUN", description = RUN) String id,
      @Parameters(paramLabel = "VM", description = "One VM of it.") String machine,
      @Parameters(paramLabel = "STEP", arity = "0..1", defaultValue = "", description = STEP + " None: all.")
          String wanted,
      @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      return new StepLook(context, engine, id, machine).script(wanted, output);
    }
  }

  @Command(name = "pause", description = "Starts nothing new; what is under way ends.")
  int pause(@Parameters(paramLabel = "RUN", description = RUN) String id) {
    return verb(api -> api.pause(new RunRef(id)), id + " starts nothing new. Go on: dormouse run resume " + id);
  }

  @Command(name = "resume", description = "Goes on with a paused run.")
  int resume(@Parameters(paramLabel = "RUN", description = RUN) String id) {
    return verb(api -> api.resume(new RunRef(id)), id + " goes on.");
  }

  @Command(name = "cancel", description = "Ends a run, or one VM of it; images that were not stored yet stay as they "
      + "were.")
  int cancel(@Parameters(paramLabel = "RUN", description = RUN) String id,
      @Parameters(paramLabel = "VM", arity = "0..1", defaultValue = "", description = "One VM of it; none: all.")
          String machine) {
    return verb(api -> api.cancel(new ServicingRef(id, machine)), "Cancelling " + (machine.isEmpty() ? id : machine)
        + ". See: dormouse run show " + id);
  }

  @Command(name = "retry", description = "Services once more what failed or was cancelled in a run, or one VM of it.")
  int retry(@Parameters(paramLabel = "RUN", description = RUN) String id,
      @Parameters(paramLabel = "VM", arity = "0..1", defaultValue = "", description = "One VM of it; none: all failed.")
          String machine) {
    return verb(api -> api.retry(new ServicingRef(id, machine)), "Trying again. Watch it: dormouse run watch " + id);
  }

  /** What can be said to a step that asks, in the engine's words. */
  enum Decision { RETRY, SKIP, APPROVE, FAIL }

  @Command(name = "decide", description = "Answers a step that asks.")
  int decide(@Parameters(paramLabel = "RUN", description = RUN) String id,
      @Parameters(paramLabel = "STEP", description = "Number of the step, as run show --output json names it.")
          long step,
      @Parameters(paramLabel = "DECISION", description = "retry, skip, approve or fail.")
          Decision decision) {
    return verb(api -> api.decide(new RunsApi.Decide(id, step, decision.name())), "Decided.");
  }

  @Command(name = "approve", description = "Says yes to what a VM of a run asks.")
  int approve(@Parameters(paramLabel = "RUN", description = RUN) String id,
      @Parameters(paramLabel = "VM", description = "The VM that asks.") String machine) {
    return answer(id, machine, "APPROVE", "goes on.");
  }

  @Command(name = "reject", description = "Says no to what a VM of a run asks: this VM fails, the others go on.")
  int reject(@Parameters(paramLabel = "RUN", description = RUN) String id,
      @Parameters(paramLabel = "VM", description = "The VM that asks.") String machine) {
    return answer(id, machine, "FAIL", "is ended and released.");
  }

  private int answer(String id, String machine, String decision, String said) {
    try (EngineCall engine = EngineCall.open(context)) {
      RunModel model = new RunModel(engine.ask(api -> api.open(new RunRef(id))));
      RunsApi.Servicing servicing = model.servicings().stream()
          .filter(one -> one.subject().equals(machine) || one.id().equals(machine)).findFirst()
          .orElseThrow(() -> CommandFailed.usage("unknown-servicing", id + " does not service \"" + machine + "\".",
              "See its VMs: dormouse run show " + id));
      RunsApi.Step step = model.present(servicing.id()).filter(at -> at.state().equals("NEEDS_OPERATOR"))
          .orElseThrow(() -> CommandFailed.usage("nothing-asked", servicing.subject() + " asks nothing in " + id + ".",
              "See its state: dormouse run show " + id));
      engine.ask(api -> api.decide(new RunsApi.Decide(id, step.id(), decision)));
      context.terminal().say(servicing.subject() + " " + said);
      return Exit.GOOD;
    }
  }

  private int verb(Function<EngineApi, CompletableFuture<RunRef>> request, String said) {
    try (EngineCall engine = EngineCall.open(context)) {
      engine.ask(request);
      context.terminal().say(said);
      return Exit.GOOD;
    }
  }

  enum ReportFormat { html, json, csv, pdf }

  @Command(name = "report", description = "Everything about a run: before and after, proof, times, failures.")
  int report(@Parameters(paramLabel = "RUN", description = RUN) String id,
      @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "json",
          description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).") ReportFormat format,
      @Option(names = "--out", paramLabel = "FILE", description = "Write it there instead of printing it.") Path out) {
    if (out != null && (Files.isDirectory(out) || out.toAbsolutePath().getParent() == null
        || !Files.isDirectory(out.toAbsolutePath().getParent()))) {
      throw CommandFailed.usage("file-not-writable", "The report cannot be written to " + out.toAbsolutePath() + ".",
          "Give a file in a folder that is there.");
    }
    try (EngineCall engine = EngineCall.open(context)) {
      Reports.Rendered rendered = engine.askLong(api -> api.renderReport(new Reports.Render(id, format.name())));
      byte[] content = format == ReportFormat.pdf ? Base64.getDecoder().decode(rendered.content())
          : rendered.content().getBytes(StandardCharsets.UTF_8);
      if (out == null) {
        context.terminal().out().write(content);
      } else {
        Files.write(out, content);
        context.terminal().say("Report of " + id + ": " + out.toAbsolutePath());
      }
      return Exit.GOOD;
    } catch (IOException e) {
      throw CommandFailed.usage("file-not-writable", "The report cannot be written to " + out + ": "
          + Failures.text(e) + ".", "Give a file in a folder that can be written.");
    }
  }
}
