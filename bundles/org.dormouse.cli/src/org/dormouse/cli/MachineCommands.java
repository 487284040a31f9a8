package org.dormouse.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Kind;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Machines;
import org.dormouse.api.Machines.Assessment;
import org.dormouse.api.Machines.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "vm", description = "Stored virtual machines.")
final class MachineCommands extends Group {

  private static final String ID = "The virtual machine, as library/name.";

  private final Context context;

  MachineCommands(Context context) {
    this.context = context;
  }

  static Table table(List<Machine> machines) {
    Table table = new Table("VM", "STATE", "PENDING", "SECURITY", "SYSTEM", "SIZE", "ASSESSED", "LAST RESULT",
        "GROUPS");
    machines.forEach(machine -> table.row(machine.id(), machine.state(), Words.known(machine.pending()),
        Words.known(machine.pendingSecurity()), machine.os().isEmpty() ? "-" : machine.os(),
        Words.bytes(machine.sizeBytes()), Words.time(machine.assessed()), machine.lastResult(),
        Words.list(machine.groups())));
    return table;
  }

  /** As {@link #table}, with everything. */
  private static Table wide(List<Machine> machines) {
    Table table = new Table("VM", "STATE", "PENDING", "SECURITY", "SYSTEM", "SIZE", "DISKS", "GENERATION", "ASSESSED",
        "SERVICED", "LAST RESULT", "HOST", "TAGS", "GROUPS", "EXCLUDED");
    machines.forEach(machine -> table.row(machine.id(), machine.state(), Words.known(machine.pending()),
        Words.known(machine.pendingSecurity()), machine.os().isEmpty() ? "-" : machine.os(),
        Words.bytes(machine.sizeBytes()), machine.disks(), machine.generation(), Words.time(machine.assessed()),
        Words.time(machine.serviced()), machine.lastResult(), machine.host().isEmpty() ? "-" : machine.host(),
        Words.list(machine.tags()), Words.list(machine.groups()), machine.excluded() ? "yes" : "no"));
    return table;
  }

  @Command(name = "list", description = "Lists virtual machines as the last scan saw them.")
  int list(@Parameters(paramLabel = "PATTERN", arity = "0..1", defaultValue = "",
          description = "Names with * and ?; none: all.") String pattern,
      @Option(names = "--library", paramLabel = "NAME", defaultValue = "",
          description = "Only those of this library.") String library,
      @Option(names = "--group", paramLabel = "NAME", defaultValue = "",
          description = "Only those of this VM group.") String group,
      @Option(names = "--state", paramLabel = "STATE", defaultValue = "",
          description = "Only those in this state, e.g. stale.") String state,
      @Option(names = "--wide", description = "With all columns.") boolean wide,
      @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      if (!group.isEmpty()) {
        engine.ask(api -> api.definition(new Named("group", group)));
      }
      List<Machine> machines = engine.askLong(api -> api.machines(new Machines.Filter(library, state, pattern)))
          .stream().filter(machine -> group.isEmpty() || machine.groups().contains(group)).toList();
      output.print(context.terminal(), machines, () -> wide ? wide(machines) : table(machines), group.isEmpty()
          ? "No virtual machine. Add a library, or scan it: dormouse library add NAME FOLDER"
          : "No such virtual machine belongs to group " + group + " at present.");
      return Exit.GOOD;
    }
  }

  @Command(name = "show", description = "Shows everything about one virtual machine.")
  int show(@Parameters(paramLabel = "VM", description = ID) String id, @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      Machines.Details details = engine.askLong(api -> api.machine(new Named("vm", id)));
      if (output.isJson()) {
        output.print(context.terminal(), details, () -> new Table(""), "");
      } else {
        new MachinePage(context.terminal()).print(details);
      }
      return Exit.GOOD;
    }
  }

  @Command(name = "assess", description = "Looks what is pending, without waking anything.")
  int assess(@Parameters(paramLabel = "PATTERN", arity = "0..*", description = "Names with * and ?; none: all.")
          List<String> patterns,
      @Option(names = "--service", paramLabel = "NAME", defaultValue = "",
          description = "Update service; may be left out if there is one.") String service,
      @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      Machines.Assessments done = engine.askLong(api -> api.assess(
          new Machines.Assess(patterns == null ? List.of() : patterns, service)));
      output.print(context.terminal(), done, () -> {
        Table table = new Table("VM", "RESULT", "PENDING", "PACKAGES");
        done.assessments().forEach(one -> table.row(one.id(), one.result(),
            one.result().equals("pending") || one.result().equals("up-to-date") ? one.changes().size() : "?",
            one.reason().isEmpty() ? packages(one) : one.reason()));
        return table;
      }, "No virtual machine was assessed.");
      boolean allKnown = done.assessments().stream().noneMatch(one -> one.result().equals("blocked"));
      return allKnown ? Exit.GOOD : Exit.FAILED;
    }
  }

  private static String packages(Assessment assessment) {
    String names = String.join(" ", assessment.changes().stream().limit(6).map(Machines.Change::name).toList());
    return assessment.changes().size() > 6 ? names + " …" : names;
  }

  @Command(name = "history", description = "Shows what happened to a virtual machine, newest first.")
  int history(@Parameters(paramLabel = "VM", description = ID) String id, @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      Machines.History history = engine.ask(api -> api.history(new Named("vm", id)));
      output.print(context.terminal(), history, () -> {
        Table table = new Table("WHEN", "WHAT", "RUN", "DETAILS");
        history.entries().forEach(entry -> table.row(Words.time(entry.at()), entry.what(),
            entry.run().isEmpty() ? "-" : entry.run(), entry.text()));
        return table;
      }, "Nothing has happened to " + id + " yet.");
      return Exit.GOOD;
    }
  }

  @Command(name = "script", description = "Shows the command that declares what was declared of a virtual machine.")
  int script(@Parameters(paramLabel = "VM", description = ID) String id, @Mixin OutputOption output) {
    return new Definer(context, "vm").script(id, output);
  }

  @Command(name = "rollback", description = "Puts an earlier generation back in place, as a new generation. The "
      + "present state is kept as well.")
  int rollback(@Parameters(paramLabel = "VM", description = ID) String id,
      @Option(names = "--to", paramLabel = "GENERATION", defaultValue = "0",
          description = "Number of the generation (default: the newest one kept).") int generation,
      @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      Machines.GenerationInfo now = engine.askLong(api -> api.rollback(new Machines.Rollback(id, generation)));
      if (output.isJson()) {
        output.print(context.terminal(), now, () -> new Table(""), "");
      } else {
        context.terminal().say(id + " is now at generation " + now.number() + ".");
      }
      return Exit.GOOD;
    }
  }

  @Command(name = "set", description = "Declares what a scan cannot see. What is not given stays as it is.")
  int set(@Parameters(paramLabel = "VM", description = ID) String id,
      @Option(names = "--excluded", arity = "1", paramLabel = "true|false", description = "Never service it.")
          Boolean excluded,
      @Option(names = "--tag", paramLabel = "WORD", description = "A word to find it by; replaces the tags it had.")
          List<String> tags,
      @Option(names = "--credential", paramLabel = "NAME", description = "Credential for the guest.")
          String credential,
      @Option(names = "--description", paramLabel = "TEXT", description = "A remark for people.") String description,
      @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      engine.askLong(api -> api.machine(new Named("vm", id)));
      Map<String, Object> document = new HashMap<>(engine.ask(api -> api.definitions(new Kind("vm"))).stream()
          .filter(known -> known.name().equals(id)).map(Definition::document).findFirst().orElse(Map.of()));
      new Definer.Document().with("excluded", excluded).with("tags", tags)
          .with("credential", credential).with("description", description)
          .tree().forEach(document::put);
      Definition now = new Definer(context, "vm").put(engine, id, document, true);
      output.print(context.terminal(), now, () -> new Table("VM", "EXCLUDED", "TAGS").row(id,
          Definer.text(now, "excluded"), Definer.text(now, "tags")), "");
      return Exit.GOOD;
    }
  }
}
