package org.dormouse.disk.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dormouse.disk.internal.block.MalformedDiskException;
import org.dormouse.disk.internal.block.WorkLimit;
import org.dormouse.disk.internal.ext.Node;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.DiskReader.State;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** The files of one stored VM. Where an image breaks the rules, exceptions end here and become troubles. */
final class OpenedFiles implements GuestFiles {

  /** What a call may read beyond what it was asked for: directories, tables, whole clusters of compressed images. */
  static final long WORK = 256L << 20;
  private static final int LONGEST_SHOWN = 1000;
  private static final int MOST_NAMES = 100_000;

  interface Question<T> {
    T answer() throws IOException;
  }

  private final String machine;
  private final GuestTree tree;
  private final WorkLimit limit;
  private final Closeable disks;

  OpenedFiles(String machine, GuestTree tree, WorkLimit limit, Closeable disks) {
    this.machine = machine;
    this.tree = tree;
    this.limit = limit;
    this.disks = disks;
  }

  GuestTree tree() {
    return tree;
  }

  /** Lets the next piece of work read that much. */
  void allow(long bytes) {
    limit.renew(bytes);
  }

  @Override
  public State state() {
    return tree.fileSystems().stream().map(fileSystem -> fileSystem.state()).max(State::compareTo).orElseThrow();
  }

  @Override
  public String fileSystem() {
    return tree.rootFileSystem().name();
  }

  @Override
  public Result<Optional<byte[]>> read(String path, int most) {
    limit.renew(WORK + 4L * most);
    return guarded(machine, "read " + path, () -> {
      Optional<Node> node = tree.find(path, true).filter(found -> found.kind() == Kind.FILE);
      if (node.isEmpty()) {
        return Optional.empty();
      }
      if (node.get().size() < 0 || node.get().size() > most) {
        throw new MalformedDiskException("guest-file-too-large", "it has " + Long.toUnsignedString(node.get().size())
            + " bytes, at most " + most + " were expected");
      }
      return Optional.of(node.get().content());
    });
  }

  @Override
  public Result<List<String>> list(String path) {
    limit.renew(WORK);
    return guarded(machine, "list " + path, () -> {
      Optional<Node> node = tree.find(path, true).filter(found -> found.kind() == Kind.DIRECTORY);
      List<String> names = new ArrayList<>();
      if (node.isPresent()) {
        node.get().directory().forEach((name, number) -> {
          if (names.size() == MOST_NAMES) {
            throw new MalformedDiskException("guest-directory-too-large", "it has more than " + MOST_NAMES + " names");
          }
          return names.add(name);
        });
      }
      names.sort(String::compareTo);
      return names;
    });
  }

  @Override
  public Result<Optional<Entry>> entry(String path) {
    limit.renew(WORK);
    return guarded(machine, "look at " + path, () -> {
      Optional<Node> node = tree.find(path, false);
      return node.isEmpty() ? Optional.empty() : Optional.of(node.get().entry());
    });
  }

  /** The answer, or the trouble that prevented it. */
  static <T> Result<T> guarded(String machine, String what, Question<T> question) {
    String tried = "Could not " + shown(what) + " in " + machine + " without waking it: ";
    try {
      return Result.ok(question.answer());
    } catch (MalformedDiskException e) {
      return Result.failed(Trouble.lasting(e.code(), tried + shown(e.getMessage()) + ".", remedy(e.code())));
    } catch (ClosedByInterruptException e) {
      return Result.failed(Trouble.passing("interrupted", tried + "stopped.", ""));
    } catch (AccessDeniedException e) {
      return Result.failed(Trouble.lasting("image-unreadable", tried + "this user may not read "
          + shown(e.getFile()) + ".", "Let this user read the image."));
    } catch (IOException e) {
      return Result.failed(Trouble.lasting("image-unreadable", tried + shown(String.valueOf(e.getMessage())) + ".",
          "Check that the disk the image lies on can be read."));
    } catch (RuntimeException e) {
      throw new IllegalStateException(tried + "this is a defect of the reader", e);
    }
  }

  /** One line of bounded length, whatever is in it. */
  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
  }

  private static String remedy(String code) {
    return switch (code) {
      case "image-missing", "backing-missing" -> "Put the file back in its place.";
      case "hibernated" -> "Start the VM where it was hibernated, and shut it down there.";
      case "backing-outside-library" -> "Put the backing file into the library.";
      case "image-malformed", "image-truncated", "image-corrupt", "file-system-damaged", "partition-table-damaged" ->
          "Check the image with qemu-img check and its file system with e2fsck on a copy.";
      case "guest-file-too-large", "guest-directory-too-large", "disk-work-limit" -> "";
      default -> "Only waking the VM can tell.";
    };
  }

  @Override
  public void close() {
    try {
      disks.close();
    } catch (IOException e) {
      // Only ever read: there is nothing that could be lost.
    }
  }
}
