package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.LibraryBackend.LibraryScan;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;

/**
 * Finds the VMs of a library. A VM is a sidecar {@code NAME.vm.yaml} with its images, or a lone image with the usual
 * hardware and no network card. A finding's subject is the VM's name if the VM is listed, the library's name if it
 * concerns all of them, else the file's name in the library.
 */
public final class LibraryScanner {
  private static final Set<String> SETTINGS = Set.of("path", LibraryFolder.PACK);

  private final LibraryFolder library;
  private final LibraryLock lock;
  private final int mostFiles;
  private final List<Finding> findings = new ArrayList<>();

  public LibraryScanner(LibraryFolder library, LibraryLock lock) {
    this(library, lock, FolderWalk.MOST_FILES);
  }

  LibraryScanner(LibraryFolder library, LibraryLock lock, int mostFiles) {
    this.library = library;
    this.lock = lock;
    this.mostFiles = mostFiles;
  }

  public LibraryScan scan(Set<String> settings) throws IOException, Refusal {
    settings.stream().filter(setting -> !SETTINGS.contains(setting)).sorted()
        .forEach(setting -> findings.add(Finding.warn("setting-unknown", library.name(), "Library "
            + Shown.of(library.name()) + " has a setting " + Shown.of(setting) + " that means nothing.",
            "Remove it; there are path and pack.")));
    List<Path> files = new FolderWalk(library, findings, mostFiles).files();
    List<Path> images = files.stream().filter(LibraryScanner::isImage).toList();
    var candidates = new ArrayList<Candidate>();
    var sidecars = new Sidecars(library, findings::add);
    for (Path file : files) {
      if (Sidecars.is(file)) {
        sidecars.read(file, images).ifPresent(candidates::add);
      }
    }
    for (Path image : images) {
      lone(image, sidecars).ifPresent(candidates::add);
    }
    List<StoredMachine> machines = unique(candidates);
    refuseSharedDisks(candidates);
    var neighbours = new Neighbours(files);
    candidates.forEach(candidate -> neighbours.findings(candidate).forEach(findings::add));
    new FolderChecks(library, lock, findings::add).check(machines);
    findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::subject)
        .thenComparing(Finding::code));
    return new LibraryScan(machines, findings);
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString();
    return name.contains(".") && DiskFormat.ofFileName(name).isPresent() && !Neighbours.isPartOfAnother(name);
  }

  private Optional<Candidate> lone(Path image, Sidecars sidecars) {
    String shown = Shown.of(library.relative(image));
    String file = image.getFileName().toString();
    String name = file.substring(0, file.lastIndexOf('.'));
    if (sidecars.taken().contains(image)) {
      return Optional.empty();
    }
    try {
      Path real = ImageFile.resolve(library, image);
      if (sidecars.taken().contains(real) && !real.equals(image)) {
        findings.add(Finding.info("link-to-disk", shown, shown + " is a link to a disk of a VM that has a sidecar."));
        return Optional.empty();
      }
      if (!LibraryFolder.isMachineName(name)) {
        findings.add(Finding.block("bad-name", shown, shown + " is no name for a VM.",
            "Use letters, digits, dots, dashes and underscores, at most 100."));
        return Optional.empty();
      }
      var disk = new MachineDisk(0, real, DiskFormat.ofFileName(file).orElseThrow(), MachineDisk.Bus.VIRTIO);
      return Optional.of(new Candidate(new StoredMachine(library.name(), name, Hardware.usual(), List.of(disk),
          List.of(), Optional.empty()), image));
    } catch (Refusal e) {
      findings.add(Finding.block(e.trouble().code(), shown, e.trouble().message(), e.trouble().remedy()));
      return Optional.empty();
    }
  }

  /** Of several VMs with one name the first is listed, so that it is seen to be blocked, and all are named. */
  private List<StoredMachine> unique(List<Candidate> candidates) {
    Map<String, List<Candidate>> byName = candidates.stream()
        .collect(Collectors.groupingBy(c -> c.machine().name(), TreeMap::new, Collectors.toList()));
    byName.forEach((name, same) -> {
      if (same.size() > 1) {
        for (Candidate one : same) {
          String others = same.stream().filter(c -> c != one).map(c -> Shown.of(library.relative(c.shown())))
              .collect(Collectors.joining(", "));
          findings.add(Finding.block("duplicate-name", name, Shown.of(library.relative(one.shown()))
              + " has the same VM name as " + others + ".", "Rename all but one."));
        }
      }
    });
    return byName.values().stream().map(same -> same.getFirst().machine()).toList();
  }

  private void refuseSharedDisks(List<Candidate> candidates) {
    var users = new HashMap<Path, List<Candidate>>();
    for (Candidate candidate : candidates) {
      candidate.machine().disks().stream().map(MachineDisk::image).distinct()
          .forEach(image -> users.computeIfAbsent(image, i -> new ArrayList<>()).add(candidate));
      if (candidate.machine().disks().stream().map(MachineDisk::image).distinct().count()
          < candidate.machine().disks().size()) {
        findings.add(Finding.block("shared-disk", candidate.machine().name(), "Two disks of VM "
            + candidate.machine().name() + " are the same file.", "Correct its sidecar."));
      }
    }
    users.forEach((image, sharing) -> {
      if (sharing.size() > 1) {
        for (Candidate one : sharing) {
          String others = sharing.stream().filter(c -> c != one).map(c -> Shown.of(library.relative(c.shown())))
              .collect(Collectors.joining(", "));
          findings.add(Finding.block("shared-disk", one.machine().name(), "The image "
              + Shown.of(library.relative(image)) + " of VM " + one.machine().name() + " also belongs to " + others
              + ".", "Give each VM a disk of its own, or remove the link."));
        }
      }
    });
  }
}
