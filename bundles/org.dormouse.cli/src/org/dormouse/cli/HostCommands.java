package org.dormouse.cli;

import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.EngineApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "host", description = "Hypervisor hosts lent to servicing.")
final class HostCommands extends Group {

  private final Definer definer;

  HostCommands(Context context) {
    this.definer = new Definer(context, "host");
  }

  @Command(name = "add", description = "Names a maintenance host. Without options: this machine, with QEMU.")
  int add(@Parameters(paramLabel = "NAME", description = "Name of the host.") String name,
      @Option(names = "--type", paramLabel = "TYPE", defaultValue = "qemu",
          description = "Back end (default: ${DEFAULT-VALUE}).") String type,
      @Option(names = "--memory", paramLabel = "MIB", defaultValue = "0",
          description = "Memory that guests may use together; 0: most of what the host has.") int memory,
      @Option(names = "--cpus", paramLabel = "N", defaultValue = "0",
          description = "CPUs that guests may use together; 0: all, twice.") int cpus,
      @Option(names = "--concurrent", paramLabel = "N", defaultValue = "0",
          description = "VMs woken at a time; 0: as memory and CPUs allow.") int concurrent,
      @Option(names = "--credential", paramLabel = "NAME", description = "Credential to reach it with.")
          String credential,
      @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the back end.")
          Map<String, String> settings,
      @Option(names = "--description", paramLabel = "TEXT", description = "A remark for people.") String description,
      @Option(names = "--replace", description = "Replace a host of that name.") boolean replace,
      @Mixin OutputOption output) {
    var document = new Definer.Document().with("type", type).with("description", description)
        .with("memoryMiB", memory == 0 ? null : memory).with("cpus", cpus == 0 ? null : cpus)
        .with("concurrentVms", concurrent == 0 ? null : concurrent).with("credential", credential).settings(settings);
    return definer.add(name, document, replace, output, HostCommands::table);
  }

  private static Table table(List<Definition> hosts) {
    Table table = new Table("NAME", "TYPE", "MEMORY MIB", "CPUS", "VMS AT A TIME", "DESCRIPTION");
    hosts.forEach(host -> table.row(host.name(), Definer.text(host, "type"), Definer.text(host, "memoryMiB"),
        Definer.text(host, "cpus"), Definer.text(host, "concurrentVms"), Definer.text(host, "description")));
    return table;
  }

  @Command(name = "list", description = "Lists all maintenance hosts.")
  int list(@Mixin OutputOption output) {
    return definer.list(output, HostCommands::table,
        "There is no maintenance host yet. Add this machine: dormouse host add local");
  }

  @Command(name = "check", description = "Looks what the host can do, and whether a VM has proven that KVM works on it.")
  int check(@Parameters(paramLabel = "NAME", description = "Name of the host.") String name,
      @Mixin OutputOption output) {
    return definer.check(name, output, EngineApi::checkHost);
  }

  @Command(name = "script", description = "Shows the commands that define it, to copy, save and run. Secrets are only "
      + "named.")
  int script(@Parameters(paramLabel = "NAME", description = "Name of the host.") String name,
      @Mixin OutputOption output) {
    return definer.script(name, output);
  }

  @Command(name = "remove", description = "Forgets a maintenance host.")
  int remove(@Parameters(paramLabel = "NAME", description = "Name of the host.") String name) {
    return definer.remove(name);
  }
}
