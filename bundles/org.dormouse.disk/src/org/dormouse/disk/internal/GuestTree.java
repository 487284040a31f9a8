package org.dormouse.disk.internal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dormouse.disk.internal.block.MalformedDiskException;
import org.dormouse.disk.internal.ext.ExtFileSystem;
import org.dormouse.disk.internal.ext.Node;
import org.dormouse.spi.DiskReader.GuestFiles.Kind;

/**
 * The guest's tree of files: its root file system with others mounted in it. Paths are resolved as the guest's kernel
 * does, links included, and never leave the tree. Not thread-safe.
 */
final class GuestTree {

  private static final int MOST_LINKS = 40;
  private static final int LONGEST_PATH = 4096;
  private static final int MOST_STEPS = 10_000;

  private final ExtFileSystem root;
  private final Map<String, ExtFileSystem> mounts;

  /** @param mounts by path without a slash at the end */
  GuestTree(ExtFileSystem root, Map<String, ExtFileSystem> mounts) {
    this.root = root;
    this.mounts = Map.copyOf(mounts);
  }

  ExtFileSystem rootFileSystem() {
    return root;
  }

  /** All file systems of the tree. */
  List<ExtFileSystem> fileSystems() {
    List<ExtFileSystem> all = new ArrayList<>(List.of(root));
    all.addAll(mounts.values());
    return all;
  }

  /** What lies there; empty if nothing does, or if the path leads round in a circle. */
  Optional<Node> find(String path, boolean followLast) throws IOException {
    if (path.length() > LONGEST_PATH) {
      return Optional.empty();
    }
    return new Walk(followLast).to(path);
  }

  boolean exists(String path) throws IOException {
    return find(path, true).isPresent();
  }

  /** What is seen at that place of a directory: the node of the number, or what is mounted on it. */
  Node child(Node directory, String path, long number) throws IOException {
    ExtFileSystem mounted = mounts.get(path);
    return mounted == null ? directory.fileSystem().node(number) : mounted.root();
  }

  /** One resolution of a path. */
  private final class Walk {

    private record Place(String path, Node node) {}

    private final boolean followLast;
    private final Deque<Place> above = new ArrayDeque<>();
    private final Deque<String> rest = new ArrayDeque<>();
    private int links;
    private int steps;

    Walk(boolean followLast) {
      this.followLast = followLast;
    }

    Optional<Node> to(String path) throws IOException {
      above.push(new Place("", root.root()));
      prepend(path);
      while (!rest.isEmpty()) {
        if (++steps > MOST_STEPS || !step(rest.pop())) {
          return Optional.empty();
        }
      }
      return Optional.of(above.peek().node());
    }

    private void prepend(String path) {
      List<String> names = Arrays.asList(path.split("/"));
      names.reversed().stream().filter(name -> !name.isEmpty() && !name.equals(".")).forEach(rest::push);
    }

    private boolean step(String name) throws IOException {
      Place here = above.peek();
      if (here.node().kind() != Kind.DIRECTORY) {
        return false;
      }
      if (name.equals("..")) {
        if (above.size() > 1) {
          above.pop();
        }
        return true;
      }
      OptionalLong number = here.node().directory().find(name);
      if (number.isEmpty()) {
        return false;
      }
      String path = here.path() + "/" + name;
      Node node = child(here.node(), path, number.getAsLong());
      if (node.kind() == Kind.LINK && (followLast || !rest.isEmpty())) {
        return follow(node.target());
      }
      above.push(new Place(path, node));
      return true;
    }

    private boolean follow(String target) throws MalformedDiskException {
      if (++links > MOST_LINKS) {
        return false;
      }
      if (target.startsWith("/")) {
        while (above.size() > 1) {
          above.pop();
        }
      }
      prepend(target);
      return true;
    }
  }
}
