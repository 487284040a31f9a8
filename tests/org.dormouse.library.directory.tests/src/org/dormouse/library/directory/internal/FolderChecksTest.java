package org.dormouse.library.directory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dormouse.library.directory.internal.FolderChecks.HardLinks;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderChecksTest {
  @TempDir
  Path folder;

  /** Severity, code and subject of what is found where hard links are made like this. */
  private List<String> found(HardLinks links) throws IOException, Refusal {
    LibraryFolder library = new LibraryFolder("lab", folder.toRealPath());
    Path image = library.root().resolve("web01.qcow2");
    Files.writeString(image, "an image");
    var disk = new MachineDisk(0, image, DiskFormat.QCOW2, MachineDisk.Bus.VIRTIO);
    var machine = new StoredMachine("lab", "web01", new Hardware(512, 1, "q35", Hardware.Firmware.BIOS),
        List.of(disk), List.of(), Optional.empty());
    List<Finding> findings = new ArrayList<>();
    new FolderChecks(library, new LibraryLock(Duration.ofSeconds(10)), findings::add, links).check(List.of(machine));
    return findings.stream().map(f -> f.severity() + " " + f.code() + " " + f.subject()).toList();
  }

  @Test
  void aFileSystemWithHardLinksIsGood() throws IOException, Refusal {
    assertEquals(List.of(), found(Files::createLink));
  }

  @Test
  void aFileSystemWithoutHardLinksBlocksTheWholeLibrary() throws IOException, Refusal {
    List<String> blocked = List.of("BLOCK no-hard-links lab");
    // as FAT on Linux says it, link(2), and as a file system provider of Java does
    assertEquals(blocked, found((link, existing) -> {
      throw new FileSystemException(link.toString(), existing.toString(), "Operation not permitted");
    }));
    assertEquals(blocked, found((link, existing) -> {
      throw new UnsupportedOperationException();
    }));
  }

  @Test
  void theProbeLeavesNothing() throws IOException, Refusal {
    found(Files::createLink);
    try (Stream<Path> own = Files.list(folder.toRealPath().resolve(".dormouse"))) {
      assertEquals(List.of("lock"), own.map(file -> file.getFileName().toString()).toList());
    }
  }
}
