package org.dormouse.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.EngineApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "service", description = "Where updates come from.")
final class ServiceCommands extends Group {

  private final Definer definer;

  ServiceCommands(Context context) {
    this.definer = new Definer(context, "service");
  }

  @Command(name = "add", description = "Names an update service. Try it afterwards: dormouse service check NAME")
  int add(@Parameters(paramLabel = "NAME", description = "Name of the service.") String name,
      @Option(names = "--type", paramLabel = "TYPE", defaultValue = "apt",
          description = "Back end (default: ${DEFAULT-VALUE}).") String type,
      @Option(names = "--uri", paramLabel = "URI", description = "Root of the repository: http, https or file.")
          String uri,
      @Option(names = "--suite", paramLabel = "SUITE",
          description = "Suite, e.g. bookworm-security; may be repeated.") List<String> suites,
      @Option(names = "--component", paramLabel = "COMPONENT",
          description = "Component, e.g. main; may be repeated.") List<String> components,
      @Option(names = "--architecture", paramLabel = "NAME",
          description = "Architecture, as Debian names it (default: amd64); may be repeated.")
          List<String> architectures,
      @Option(names = "--keyring", paramLabel = "FILE",
          description = "File with the keys that may sign the index; may be repeated.") List<Path> keyrings,
      @Option(names = "--concurrent", paramLabel = "N", defaultValue = "0",
          description = "VMs served at a time; 0: no limit.") int concurrent,
      @Option(names = "--credential", paramLabel = "NAME",
          description = "Credential with the user and password that the service asks for.") String credential,
      @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Another setting of the back end.")
          Map<String, String> settings,
      @Option(names = "--description", paramLabel = "TEXT", description = "A remark for people.") String description,
      @Option(names = "--replace", description = "Replace a service of that name.") boolean replace,
      @Mixin OutputOption output) {
    if (type.equals("apt") && (uri == null || suites == null || keyrings == null)) {
      throw CommandFailed.usage("setting-missing", "An APT service needs --uri, --suite and --keyring.",
          "For example: dormouse service add debian --uri http://MIRROR/debian-security --suite bookworm-security "
              + "--component main --keyring /usr/share/keyrings/debian-archive-keyring.gpg");
    }
    for (Path keyring : orNone(keyrings)) {
      if (!Files.exists(keyring)) {
        throw CommandFailed.usage("keyring-missing", "There is no keyring " + keyring.toAbsolutePath() + ".",
            "Give the file with the keys that sign the repository's index.");
      }
    }
    var document = new Definer.Document().with("type", type).with("description", description)
        .with("concurrentVms", concurrent == 0 ? null : concurrent).with("credential", credential)
        .setting("uri", uri).setting("suites", words(suites)).setting("components", words(components))
        .setting("architectures", words(architectures))
        .setting("keyring", orNone(keyrings).stream().map(Definer::absolute).collect(Collectors.joining(",")))
        .settings(settings);
    return definer.add(name, document, replace, output, ServiceCommands::table);
  }

  private static <T> List<T> orNone(List<T> values) {
    return values == null ? List.of() : values;
  }

  private static String words(List<String> words) {
    return String.join(" ", orNone(words));
  }

  private static Table table(List<Definition> services) {
    Table table = new Table("NAME", "TYPE", "URI", "SUITES", "COMPONENTS", "DESCRIPTION");
    services.forEach(service -> table.row(service.name(), Definer.text(service, "type"),
        Definer.setting(service, "uri"), Definer.setting(service, "suites"), Definer.setting(service, "components"),
        Definer.text(service, "description")));
    return table;
  }

  @Command(name = "list", description = "Lists all update services.")
  int list(@Mixin OutputOption output) {
    return definer.list(output, ServiceCommands::table,
        "There is no update service yet. Add one: dormouse service add --help");
  }

  @Command(name = "check", description = "Reaches for the service and reads its index: whole, signed, fresh?")
  int check(@Parameters(paramLabel = "NAME", description = "Name of the service.") String name,
      @Mixin OutputOption output) {
    return definer.check(name, output, EngineApi::checkService);
  }

  @Command(name = "script", description = "Shows the commands that define it, to copy, save and run. Secrets are only "
      + "named.")
  int script(@Parameters(paramLabel = "NAME", description = "Name of the service.") String name,
      @Mixin OutputOption output) {
    return definer.script(name, output);
  }

  @Command(name = "remove", description = "Forgets an update service.")
  int remove(@Parameters(paramLabel = "NAME", description = "Name of the service.") String name) {
    return definer.remove(name);
  }
}
