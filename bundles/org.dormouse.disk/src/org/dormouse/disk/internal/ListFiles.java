package org.dormouse.disk.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dormouse.disk.FileTree;
import org.dormouse.disk.FileTree.Item;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/**
 * For scripts and for finding out: {@code IMAGE...} lists all files of the VM that has these disks, with hashes;
 * {@code IMAGE... -- PATH} prints one file. Exit code 1 with the reason if that cannot be done.
 */
public final class ListFiles {

  private static final int LARGEST_FILE = 64 << 20;

  private ListFiles() {}

  public static void main(String[] arguments) {
    List<MachineDisk> disks = new ArrayList<>();
    Optional<String> path = Optional.empty();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--")) {
        path = Optional.of(arguments[i + 1]);
        break;
      }
      Path image = Path.of(arguments[i]).toAbsolutePath();
      disks.add(new MachineDisk(i, image, DiskFormat.ofFileName(arguments[i]).orElse(DiskFormat.RAW),
          MachineDisk.Bus.VIRTIO));
    }
    StoredMachine machine = new StoredMachine("files", disks.getFirst().image().getFileName().toString(),
        Hardware.usual(), disks, List.of(), Optional.empty());
    Result<?> result = path.<Result<?>>map(p -> print(machine, p))
        .orElseGet(() -> FileTree.walk(machine, p -> true, item -> System.out.println(line(item))));
    result.failure().ifPresent(trouble -> {
      System.err.println(trouble.code() + ": " + trouble.sentence());
      System.exit(1);
    });
  }

  private static String line(Item item) {
    GuestFiles.Entry entry = item.entry();
    return String.format(Locale.ROOT, "%06o %d:%d %d %d %s %s%s", entry.mode(), entry.owner(), entry.group(),
        entry.size(), entry.modified(), item.sha256().isEmpty() ? "-" : item.sha256(), item.path(),
        entry.target().isEmpty() ? "" : " -> " + entry.target());
  }

  private static Result<?> print(StoredMachine machine, String path) {
    return new StoredDiskReader().open(machine).then(files -> {
      try (files) {
        return files.read(path, LARGEST_FILE).map(content -> {
          content.ifPresent(bytes -> System.out.write(bytes, 0, bytes.length));
          System.out.flush();
          return content;
        });
      }
    });
  }
}
