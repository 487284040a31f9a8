package org.dormouse.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dormouse.api.Authoring.GroupPreview;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Machines.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "group", description = "Named sets of virtual machines: picked by hand, by a rule, or both.")
final class GroupCommands extends Group {

  private static final String NAME = "Name of the group.";

  private final Context context;
  private final Definer definer;

  GroupCommands(Context context) {
    this.context = context;
    this.definer = new Definer(context, "group");
  }

  @Command(name = "create", description = "Defines a VM group. Every condition of the rule that is given has to hold. "
      + "See who belongs to it: dormouse group preview NAME")
  int create(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin GroupOptions options,
      @Option(names = "--replace", description = "Replace a group of that name.") boolean replace,
      @Mixin OutputOption output) {
    Map<String, Object> document = options.document();
    if (!picks(document)) {
      throw CommandFailed.usage("option-missing", "A group needs virtual machines or a rule.",
          "For example: dormouse group create " + name + " --library images --stale-days 7");
    }
    try (EngineCall engine = EngineCall.open(context)) {
      Definition now = definer.put(engine, name, document, replace);
      output.print(context.terminal(), now, () -> table(List.of(now)), "");
      return Exit.GOOD;
    }
  }

  private static boolean picks(Map<String, Object> document) {
    return document.containsKey("virtualMachines") || document.containsKey("rule");
  }

  private static Table table(List<Definition> groups) {
    Table table = new Table("NAME", "VMS", "RULE", "DESCRIPTION");
    groups.forEach(group -> table.row(group.name(), Definer.text(group, "virtualMachines"), rule(group),
        Definer.text(group, "description")));
    return table;
  }

  /** The rule as its conditions, each with its name. */
  private static String rule(Definition group) {
    return group.document().get("rule") instanceof Map<?, ?> rule ? conditions(rule).entrySet().stream()
        .map(condition -> condition.getKey() + " " + condition.getValue()).collect(Collectors.joining("; ")) : "-";
  }

  private static Map<String, String> conditions(Map<?, ?> rule) {
    Map<String, String> conditions = new TreeMap<>();
    rule.forEach((key, value) -> conditions.put(String.valueOf(key), value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(", ")) : String.valueOf(value)));
    return conditions;
  }

  @Command(name = "list", description = "Lists all VM groups.")
  int list(@Mixin OutputOption output) {
    return definer.list(output, GroupCommands::table,
        "There is no VM group yet. Create one: dormouse group create --help");
  }

  @Command(name = "show", description = "Shows the definition of a VM group.")
  int show(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin OutputOption output) {
    return definer.show(name, output, (table, attribute, value) -> {
      if (value instanceof Map<?, ?> rule) {
        conditions(rule).forEach((condition, wanted) -> table.row(attribute + "." + condition, wanted));
      }
      return value instanceof Map;
    });
  }

  @Command(name = "preview", description = "Lists who belongs to a VM group now; with options, who would if it were "
      + "defined so. Nothing is stored.")
  int preview(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin GroupOptions options,
      @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      Map<String, Object> given = options.document();
      Map<String, Object> document = picks(given) ? given
          : engine.ask(api -> api.definition(new Named("group", name))).document();
      GroupPreview preview = engine.askLong(api -> api.previewGroup(new Put("group", name, document, -1)));
      output.print(context.terminal(), preview, () -> MachineCommands.table(preview.machines()),
          "No virtual machine belongs to group " + name + " at present.");
      missing(document, preview).forEach(id -> context.terminal().note(id + " is picked by hand, and in no library at "
          + "present."));
      return Exit.GOOD;
    }
  }

  /** Names picked by hand that no VM has: nothing wrong, but perhaps not what was meant. */
  private static List<String> missing(Map<String, Object> document, GroupPreview preview) {
    Set<String> there = preview.machines().stream().map(Machine::id).collect(Collectors.toSet());
    return document.get("virtualMachines") instanceof List<?> picked ? picked.stream().map(String::valueOf)
        .filter(id -> id.indexOf('*') < 0 && id.indexOf('?') < 0 && !there.contains(id)).toList() : List.of();
  }

  @Command(name = "script", description = "Shows the commands that define it, to copy, save and run. Secrets are only "
      + "named.")
  int script(@Parameters(paramLabel = "NAME", description = NAME) String name,
      @Mixin OutputOption output) {
    return definer.script(name, output);
  }

  @Command(name = "remove", description = "Forgets a VM group. Its virtual machines stay.")
  int remove(@Parameters(paramLabel = "NAME", description = NAME) String name) {
    return definer.remove(name);
  }
}
