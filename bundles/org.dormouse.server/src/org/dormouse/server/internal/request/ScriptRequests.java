package org.dormouse.server.internal.request;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dormouse.api.Authoring.Script;
import org.dormouse.api.Authoring.ScriptOf;
import org.dormouse.api.Authoring.StepDetails;
import org.dormouse.api.Authoring.StepRef;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.client.Failures;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepView;
import org.dormouse.json.Json;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.model.document.DocumentCodec.Decoded;
import org.dormouse.model.document.Problem;
import org.dormouse.script.DefinitionScript;
import org.dormouse.script.DefinitionScript.Aim;
import org.dormouse.script.StepScript;
import org.dormouse.servicing.RunPayload;
import org.dormouse.servicing.steps.StepHandlers;
import org.dormouse.servicing.steps.StepKind;
import org.dormouse.spi.CommandJournal.Command;

/** What people could do by hand instead, and what is known of one attempt of a step. Changes nothing. */
public final class ScriptRequests {

  private static final int JOURNAL_LIMIT = 100_000;
  private static final int MOST_LINES = 500;

  private final Runs runs;
  private final RunRequests requests;
  private final CarriedOut carriedOut;

  public ScriptRequests(Runs runs, RunRequests requests, CarriedOut carriedOut) {
    this.runs = runs;
    this.requests = requests;
    this.carriedOut = carriedOut;
  }

  /** Of a draft that is not whole yet, what there is of it, and a remark that says what is wrong. */
  public Script script(Put draft) {
    return script(draft, false);
  }

  /** All drafts in one script, then what is done with them. */
  public Script scripts(ScriptOf wanted) {
    List<Script> all = wanted.drafts().stream()
        .map(draft -> script(draft, draft.kind().equals("job") && wanted.run().contains(draft.name()))).toList();
    List<String> texts = new ArrayList<>(all.stream().map(Script::text).toList());
    wanted.assess().map(DefinitionScript::assess).ifPresent(texts::add);
    return new Script(all.size() == 1 ? all.getFirst().title() : all.size() + " definitions", "sh",
        String.join("\n", texts), all.stream().flatMap(one -> one.remarks().stream()).distinct().toList());
  }

  private static Script script(Put draft, boolean run) {
    if (DocumentCodec.classOf(draft.kind()).isEmpty()) {
      throw Failures.usage("unknown-kind", "There is no kind \"" + DefinitionRequests.printable(draft.kind()) + "\".",
          "Known are " + String.join(", ", DocumentCodec.kinds()) + ".");
    }
    Map<String, Object> tree = new TreeMap<>(draft.document());
    tree.put("name", draft.name());
    List<String> remarks = new ArrayList<>();
    switch (DocumentCodec.decode(draft.kind(), tree)) {
      case Decoded.Valid(var object) -> tree = new TreeMap<>(DocumentCodec.encode(object));
      case Decoded.Invalid(List<Problem> problems) -> problems.forEach(problem ->
          remarks.add("It would be refused as it is: " + problem.sentence()));
    }
    DefinitionScript.Text text = DefinitionScript.of(draft.kind(), draft.name(), tree,
        new Aim(draft.expectedVersion() != 0, run));
    remarks.addAll(text.remarks());
    return new Script(DefinitionRequests.words(draft.kind()) + " " + draft.name(), "sh", text.text(), remarks);
  }

  /** One attempt, with the servicing it belongs to and all attempts of that. */
  private record Found(StepView step, ServicingView servicing, List<StepView> all) {

    boolean isOf(StepKind kind) {
      return step.kind().equals(kind.kind());
    }
  }

  private Found find(StepRef ref) {
    Runs.Snapshot snapshot = requests.snapshot(ref.runId());
    StepView step = snapshot.steps().stream().filter(one -> one.id() == ref.stepId()).findFirst().orElseThrow(() ->
        Failures.usage("unknown-step", "The run " + ref.runId() + " has no step with the number " + ref.stepId() + ".",
            "See them: dormouse run show " + ref.runId() + " --output json"));
    ServicingView servicing = snapshot.servicings().stream().filter(one -> one.id().equals(step.servicingId()))
        .findFirst().orElseThrow();
    return new Found(step, servicing, snapshot.steps().stream()
        .filter(one -> one.servicingId().equals(step.servicingId())).toList());
  }

  public Script stepScript(StepRef ref) {
    Found found = find(ref);
    StepView step = found.step();
    String what = step.kind() + " of " + found.servicing().subject() + " in ";
    List<Command> commands = new ArrayList<>(commands(found));
    List<String> remarks = new ArrayList<>();
    if (step.ended().isEmpty()) {
      remarks.add(step.started().isEmpty() ? "The step has not begun." : "The step has not ended; there may be more.");
    }
    Optional<RunPayload> run = runs.payload(ref.runId()).map(text -> Json.read(text, RunPayload.class));
    if (commands.isEmpty()) {
      commands.addAll(run.map(payload -> looking(found, payload)).orElse(List.of()));
      remarks.add(commands.isEmpty() ? "Nothing that was carried out outside the engine is on record for this step."
          : "The engine looked by itself and ran no program; the command looks again.");
    }
    run.map(payload -> payload.service().credential()).filter(name -> !name.isEmpty() && found.isOf(StepKind.INSTALL))
        .ifPresent(name -> remarks.add("The update service was reached with the credential " + name
            + ", which is only named; curl takes user and password from ~/.netrc."));
    String comment = what + ref.runId() + ", attempt " + step.attempt() + ": " + step.state().name().toLowerCase(
        java.util.Locale.ROOT).replace('_', ' ') + step.started().map(from -> ", from " + from).orElse("")
        + step.ended().map(to -> " to " + to).orElse("") + "\n" + String.join("\n", remarks);
    return new Script(what + ref.runId().replaceFirst("^run-", "run "), "sh", StepScript.of(comment.strip(), commands), remarks);
  }

  private List<Command> commands(Found found) {
    StepView step = found.step();
    return runs.servicingKey(step.runId(), step.servicingId(), step.life()).stream()
        .flatMap(key -> StepHandlers.keys(key).stream().flatMap(one -> carriedOut.of(one).stream())
            .filter(line -> line.step().equals(step.key(key))))
        .sorted(Comparator.comparing(CarriedOut.Line::at)).map(CarriedOut.Line::command).toList();
  }

  /** The command that looks at the same things as a step that only looks. */
  private static List<Command> looking(Found found, RunPayload run) {
    String machine = found.servicing().subject();
    if (found.isOf(StepKind.CLAIM)) {
      return List.of(Command.onHost(List.of("dormouse", "vm", "show", machine), ""));
    }
    if (found.isOf(StepKind.ASSESS)) {
      return List.of(Command.onHost(List.of("dormouse", "vm", "assess", machine, "--service", run.service().name()),
          ""));
    }
    if (found.isOf(StepKind.PLACE)) {
      return List.of(Command.onHost(List.of("dormouse", "job", "plan", run.job()), ""));
    }
    return List.of();
  }

  public StepDetails step(StepRef ref) {
    Found found = find(ref);
    StepView step = found.step();
    List<String> journal = runs.journal(ref.runId(), 0, JOURNAL_LIMIT).stream()
        .filter(line -> line.servicingId().equals(step.servicingId()) && line.step().equals(step.kind()))
        .map(line -> line.at() + " " + line.text() + (line.by().isEmpty() ? "" : " (" + line.by() + ")"))
        .limit(MOST_LINES).toList();
    boolean store = found.isOf(StepKind.STORE) || found.isOf(StepKind.RELEASE);
    return new StepDetails(step.id(), step.kind(), new StepLog(runs, step).text(),
        store || step.trouble().isPresent()
            ? new StepOutputs(runs, found.all()).data(found.servicing().state()) : "", journal);
  }
}
