package org.dormouse.disk.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dormouse.disk.FileTree.Item;
import org.dormouse.disk.internal.block.MalformedDiskException;
import org.dormouse.disk.internal.ext.ExtFileSystem;
import org.dormouse.disk.internal.ext.Node;
import org.dormouse.spi.DiskReader.GuestFiles.Kind;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/** Walks through a guest's tree by inode, so that a directory is read once however many files it has. */
public final class TreeWalk {

  private static final int DEEPEST = 1000;
  private static final long MOST_ITEMS = 10_000_000;
  /** Sparse files may be larger than the disk, but honest ones are not so by much all together. */
  private static final int TIMES_READ = 8;
  private static final long WORK_PER_ITEM = 64L << 20;

  /** A directory that is being walked. */
  private record Level(String path, Node directory, Iterator<Map.Entry<String, Long>> names) {}

  private final OpenedFiles files;
  private final Predicate<String> hashed;
  private final Consumer<Item> consumer;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Map<ExtFileSystem, Set<Long>> entered = new HashMap<>();
  private long items;
  private long bytes;

  private TreeWalk(OpenedFiles files, Predicate<String> hashed, Consumer<Item> consumer) {
    this.files = files;
    this.hashed = hashed;
    this.consumer = consumer;
  }

  public static Result<Long> walk(StoredMachine machine, Predicate<String> hashed, Consumer<Item> consumer) {
    return new StoredDiskReader().opened(machine).then(files -> {
      try (files) {
        return OpenedFiles.guarded(machine.id(), "list all files", () -> new TreeWalk(files, hashed, consumer).walk());
      }
    });
  }

  private long walk() throws IOException {
    meet("", files.tree().rootFileSystem().root());
    while (!levels.isEmpty()) {
      Level level = levels.peek();
      if (!level.names().hasNext()) {
        levels.pop();
        continue;
      }
      Map.Entry<String, Long> next = level.names().next();
      String path = level.path() + "/" + next.getKey();
      files.allow(WORK_PER_ITEM);
      meet(path, files.tree().child(level.directory(), path, next.getValue()));
    }
    return items;
  }

  private void meet(String path, Node node) throws IOException {
    if (++items > MOST_ITEMS) {
      throw MalformedDiskException.fileSystem("there are more than " + MOST_ITEMS + " files");
    }
    String shown = path.isEmpty() ? "/" : path;
    String sha256 = node.kind() == Kind.FILE && hashed.test(shown) ? sha256(node) : "";
    consumer.accept(new Item(shown, node.entry(), sha256));
    if (node.kind() == Kind.DIRECTORY) {
      enter(path, node);
    }
  }

  private void enter(String path, Node directory) throws IOException {
    boolean first = entered.computeIfAbsent(directory.fileSystem(), key -> new HashSet<>()).add(directory.number());
    if (!first || levels.size() == DEEPEST) {
      throw MalformedDiskException.fileSystem("directory " + directory.number() + " is met twice or too deep");
    }
    Map<String, Long> names = new TreeMap<>();
    directory.directory().forEach((name, number) -> {
      names.put(name, number);
      return names.size() < MOST_ITEMS;
    });
    levels.push(new Level(path, directory, names.entrySet().iterator()));
  }

  /** Nothing for a file that claims to be larger than its file system, so that holes cost nothing. */
  private String sha256(Node file) throws IOException {
    long most = file.fileSystem().size();
    if (file.size() < 0 || file.size() > most) {
      return "";
    }
    bytes += file.size();
    if (bytes / TIMES_READ > most) {
      throw new MalformedDiskException("disk-work-limit", "the files are together far larger than their file system");
    }
    files.allow(WORK_PER_ITEM + 4 * file.size());
    MessageDigest digest = digest();
    file.copyTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
