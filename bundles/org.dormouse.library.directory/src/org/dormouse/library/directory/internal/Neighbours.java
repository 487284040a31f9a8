package org.dormouse.library.directory.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dormouse.spi.Finding;
import org.dormouse.spi.MachineDisk;

/**
 * Files beside a VM's images that say more of it: the saved memory of a VM that was suspended (libvirt
 * {@code .save}, VMware {@code .vmss}, Hyper-V {@code .vsv}, VirtualBox {@code .sav}), which a change of the disk
 * would make worthless, and the parts of a VMDK image that is not one file.
 */
final class Neighbours {
  private static final Set<String> SAVED = Set.of("save", "vmss", "vsv", "sav");
  private static final Pattern PART = Pattern.compile("(.+)-(flat|delta|ctk|sesparse|[fs][0-9]{3})\\.vmdk",
      Pattern.CASE_INSENSITIVE);

  private final Map<Path, Path> saved = new HashMap<>();
  private final Map<Path, Path> parts = new HashMap<>();

  Neighbours(List<Path> files) {
    for (Path file : files) {
      String name = file.getFileName().toString();
      int dot = name.lastIndexOf('.');
      if (dot > 0 && SAVED.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))) {
        saved.put(file.resolveSibling(name.substring(0, dot)), file);
      }
      var part = PART.matcher(name);
      if (part.matches()) {
        parts.put(file.resolveSibling(part.group(1)), file);
      }
    }
  }

  static boolean isPartOfAnother(String fileName) {
    return PART.matcher(fileName).matches();
  }

  List<Finding> findings(Candidate candidate) {
    var findings = new ArrayList<Finding>();
    String name = candidate.machine().name();
    var stems = new TreeSet<Path>();
    stems.add(candidate.shown().resolveSibling(name));
    for (MachineDisk disk : candidate.machine().disks()) {
      String file = disk.image().getFileName().toString();
      stems.add(disk.image().resolveSibling(file));
      stems.add(disk.image().resolveSibling(file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file));
    }
    for (Path stem : stems) {
      if (saved.containsKey(stem)) {
        findings.add(Finding.block("saved-state", name, "VM " + name + " was suspended, not shut down: there is "
            + Shown.of(saved.get(stem).getFileName()) + ".", "Resume it and shut it down, or remove that file."));
      }
      if (parts.containsKey(stem)) {
        findings.add(Finding.block("split-image", name, "The image of VM " + name + " has parts in other files, like "
            + Shown.of(parts.get(stem).getFileName()) + ".", "Convert it into one file."));
      }
    }
    return findings;
  }
}
