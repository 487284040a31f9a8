package org.dormouse.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dormouse.disk.internal.TreeWalk;
import org.dormouse.spi.DiskReader.GuestFiles.Entry;
import org.dormouse.spi.DiskReader.GuestFiles.Kind;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/**
 * All files of a stored VM, as {@link org.dormouse.spi.DiskReader} sees them, to be compared with another state of the
 * same VM: what a servicing really changed inside of a guest.
 */
public final class FileTree {

  /**
   * @param path absolute in the guest, {@code /} for the root
   * @param sha256 of the content, lower-case hexadecimal; empty where it was not asked for, is no regular file, or
   *     claims to be larger than its file system
   */
  public record Item(String path, Entry entry, String sha256) {}

  /** @param what the properties that differ, e.g. {@code [content, mode]}; empty unless CHANGED */
  public record Difference(Change change, String path, List<String> what) {}

  public enum Change { ADDED, REMOVED, CHANGED }

  private FileTree() {}

  /**
   * Walks through everything that can be read, parents before their children, siblings by name. Directories that the
   * guest mounts from elsewhere are walked as it sees them. The trouble of a damaged directory ends the walk.
   *
   * @param hashed whether the content of the file at this path is to be read and hashed
   * @return how many items there were
   */
  public static Result<Long> walk(StoredMachine machine, Predicate<String> hashed, Consumer<Item> consumer) {
    return TreeWalk.walk(machine, hashed, consumer);
  }

  /** All items by path, with hashes; memory grows with their number. */
  public static Result<Map<String, Item>> read(StoredMachine machine) {
    Map<String, Item> items = new TreeMap<>();
    return walk(machine, path -> true, item -> items.put(item.path(), item)).map(count -> items);
  }

  /** What differs, by path. Of directories the size, which means nothing, is not compared. */
  public static List<Difference> differences(Map<String, Item> before, Map<String, Item> after) {
    Map<String, Difference> differences = new TreeMap<>();
    before.forEach((path, item) -> {
      if (!after.containsKey(path)) {
        differences.put(path, new Difference(Change.REMOVED, path, List.of()));
      }
    });
    after.forEach((path, item) -> {
      if (!before.containsKey(path)) {
        differences.put(path, new Difference(Change.ADDED, path, List.of()));
      } else {
        List<String> what = differing(before.get(path), item);
        if (!what.isEmpty()) {
          differences.put(path, new Difference(Change.CHANGED, path, what));
        }
      }
    });
    return List.copyOf(differences.values());
  }

  private static List<String> differing(Item before, Item after) {
    Entry a = before.entry();
    Entry b = after.entry();
    List<String> what = new ArrayList<>();
    add(what, "kind", a.kind(), b.kind());
    add(what, "content", before.sha256(), after.sha256());
    add(what, "size", a.kind() == Kind.DIRECTORY ? 0L : a.size(), b.kind() == Kind.DIRECTORY ? 0L : b.size());
    add(what, "modified", a.modified(), b.modified());
    add(what, "mode", a.mode(), b.mode());
    add(what, "owner", a.owner(), b.owner());
    add(what, "group", a.group(), b.group());
    add(what, "target", a.target(), b.target());
    return List.copyOf(what);
  }

  private static void add(List<String> what, String name, Object before, Object after) {
    if (!Objects.equals(before, after)) {
      what.add(name);
    }
  }
}
