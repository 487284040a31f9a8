package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;

/**
 * Everything that lies in a library, in order of name: the top folder and three levels of sub-folders, without hidden
 * ones and without following links to folders. Bounded; what is left out is a finding.
 */
final class FolderWalk {
  static final int MOST_FILES = 100_000;
  private static final int DEEPEST = 3;

  private final LibraryFolder library;
  private final int most;
  private final List<Path> files = new ArrayList<>();
  private final List<Finding> findings;
  private int seen;

  FolderWalk(LibraryFolder library, List<Finding> findings, int most) {
    this.library = library;
    this.findings = findings;
    this.most = most;
  }

  /** Files and links to files. */
  List<Path> files() throws IOException, Refusal {
    walk(library.root(), 0);
    return files;
  }

  private void walk(Path folder, int depth) throws IOException, Refusal {
    for (Path entry : entries(folder, depth)) {
      var attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String shown = Shown.of(library.relative(entry));
      boolean image = DiskFormat.ofFileName(entry.getFileName().toString()).isPresent();
      if (entry.getFileName().toString().startsWith(".")) {
        if (image && !attributes.isDirectory()) {
          findings.add(Finding.info("hidden-file", shown, "The image " + shown + " is hidden and not looked at."));
        }
      } else if (attributes.isDirectory()) {
        if (depth == DEEPEST) {
          findings.add(Finding.warn("too-deep", shown, "The folder " + shown + " is deeper than " + DEEPEST
              + " levels and not looked at.", "Move it up, or make it a library of its own."));
        } else {
          walk(entry, depth + 1);
        }
      } else if (attributes.isSymbolicLink() && Files.isDirectory(entry)) {
        findings.add(Finding.info("link-not-followed", shown, "The link to a folder " + shown + " is not followed."));
      } else if (attributes.isOther() && image) {
        findings.add(Finding.block("not-a-file", shown, shown + " is a device or pipe, not an image.", "Remove it."));
      } else {
        files.add(entry);
      }
    }
  }

  private Iterable<Path> entries(Path folder, int depth) throws IOException, Refusal {
    var entries = new TreeSet<Path>();
    try (var stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        entries.add(entry);
        if (++seen > most) {
          throw Refusal.lasting("library-too-large", "Library " + Shown.of(library.name()) + " holds more than "
              + most + " files, so what belongs together cannot be told.", "Split it into several libraries.");
        }
      }
    } catch (DirectoryIteratorException | IOException e) {
      IOException cause = e instanceof DirectoryIteratorException d ? d.getCause() : (IOException) e;
      if (depth == 0) {
        throw cause;
      }
      String shown = Shown.of(library.relative(folder));
      findings.add(Finding.block("folder-unreadable", shown, "The folder " + shown + " cannot be read: "
          + LibraryFolder.reason(cause) + ".", "Make it readable for the user that runs Dormouse."));
    }
    return entries;
  }
}
