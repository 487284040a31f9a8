package org.dormouse.servicing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.VmGroup;
import org.dormouse.model.document.Names;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** Which VMs a job is about: those it names and those of its groups, as they lie in libraries now. Thread-safe. */
final class JobMachines {

  private static final int MOST = 100_000;

  private final Definitions definitions;
  private final Libraries libraries;
  private final Groups groups;

  JobMachines(Definitions definitions, Libraries libraries, Groups groups) {
    this.definitions = definitions;
    this.libraries = libraries;
    this.groups = groups;
  }

  /**
   * The libraries are scanned first: what lies there now counts, not what lay there once.
   *
   * @param narrow patterns that narrow the job's VMs; empty: all of them
   */
  Result<List<Observed>> of(ServicingJob job, Collection<String> narrow) {
    return groupsOf(job).then(named -> scan(job, named).then(scanned -> chosen(job, named)
        .then(all -> narrow.isEmpty() ? some(job, all) : libraries.machines(narrow).then(wanted -> {
          Predicate<String> narrowed = Names.any(narrow);
          List<Observed> both = all.stream().filter(machine -> narrowed.test(machine.machine().id())).toList();
          return both.isEmpty() ? Result.failed(Trouble.lasting("no-machines", "Job " + job.getName()
              + " has no virtual machine that also matches '" + String.join("', '", narrow) + "'.",
              "See 'dormouse job show " + job.getName() + "'.")) : some(job, both);
        }))));
  }

  private Result<List<VmGroup>> groupsOf(ServicingJob job) {
    List<VmGroup> found = new ArrayList<>();
    for (String name : job.getGroups()) {
      switch (definitions.group(name)) {
        case Result.Ok<VmGroup>(var group) -> found.add(group);
        case Result.Failed<VmGroup>(var trouble) -> {
          return Result.failed(trouble);
        }
      }
    }
    return Result.ok(found);
  }

  private Result<Result.Nothing> scan(ServicingJob job, List<VmGroup> named) {
    for (var library : definitions.libraries()) {
      var scanned = libraries.scan(library.getName());
      boolean concerned = Groups.concerns(job.getVirtualMachines(), library.getName())
          || named.stream().anyMatch(group -> Groups.concerns(group, library.getName()));
      if (scanned.failure().isPresent() && concerned) {
        return Result.failed(scanned.failure().get());
      }
    }
    return Result.ok();
  }

  private Result<List<Observed>> chosen(ServicingJob job, List<VmGroup> named) {
    if (named.isEmpty()) {
      return libraries.machines(List.copyOf(job.getVirtualMachines()));
    }
    Collection<Observed> all = libraries.machines();
    List<Observed> ofGroups = groups.members(named, all);
    if (job.getVirtualMachines().isEmpty()) {
      return Result.ok(ofGroups);
    }
    return libraries.machines(List.copyOf(job.getVirtualMachines())).map(direct -> {
      Set<String> ids = direct.stream().map(machine -> machine.machine().id()).collect(Collectors.toSet());
      ofGroups.forEach(machine -> ids.add(machine.machine().id()));
      return all.stream().filter(machine -> ids.contains(machine.machine().id())).toList();
    });
  }

  private static Result<List<Observed>> some(ServicingJob job, List<Observed> machines) {
    if (machines.isEmpty()) {
      return Result.failed(Trouble.lasting("no-machines", "Job " + job.getName() + " has no virtual machine: none "
          + "belongs to " + (job.getGroups().size() == 1 ? "group " : "the groups ")
          + String.join(", ", job.getGroups()) + " at present.",
          "Look who would: dormouse group preview " + job.getGroups().getFirst()));
    }
    if (machines.size() > MOST) {
      return Result.failed(Trouble.lasting("too-many-machines", "Job " + job.getName() + " has " + machines.size()
          + " virtual machines; a run can have " + MOST + ".", "Make several jobs of it."));
    }
    return Result.ok(machines);
  }
}
