package org.dormouse.servicing.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.StoredMachine;

/**
 * How much room a VM's new generation needs beside the old one: what its images take now and a quarter more for what
 * updates add, at least 256 MiB, never more than the disks' virtual size and a little metadata. The old generation
 * keeps its room as long as it is kept.
 */
public final class SpaceNeed {

  private static final long MIB = 1024 * 1024;
  private static final long LEAST_GROWTH = 256 * MIB;

  private final StoredMachine machine;
  private final List<ImageFacts> images;

  public SpaceNeed(StoredMachine machine, LibraryOverview overview) {
    this(machine, machine.disks().stream().flatMap(disk -> overview.factsOf(disk.image()).stream()).toList());
  }

  public SpaceNeed(StoredMachine machine, List<ImageFacts> images) {
    this.machine = machine;
    this.images = List.copyOf(images);
  }

  public long bytes() {
    long now = images.stream().mapToLong(ImageFacts::fileSize).sum();
    long most = images.stream().mapToLong(ImageFacts::virtualSize).sum();
    return Math.min(now + Math.max(LEAST_GROWTH, now / 4), most + most / 64 + MIB);
  }

  /** Free for us where the VM's images lie; Long.MAX_VALUE where that cannot be told. */
  public static long freeBytes(Path image) {
    try {
      return Files.getFileStore(image).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  List<Finding> findings() {
    long free = freeBytes(machine.bootDisk().image());
    return free >= bytes() ? List.of() : List.of(Finding.block("no-space-in-library", machine.id(),
        "A new generation of " + machine.id() + " needs " + bytes() / MIB + " MiB and its library has "
            + free / MIB + " MiB left.", "Free some space, or keep fewer generations."));
  }
}
