package org.dormouse.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Machines.LibraryScan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "library", description = "Where stored virtual machines lie.")
final class LibraryCommands extends Group {

  private final Context context;
  private final Definer definer;

  LibraryCommands(Context context) {
    this.context = context;
    this.definer = new Definer(context, "library");
  }

  @Command(name = "add", description = "Names a folder with stored virtual machines and looks what lies there. "
      + "No image is changed.")
  int add(@Parameters(paramLabel = "NAME", description = "Name of the library.") String name,
      @Parameters(paramLabel = "FOLDER", arity = "0..1",
          description = "Folder with disk images; not for every type.") Path folder,
      @Option(names = "--type", paramLabel = "TYPE", defaultValue = "directory",
          description = "Back end (default: ${DEFAULT-VALUE}).") String type,
      @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the back end.")
          Map<String, String> settings,
      @Option(names = "--description", paramLabel = "TEXT", description = "A remark for people.") String description,
      @Mixin OutputOption output) {
    if (type.equals("directory") && folder == null) {
      throw CommandFailed.usage("folder-missing", "A library of type directory needs a FOLDER.",
          "For example: dormouse library add images /srv/images");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw CommandFailed.usage("folder-missing", "There is no folder " + folder.toAbsolutePath() + ".",
          "Create it, or mount what holds it.");
    }
    try (EngineCall engine = EngineCall.open(context)) {
      definer.put(engine, name, new Definer.Document().with("type", type).with("description", description)
          .setting("path", folder == null ? "" : Definer.absolute(folder)).settings(settings).tree(), false);
      try {
        LibraryScan scan = engine.askLong(api -> api.scanLibrary(new Named("library", name)));
        print(output, List.of(scan));
      } catch (CommandFailed e) {
        // A library that cannot be read is not kept: the command did all or nothing.
        engine.ask(api -> api.remove(new Put("library", name, Map.of(), -1)));
        throw e;
      }
      return Exit.GOOD;
    }
  }

  @Command(name = "list", description = "Lists all libraries.")
  int list(@Mixin OutputOption output) {
    return definer.list(output, LibraryCommands::table,
        "There is no library yet. Add one: dormouse library add NAME FOLDER");
  }

  private static Table table(List<Definition> libraries) {
    Table table = new Table("NAME", "TYPE", "PATH", "DESCRIPTION");
    libraries.forEach(library -> table.row(library.name(), Definer.text(library, "type"),
        Definer.setting(library, "path"), Definer.text(library, "description")));
    return table;
  }

  @Command(name = "scan", description = "Looks again what lies in a library, or in all of them.")
  int scan(@Parameters(paramLabel = "NAME", arity = "0..*", description = "Libraries; none: all.") List<String> names,
      @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      List<String> wanted = names == null || names.isEmpty()
          ? definer.list(engine).stream().map(Definition::name).toList() : names;
      List<LibraryScan> scans = new ArrayList<>();
      for (String name : wanted) {
        scans.add(engine.askLong(api -> api.scanLibrary(new Named("library", name))));
      }
      print(output, scans);
      return Exit.GOOD;
    }
  }

  @Command(name = "script", description = "Shows the commands that define it, to copy, save and run. Secrets are only "
      + "named.")
  int script(@Parameters(paramLabel = "NAME", description = "Name of the library.") String name,
      @Mixin OutputOption output) {
    return definer.script(name, output);
  }

  @Command(name = "remove", description = "Forgets a library. Its files are not touched.")
  int remove(@Parameters(paramLabel = "NAME", description = "Name of the library.") String name) {
    return definer.remove(name);
  }

  private void print(OutputOption output, List<LibraryScan> scans) {
    Terminal terminal = context.terminal();
    output.print(terminal, scans, () -> MachineCommands.table(scans.stream()
        .flatMap(scan -> scan.machines().stream()).toList()), "No virtual machine was found.");
    if (!output.isJson()) {
      for (LibraryScan scan : scans) {
        Findings.print(terminal, scan.findings());
        terminal.say(scan.library() + ": " + Words.count(scan.machines().size(), "virtual machine") + ", "
            + scan.added() + " new, " + scan.gone() + " gone.");
      }
    }
  }
}
