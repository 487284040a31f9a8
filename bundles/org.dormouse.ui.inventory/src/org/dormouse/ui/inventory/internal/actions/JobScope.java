package org.dormouse.ui.inventory.internal.actions;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.model.document.Names;

/**
 * Which of some virtual machines a job is about, by the rule of the engine: those it names and those of its groups, as
 * the inventory has them now. Pure.
 *
 * @param left those that do not belong to the job
 */
record JobScope(String job, List<Machine> serviced, List<Machine> left) {

  static JobScope of(Definition job, List<Machine> machines) {
    Predicate<String> named = Names.any(texts(job, "virtualMachines"));
    List<String> groups = texts(job, "groups");
    Map<Boolean, List<Machine>> parts = machines.stream().collect(Collectors.partitioningBy(machine ->
        named.test(machine.id()) || machine.groups().stream().anyMatch(groups::contains)));
    return new JobScope(job.name(), parts.get(true), parts.get(false));
  }

  /** Of the jobs that are about any of them, those first that are about most. */
  static List<JobScope> of(List<Definition> jobs, List<Machine> machines) {
    return jobs.stream().map(job -> of(job, machines)).filter(scope -> !scope.serviced().isEmpty())
        .sorted(Comparator.comparingInt((JobScope scope) -> scope.left().size()).thenComparing(JobScope::job)).toList();
  }

  private static List<String> texts(Definition job, String attribute) {
    return job.document().get(attribute) instanceof List<?> texts ? texts.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** {@code all 3}, {@code 2 of 3}. */
  String share() {
    int all = serviced.size() + left.size();
    return left.isEmpty() ? "all " + all : serviced.size() + " of " + all;
  }

  /** Names everybody who is left out. */
  String remark() {
    return left.isEmpty() ? "All that are selected belong to the job " + job + "."
        : "Not serviced, for they do not belong to the job " + job + ":\n"
            + left.stream().map(Machine::id).collect(Collectors.joining("\n"));
  }
}
