package org.dormouse.cli;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.RunsApi;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.client.Failures;
import org.dormouse.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "job", description = "Which virtual machines are serviced, from where, on which hosts.")
final class JobCommands extends Group {

  private static final long FILE_LIMIT = 1 << 20;
  private static final String NAME = "Name of the job.";

  private final Context context;
  private final Definer definer;

  JobCommands(Context context) {
    this.context = context;
    this.definer = new Definer(context, "job");
  }

  @Command(name = "create", description = "Defines a job. See what it would do: dormouse job plan NAME")
  int create(@Parameters(paramLabel = "NAME", description = NAME) String name,
      @Mixin JobOptions options,
      @Option(names = "--file", paramLabel = "JSON", description = "A document with the job's attributes, as job show "
          + "--output json prints it; options given besides count more.") Path file,
      @Option(names = "--replace", description = "Replace a job of that name.") boolean replace,
      @Mixin OutputOption output) {
    Map<String, Object> document = new LinkedHashMap<>(file == null ? Map.of() : read(file));
    document.putAll(options.document());
    boolean hasMachines = document.containsKey("virtualMachines") || document.containsKey("groups");
    if (!hasMachines || !document.containsKey("updateService")) {
      throw CommandFailed.usage("option-missing", "A job needs --vm or --group, and --service.",
          "For example: dormouse job create " + name + " --vm 'images/*' --service debian");
    }
    try (EngineCall engine = EngineCall.open(context)) {
      checkNames(engine, document);
      Definition now = definer.put(engine, name, document, replace);
      output.print(context.terminal(), now, () -> table(List.of(now)), "");
      return Exit.GOOD;
    }
  }

  /** What a job refers to has to be there when it is made. */
  private static void checkNames(EngineCall engine, Map<String, Object> document) {
    engine.ask(api -> api.definition(new Named("service", String.valueOf(document.get("updateService")))));
    if (document.get("hosts") instanceof List<?> hosts) {
      hosts.forEach(host -> engine.ask(api -> api.definition(new Named("host", String.valueOf(host)))));
    }
    if (document.get("groups") instanceof List<?> groups) {
      groups.forEach(group -> engine.ask(api -> api.definition(new Named("group", String.valueOf(group)))));
    }
  }

  private static Map<String, Object> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw CommandFailed.usage("file-missing", "There is no file " + file.toAbsolutePath() + ".",
          "Give the file with the job's definition.");
    }
    try {
      if (Files.size(file) > FILE_LIMIT) {
        throw CommandFailed.usage("file-too-large", file + " is larger than a definition can be.", "");
      }
      Map<String, Object> tree = Json.tree(Files.readString(file));
      // Both are understood: the document alone, and the definition around it.
      if (tree.get("document") instanceof Map<?, ?> document) {
        @SuppressWarnings("unchecked")
        Map<String, Object> inner = (Map<String, Object>) document;
        tree = new LinkedHashMap<>(inner);
      }
      tree.remove("name");
      return tree;
    } catch (IOException e) {
      throw CommandFailed.usage("file-unreadable", "The file " + file.toAbsolutePath() + " cannot be read: "
          + Failures.text(e) + ".", "Correct its permissions.");
    } catch (JsonParseException e) {
      throw CommandFailed.usage("file-malformed", "The file " + file.toAbsolutePath() + " is no JSON: "
          + e.getMessage(), "See an example: dormouse job show NAME --output json");
    }
  }

  private static Table table(List<Definition> jobs) {
    Table table = new Table("NAME", "VMS", "GROUPS", "SERVICE", "HOSTS", "DESCRIPTION");
    jobs.forEach(job -> table.row(job.name(), Definer.text(job, "virtualMachines"), Definer.text(job, "groups"),
        Definer.text(job, "updateService"), job.document().containsKey("hosts") ? Definer.text(job, "hosts") : "(all)",
        Definer.text(job, "description")));
    return table;
  }

  @Command(name = "list", description = "Lists all jobs.")
  int list(@Mixin OutputOption output) {
    return definer.list(output, JobCommands::table, "There is no job yet. Create one: dormouse job create --help");
  }

  @Command(name = "show", description = "Shows the definition of a job.")
  int show(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin OutputOption output) {
    return definer.show(name, output, (table, attribute, value) -> {
      boolean isHooks = attribute.equals("hooks") && value instanceof List;
      if (isHooks) {
        ((List<?>) value).forEach(hook -> table.row("hook " + ((Map<?, ?>) hook).get("name"),
            HookFile.line((Map<?, ?>) hook)));
      }
      return isHooks;
    });
  }

  @Command(name = "plan", description = "The dry run: what would be done, on which hosts, with which packages. "
      + "Nothing is touched.")
  int plan(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      JobPlan plan = engine.askLong(api -> api.plan(new Named("job", name)));
      if (output.isJson()) {
        output.print(context.terminal(), plan, () -> new Table(""), "");
      } else {
        new PlanPage(context.terminal()).print(plan);
      }
      boolean blocked = plan.machines().stream().anyMatch(machine -> machine.verdict().equals("blocked"));
      return blocked ? Exit.FAILED : Exit.GOOD;
    }
  }

  @Command(name = "run", description = "Services the virtual machines of a job and waits for the end; Ctrl-C leaves "
      + "the run going on.")
  int run(@Parameters(paramLabel = "NAME", description = NAME) String name,
      @Option(names = "--vm", paramLabel = "PATTERN", description = "Only these of the job's; may be repeated.")
          List<String> machines,
      @Option(names = "--detach", description = "Do not wait.") boolean detach,
      @Mixin OutputOption output) {
    RunWatch watch = new RunWatch(context, output);
    try (EngineCall engine = EngineCall.open(context, watch)) {
      RunsApi.RunRef run = engine.askLong(api -> api.run(
          new RunsApi.RunJob(name, machines == null ? List.of() : machines)));
      if (detach) {
        if (output.isJson()) {
          output.print(context.terminal(), run, () -> new Table(""), "");
        } else {
          context.terminal().say(run.runId() + " has begun. Watch it: dormouse run watch " + run.runId());
        }
        return Exit.GOOD;
      }
      return watch.follow(engine, run.runId());
    }
  }

  @Command(name = "script", description = "Shows the commands that define it, to copy, save and run. Secrets are only "
      + "named.")
  int script(@Parameters(paramLabel = "NAME", description = NAME) String name,
      @Mixin OutputOption output) {
    return definer.script(name, output);
  }

  @Command(name = "remove", description = "Forgets a job. Its runs and their reports stay.")
  int remove(@Parameters(paramLabel = "NAME", description = NAME) String name) {
    return definer.remove(name);
  }
}
