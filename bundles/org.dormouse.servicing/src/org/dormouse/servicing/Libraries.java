package org.dormouse.servicing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.dormouse.model.document.Names;
import org.dormouse.servicing.Observed.ScanNote;
import org.dormouse.servicing.Observed.ServicedNote;
import org.dormouse.servicing.preflight.LibraryOverview;
import org.dormouse.servicing.preflight.LibraryOverviews;
import org.dormouse.servicing.preflight.OtherLibraries;
import org.dormouse.servicing.preflight.Preflight;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Generation;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/** What lies in libraries: scans, VMs, generations, rollback, recovery of interrupted commits. Thread-safe. */
public final class Libraries {

  private final Definitions definitions;
  private final Backends backends;
  private final Observations observations;
  private final LibraryOverviews overviews;
  private final Preflight preflight;
  private final InstantSource clock;

  public Libraries(Definitions definitions, Backends backends, Observations observations, LibraryOverviews overviews,
      Preflight preflight, InstantSource clock) {
    this.definitions = definitions;
    this.backends = backends;
    this.observations = observations;
    this.overviews = overviews;
    this.preflight = preflight;
    this.clock = clock;
  }

  /** @param findings of the library as a whole and of files that belong to no VM */
  public record Scanned(List<Observed> machines, List<Finding> findings, Observations.Difference difference) {}

  public Result<Scanned> scan(String name) {
    return definitions.library(name).map(definitions::spec).then(spec ->
        backends.library(spec.type()).then(library -> overviews.fresh(spec).map(overview -> {
          Map<String, ScanNote> notes = new TreeMap<>();
          OtherLibraries others = preflight.others(spec);
          for (StoredMachine machine : overview.scan().machines()) {
            notes.put(machine.id(), note(spec, library, overview, others, machine));
          }
          var difference = observations.scanned(name, notes);
          Map<String, Observed> all = observations.all();
          return new Scanned(notes.keySet().stream().map(all::get).toList(), overview.scan().findings(), difference);
        })));
  }

  private ScanNote note(BackendSpec spec, LibraryBackend library, LibraryOverview overview, OtherLibraries others,
      StoredMachine machine) {
    List<ImageFacts> images = new ArrayList<>();
    for (MachineDisk disk : machine.disks()) {
      overview.factsOf(disk.image()).ifPresent(images::add);
    }
    int generation = library.generations(spec, machine).toOptional().filter(all -> !all.isEmpty())
        .map(all -> all.getFirst().number()).orElse(1);
    return new ScanNote(clock.instant(), machine, images, preflight.outside(machine, overview, others), generation);
  }

  public Collection<Observed> machines() {
    return observations.all().values();
  }

  /** VMs that a pattern matches; a pattern that matches none is the trouble {@code unknown-name}. */
  public Result<List<Observed>> machines(Collection<String> patterns) {
    Map<String, Observed> all = observations.all();
    List<String> idle = Names.idle(patterns, all.keySet());
    if (!idle.isEmpty()) {
      return Result.failed(Trouble.lasting("unknown-name", "No virtual machine matches '" + String.join("', '", idle)
          + "'.", all.isEmpty() ? "Add a library with 'dormouse library add', or scan it again."
              : "See 'dormouse vm list'; names have the form library/name."));
    }
    Predicate<String> wanted = Names.anyOrAll(patterns);
    return Result.ok(all.entrySet().stream().filter(e -> wanted.test(e.getKey())).map(Map.Entry::getValue).toList());
  }

  public Result<Observed> machine(String id) {
    return observations.find(id).map(Result::ok).orElseGet(() -> Result.failed(Trouble.lasting("unknown-name",
        "There is no virtual machine '" + id + "'.", "See 'dormouse vm list'; names have the form library/name.")));
  }

  /** Everything that speaks against servicing the VM, looked at now. */
  public Result<List<Finding>> examine(String id) {
    return machine(id).then(observed -> library(observed).map(spec ->
        preflight.examine(observed.machine(), spec, excluded(id))));
  }

  private boolean excluded(String id) {
    var declared = definitions.machines().get(id);
    return declared != null && declared.isExcluded();
  }

  public Result<List<Generation>> generations(String id) {
    return machine(id).then(observed -> library(observed).then(spec ->
        backends.library(spec.type()).then(library -> library.generations(spec, observed.machine()))));
  }

  /** @param number 0: the newest of those that were kept */
  public Result<Generation> rollback(String id, int number) {
    return machine(id).then(observed -> library(observed).then(spec ->
        backends.library(spec.type()).then(library -> library.generations(spec, observed.machine())
            .then(all -> kept(id, all, number))
            .then(kept -> preflight.replaceable(observed.machine(), spec).map(nothing -> kept))
            .then(kept -> library.rollback(spec, observed.machine(), kept.number()).map(now -> {
              observations.rolledBack(id, kept.number(), now, new Looking(backends).images(observed.machine()));
              return now;
            })))));
  }

  private static Result<Generation> kept(String id, List<Generation> all, int number) {
    return all.stream().filter(g -> !g.current() && (number == 0 || g.number() == number)).findFirst().map(Result::ok)
        .orElseGet(() -> Result.failed(Trouble.lasting("unknown-generation", number == 0
            ? id + " has no earlier generation." : id + " has no earlier generation " + number + ".",
            "See 'dormouse vm show " + id + "'.")));
  }

  private Result<BackendSpec> library(Observed observed) {
    return definitions.library(observed.machine().library()).map(definitions::spec);
  }

  /** Removes kept generations by the rule of the job that last stored one; answers those that are gone now. */
  Result<List<Generation>> expire(String id) {
    return machine(id).then(observed -> observed.serviced().flatMap(ServicedNote::keep)
        .map(keep -> library(observed).then(spec -> backends.library(spec.type()).then(library ->
            library.expire(spec, observed.machine(), keep.generations(), keep.age()))))
        .orElse(Result.ok(List.of())));
  }

  /** Makes kept generations of the VM take less room; answers those that do now. */
  Result<List<Generation>> compact(String id) {
    return machine(id).then(observed -> library(observed).then(spec ->
        backends.library(spec.type()).then(library -> library.compact(spec, observed.machine()))));
  }

  /** Finishes or undoes interrupted commits in every library; answers what was done and what could not be. */
  public List<String> recover() {
    List<String> lines = new ArrayList<>();
    for (var library : definitions.libraries()) {
      BackendSpec spec = definitions.spec(library);
      switch (backends.library(spec.type()).then(backend -> backend.recover(spec))) {
        case Result.Ok<List<String>>(var done) -> done.forEach(line -> lines.add(spec.name() + ": " + line));
        case Result.Failed<List<String>>(var trouble) -> lines.add(spec.name() + ": " + trouble.sentence());
      }
    }
    return lines;
  }
}
