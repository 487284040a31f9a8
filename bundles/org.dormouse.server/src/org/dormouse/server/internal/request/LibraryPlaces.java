package org.dormouse.server.internal.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.InventoryObject;
import org.dormouse.json.Json;

/**
 * Libraries lie apart: a VM in two libraries would be two VMs to us, serviced side by side on one image. Folders are
 * compared by what they are, not by how they are written: through links and by the device and inode of each folder
 * above.
 */
final class LibraryPlaces {

  private final Inventory inventory;

  LibraryPlaces(Inventory inventory) {
    this.inventory = inventory;
  }

  /** @param how as a sentence about the new one, e.g. {@code lies inside} */
  record Overlap(String other, Path folder, String how) {}

  /** Another library that the folder of this document would share files with; empty where it names no folder. */
  Optional<Overlap> overlap(String name, Map<String, Object> document) {
    return folder(document).flatMap(own -> inventory.list("library").stream()
        .filter(other -> !other.name().equals(name)).flatMap(other -> overlap(own, other).stream()).findFirst());
  }

  private static Optional<Overlap> overlap(Path own, InventoryObject other) {
    return folder(Json.tree(other.document())).flatMap(theirs -> {
      boolean inside = holds(theirs, own);
      boolean around = holds(own, theirs);
      String how = inside && around ? "is" : inside ? "lies inside" : "holds";
      return inside || around ? Optional.of(new Overlap(other.name(), theirs, how)) : Optional.empty();
    });
  }

  private static Optional<Path> folder(Map<String, Object> document) {
    try {
      return document.get("settings") instanceof Map<?, ?> settings && settings.get("path") instanceof String path
          && Path.of(path).isAbsolute() ? Optional.of(real(Path.of(path).normalize())) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Of what is not there the folders above it count. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.getParent() == null ? path : real(path.getParent()).resolve(path.getFileName());
    }
  }

  private static boolean holds(Path outer, Path inner) {
    for (Path at = inner; at != null; at = at.getParent()) {
      if (at.equals(outer) || same(at, outer)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }
}
