package org.dormouse.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Who belongs to a VM group. Sizes are in MiB of all files of a VM. */
final class GroupOptions {

  @Option(names = "--vm", paramLabel = "PATTERN", description = "Picked by hand: library/name, * and ? allowed; may be "
      + "repeated. They belong to it whatever the rule says.")
  List<String> machines;

  @Option(names = "--library", paramLabel = "NAME",
      description = "Rule: of this library; may be repeated, any of them.")
  List<String> libraries;

  @Option(names = "--name", paramLabel = "PATTERN", description = "Rule: whose name, without its library, matches; * "
      + "and ? allowed; may be repeated.")
  List<String> names;

  @Option(names = "--tag", paramLabel = "WORD", description = "Rule: with this tag; may be repeated, any of them.")
  List<String> tags;

  @Option(names = "--system", paramLabel = "PATTERN", description = "Rule: whose operating system matches, e.g. "
      + "'debian*12*'; * and ? allowed, case does not count; may be repeated.")
  List<String> systems;

  @Option(names = "--state", paramLabel = "STATE", description = "Rule: in this state, as vm list shows it; may be "
      + "repeated, any of them.")
  List<String> states;

  @Option(names = "--last-result", paramLabel = "RESULT", description = "Rule: whose last servicing ended so: "
      + "succeeded, up-to-date, failed, cancelled, never; may be repeated.")
  List<String> lastResults;

  @Option(names = "--min-size", paramLabel = "MIB", description = "Rule: at least so large.")
  Integer minSize;

  @Option(names = "--max-size", paramLabel = "MIB", description = "Rule: at most so large.")
  Integer maxSize;

  @Option(names = "--stale-days", paramLabel = "DAYS", description = "Rule: not serviced or found up to date for at "
      + "least so many days, or never.")
  Integer staleDays;

  @Option(names = "--min-pending", paramLabel = "N", description = "Rule: at least so many updates pending.")
  Integer minPending;

  @Option(names = "--min-pending-security", paramLabel = "N",
      description = "Rule: at least so many security updates pending.")
  Integer minPendingSecurity;

  @Option(names = "--description", paramLabel = "TEXT", description = "A remark for people.")
  String description;

  Map<String, Object> document() {
    Map<String, Object> rule = new Definer.Document().with("libraries", libraries).with("names", names)
        .with("tags", tags).with("systems", systems).with("states", states).with("lastResults", lastResults)
        .with("minSizeMiB", minSize).with("maxSizeMiB", maxSize).with("staleDays", staleDays)
        .with("minPending", minPending).with("minPendingSecurity", minPendingSecurity).tree();
    return new Definer.Document().with("description", description).with("virtualMachines", machines)
        .with("rule", rule.isEmpty() ? null : rule).tree();
  }
}
