package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dormouse.spi.Finding;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;

/** Whether what is in the library could be replaced: links, owner, file systems, interrupted commits. */
final class FolderChecks {
  private final LibraryFolder library;
  private final LibraryLock lock;
  private final Consumer<Finding> findings;
  private final HardLinks links;

  /** How a file gets a second name; file systems that cannot do it are not to be had in every test. */
  @FunctionalInterface
  interface HardLinks {
    void link(Path link, Path existing) throws IOException;
  }

  FolderChecks(LibraryFolder library, LibraryLock lock, Consumer<Finding> findings) {
    this(library, lock, findings, Files::createLink);
  }

  FolderChecks(LibraryFolder library, LibraryLock lock, Consumer<Finding> findings, HardLinks links) {
    this.library = library;
    this.lock = lock;
    this.findings = findings;
    this.links = links;
  }

  void check(List<StoredMachine> machines) throws IOException, Refusal {
    unfinished();
    setAside();
    if (machines.isEmpty()) {
      return;
    }
    try {
      Map<String, Object> probed = lock.holdingLibrary(library, this::probe);
      for (StoredMachine machine : machines) {
        replaceable(machine, probed);
      }
    } catch (IOException e) {
      findings.accept(Finding.block("library-read-only", library.name(), "Nothing can be written to "
          + library.own() + ": " + LibraryFolder.reason(e) + ".",
          "Make the library's folder writable for the user that runs Dormouse."));
    } catch (Refusal e) {
      if (e.trouble().code().equals("interrupted")) {
        throw e;
      }
      findings.accept(Finding.warn(e.trouble().code(), library.name(), e.trouble().message(), e.trouble().remedy()));
    }
  }

  /** A commit under way holds the lock and is over soon; what is still open under the lock was interrupted. */
  private void unfinished() throws IOException {
    List<String> open = Recovery.open(library);
    if (open.isEmpty()) {
      return;
    }
    try {
      open = lock.holdingLibrary(library, () -> Recovery.open(library));
    } catch (Refusal | IOException e) {
      // The lock was not to be had: reported with what was seen without it.
    }
    for (String machine : open) {
      findings.accept(Finding.block("commit-unfinished", Shown.of(machine), "A commit of VM " + Shown.of(machine)
          + " was interrupted; its files may be of two generations.", "Start the engine again: it sees to this."));
    }
  }

  private void setAside() throws IOException {
    if (!Files.isDirectory(library.asides(), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var folders = Files.newDirectoryStream(library.asides())) {
      for (Path folder : folders) {
        String shown = Shown.of(library.relative(folder));
        findings.accept(Finding.info("kept-aside", shown, "Images that could not be stored, because somebody had "
            + "replaced the VM's own meanwhile, are kept in " + shown + "; remove it when you do not need them."));
      }
    }
  }

  /** Device and user of a new file of ours; reports a file system without hard links. */
  private Map<String, Object> probe() throws IOException {
    Path file = library.own().resolve("probe.tmp");
    Path link = library.own().resolve("probe-link.tmp");
    Files.deleteIfExists(file);
    Files.deleteIfExists(link);
    var facts = new HashMap<String, Object>();
    try {
      Files.createFile(file);
      facts.put("device", Identities.device(file));
      if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
        facts.put("user", Files.getAttribute(file, "unix:uid"));
      }
      try {
        links.link(link, file);
      } catch (IOException | UnsupportedOperationException e) {
        findings.accept(Finding.block("no-hard-links", library.name(), "The file system of " + library.root()
            + " has no hard links, so the old generation cannot be kept while the new one is put in place.",
            "Move the library to a file system with hard links, e.g. ext4, XFS or btrfs."));
      }
    } finally {
      Files.deleteIfExists(link);
      Files.deleteIfExists(file);
    }
    return facts;
  }

  private void replaceable(StoredMachine machine, Map<String, Object> probed) throws IOException {
    for (MachineDisk disk : machine.disks()) {
      Path folder = disk.image().getParent();
      String shown = Shown.of(library.relative(disk.image()));
      if (!probed.get("device").equals(Identities.device(folder))) {
        findings.accept(Finding.block("other-file-system", machine.name(), shown + " lies on another file system than "
            + "the library.", "Make the mounted folder a library of its own."));
      } else if (!Files.isWritable(folder)) {
        findings.accept(Finding.block("folder-read-only", machine.name(), "The folder of " + shown
            + " cannot be written to.", "Make it writable for the user that runs Dormouse."));
      }
      Object user = probed.get("user");
      if (user != null && !user.equals(0) && !user.equals(Files.getAttribute(disk.image(), "unix:uid"))) {
        findings.accept(Finding.block("not-owner", machine.name(), shown + " belongs to another user, which its new "
            + "generation could not be given.", "Run Dormouse as its owner, or give the file to Dormouse's user."));
      }
    }
  }
}
