package org.dormouse.servicing.preflight;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Looking;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/**
 * One report of everything that speaks against servicing a VM: of its library, its images, their chain, its file
 * system and what is in it. Reads only; bounded; thread-safe.
 */
public final class Preflight {

  private final LibraryOverviews overviews;
  private final ImageFindings images = new ImageFindings();
  private final ChainFindings chains = new ChainFindings();
  private final GuestFindings guests = new GuestFindings();
  private final OpenImages open = new OpenImages();
  private final Backends backends;
  private final Surroundings surroundings;

  public Preflight(Backends backends, LibraryOverviews overviews, Surroundings surroundings) {
    this.backends = backends;
    this.overviews = overviews;
    this.surroundings = surroundings;
  }

  /** @param excluded whether a person said that this VM is never serviced */
  public List<Finding> examine(StoredMachine machine, BackendSpec library, boolean excluded) {
    List<Finding> findings = new ArrayList<>();
    if (excluded) {
      findings.add(Finding.block("excluded", machine.id(), machine.id() + " is excluded from servicing.",
          "Declare it as not excluded to have it serviced."));
    }
    switch (overviews.of(library)) {
      case Result.Failed<LibraryOverview>(var trouble) ->
          findings.add(Finding.block(trouble.code(), machine.id(), trouble.message(), trouble.remedy()));
      case Result.Ok<LibraryOverview>(var overview) -> {
        findings.addAll(outside(machine, overview, others(library)));
        findings.addAll(new SpaceNeed(machine, overview).findings());
      }
    }
    findings.addAll(unrunnable(machine));
    findings.addAll(open.of(machine));
    if (findings.stream().noneMatch(f -> f.severity() == Finding.Severity.BLOCK)) {
      findings.addAll(inside(machine));
    }
    return List.copyOf(findings);
  }

  /**
   * Whether other files may be put in the place of the VM's: nobody stands on them or has them open for writing, in
   * this very moment and in any library, since a child would be ruined. That the library cannot be looked over just
   * now is passing.
   */
  public Result<Result.Nothing> replaceable(StoredMachine machine, BackendSpec library) {
    return switch (overviews.now(library)) {
      case Result.Failed<LibraryOverview>(var trouble) ->
          Result.failed(Trouble.passing(trouble.code(), trouble.message(), trouble.remedy()));
      case Result.Ok<LibraryOverview>(var overview) -> {
        List<Finding> findings = new ArrayList<>(chains.children(machine, overview,
            overviews.othersNow(library.name(), surroundings.librarySpecs())));
        findings.addAll(open.of(machine));
        yield findings.isEmpty() ? Result.ok() : Result.failed(Trouble.lasting(findings.getFirst().code(),
            findings.getFirst().message(), findings.getFirst().remedy()));
      }
    };
  }

  /** What the images of this library may have to do with those of all others, as these were last looked at. */
  public OtherLibraries others(BackendSpec library) {
    return overviews.others(library.name(), surroundings.librarySpecs());
  }

  /** What can be told of the VM without looking into its disks. */
  public List<Finding> outside(StoredMachine machine, LibraryOverview overview, OtherLibraries others) {
    List<Finding> findings = new ArrayList<>(overview.findingsOf(machine));
    findings.addAll(images.of(machine, overview));
    findings.addAll(chains.of(machine, overview, others));
    findings.addAll(TwinFindings.of(machine, overview, others));
    return List.copyOf(findings);
  }

  /** What keeps every kind of host that there is from running the VM; nothing as long as one kind can. */
  private List<Finding> unrunnable(StoredMachine machine) {
    Set<Finding> blocks = new LinkedHashSet<>();
    for (String type : surroundings.hostTypes()) {
      List<Finding> against = backends.hypervisor(type).toOptional()
          .map(hypervisor -> hypervisor.examine(machine)).orElse(List.of()).stream()
          .filter(finding -> finding.severity() == Finding.Severity.BLOCK).toList();
      if (against.isEmpty()) {
        return List.of();
      }
      blocks.addAll(against);
    }
    return List.copyOf(blocks);
  }

  /** An image that is blocked already is not read any further. */
  private List<Finding> inside(StoredMachine machine) {
    return switch (new Looking(backends).open(machine)) {
      case Result.Failed<GuestFiles>(var trouble) -> List.of(GuestFindings.unreadable(machine, trouble));
      case Result.Ok<GuestFiles>(var files) -> {
        try (files) {
          yield guests.of(machine, files);
        }
      }
    };
  }
}
