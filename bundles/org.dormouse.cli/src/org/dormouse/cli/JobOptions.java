package org.dormouse.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a job is made of, beside its name. */
final class JobOptions {

  @Option(names = "--vm", paramLabel = "PATTERN",
      description = "Virtual machines: library/name, * and ? allowed; may be repeated.")
  List<String> machines;

  @Option(names = "--group", paramLabel = "NAME", description = "VM group whose members are serviced as well; may be "
      + "repeated.")
  List<String> groups;

  @Option(names = "--service", paramLabel = "NAME", description = "Update service.")
  String service;

  @Option(names = "--host", paramLabel = "NAME",
      description = "Maintenance host that may be used; may be repeated; none: all.")
  List<String> hosts;

  @Option(names = "--placement", paramLabel = "POLICY", description = "balance (default) or consolidate.")
  String placement;

  @Option(names = "--isolation", paramLabel = "HOW", description = "linkDown (default) or noCard.")
  String isolation;

  @Option(names = "--concurrent", paramLabel = "N",
      description = "VMs woken at a time, in all runs of the job together; 0: as hosts allow.")
  Integer concurrent;

  @Option(names = "--max-failures", paramLabel = "N",
      description = "Start no more after so many failed; 0: no limit.")
  Integer maxFailures;

  @Option(names = "--max-failure-percent", paramLabel = "N",
      description = "Start no more after so many per cent failed; 0: no limit.")
  Integer maxFailurePercent;

  @Option(names = "--max-cycles", paramLabel = "N",
      description = "Install cycles after which a VM is given up (default: 3).")
  Integer maxCycles;

  @Option(names = "--keep", paramLabel = "N", description = "Earlier generations kept for rollback (default: 1).")
  Integer keep;

  @Option(names = "--keep-days", paramLabel = "DAYS",
      description = "Days after which kept generations expire (default: 14).")
  Integer keepDays;

  @Option(names = "--boot-timeout", paramLabel = "SECONDS", description = "Until a guest answers (default: 600).")
  Integer bootTimeout;

  @Option(names = "--install-timeout", paramLabel = "SECONDS", description = "For one install cycle (default: 7200).")
  Integer installTimeout;

  @Option(names = "--shutdown-timeout", paramLabel = "SECONDS", description = "To shut down (default: 300).")
  Integer shutdownTimeout;

  @Option(names = "--boot-test",
      description = "Start the new generation once more and prove it healthy before it is stored.")
  Boolean bootTest;

  @Option(names = "--hook-file", paramLabel = "JSON", description = "Hooks, - for standard input: a "
      + "JSON list with name, juncture, kind "
      + "(guestScript, localScript, healthCheck, approval) and what the kind needs; scriptFile names a file with the "
      + "script; may be repeated.")
  List<Path> hookFiles;

  @Option(names = "--description", paramLabel = "TEXT", description = "A remark for people.")
  String description;

  Map<String, Object> document() {
    return new Definer.Document().with("description", description).with("virtualMachines", machines)
        .with("groups", groups).with("updateService", service).with("hosts", hosts)
        .with("placement", placement).with("isolation", isolation).with("concurrentVms", concurrent)
        .with("maxFailures", maxFailures).with("maxFailurePercent", maxFailurePercent)
        .with("maxCycles", maxCycles).with("keepGenerations", keep)
        .with("keepDays", keepDays).with("bootTimeout", bootTimeout).with("installTimeout", installTimeout)
        .with("shutdownTimeout", shutdownTimeout).with("bootTest", bootTest)
        .with("hooks", hookFiles == null ? null
            : hookFiles.stream().flatMap(file -> HookFile.read(file).stream()).toList()).tree();
  }
}
