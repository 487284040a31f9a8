package org.dormouse.disk.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dormouse.disk.internal.block.BlockSource;
import org.dormouse.disk.internal.block.ImageOpener;
import org.dormouse.disk.internal.block.WorkLimit;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/**
 * Reads stored VMs with ext2, ext3 or ext4 on plain partitions or whole disks. Thread-safe; what it opens is not.
 */
public final class StoredDiskReader implements DiskReader {

  /** What a library of ours has at its top. */
  private static final String LIBRARY_MARK = ".dormouse";
  private static final int MOST_FOLDERS_UP = 8;

  @Override
  public Result<GuestFiles> open(StoredMachine machine) {
    return opened(machine).map(files -> files);
  }

  @Override
  public Result<GuestFiles> open(StoredMachine machine, List<Path> places) {
    return opened(machine, places).map(files -> files);
  }

  Result<OpenedFiles> opened(StoredMachine machine) {
    return opened(machine, machine.disks().stream().map(MachineDisk::image).toList());
  }

  private Result<OpenedFiles> opened(StoredMachine machine, List<Path> places) {
    return OpenedFiles.guarded(machine.id(), "find the root file system", () -> {
      WorkLimit limit = new WorkLimit(OpenedFiles.WORK);
      Disks disks = new Disks();
      try {
        ImageOpener opener = new ImageOpener(folders(machine, places), limit);
        RootFinder finder = new RootFinder();
        for (int i = 0; i < machine.disks().size(); i++) {
          MachineDisk disk = machine.disks().get(i);
          finder.add(disk.slot(), disks.keep(opener.open(disk.image(), disk.format(), places.get(i))));
        }
        return new OpenedFiles(machine.id(), finder.find(), limit, disks);
      } catch (IOException | RuntimeException e) {
        disks.close();
        throw e;
      }
    });
  }

  /** Where backing files may lie: in the trees of the VM's own folders and of the library around them. */
  private static Set<Path> folders(StoredMachine machine, List<Path> places) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    for (Path place : places) {
      addWithLibrary(place.toAbsolutePath().getParent(), folders);
    }
    for (MachineDisk disk : machine.disks()) {
      addWithLibrary(disk.image().toAbsolutePath().getParent(), folders);
    }
    if (machine.definition().isPresent()) {
      addWithLibrary(machine.definition().get().toAbsolutePath().getParent(), folders);
    }
    return folders;
  }

  private static void addWithLibrary(Path folder, Set<Path> folders) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Path real = folder.toRealPath();
    folders.add(real);
    Path above = real;
    for (int i = 0; i < MOST_FOLDERS_UP && above != null; i++, above = above.getParent()) {
      if (Files.isDirectory(above.resolve(LIBRARY_MARK))) {
        folders.add(above);
        return;
      }
    }
  }

  /** Everything that is open for one VM. */
  private static final class Disks implements Closeable {

    private final Deque<BlockSource> open = new ArrayDeque<>();

    BlockSource keep(BlockSource disk) {
      open.push(disk);
      return disk;
    }

    @Override
    public void close() throws IOException {
      for (BlockSource disk : open) {
        disk.close();
      }
    }
  }
}
