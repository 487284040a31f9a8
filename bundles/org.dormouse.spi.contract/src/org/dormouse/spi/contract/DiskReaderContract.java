package org.dormouse.spi.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.DiskReader.GuestFiles.Entry;
import org.dormouse.spi.DiskReader.GuestFiles.Kind;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Test;

/** Contract of {@link DiskReader}. */
public abstract class DiskReaderContract extends BackendContract {

  protected abstract DiskReader newReader();

  /** A VM with a root file system that can be read. */
  protected abstract StoredMachine machine();

  /** A VM whose root file system cannot be read. */
  protected abstract StoredMachine unreadableMachine();

  /** Absolute path of a regular file of at least two bytes in the VM, not through a link. */
  protected abstract String knownFile();

  protected abstract byte[] knownContent();

  /** Something that tells whether the VM's images are still the same to the byte. */
  protected abstract String fingerprint(StoredMachine machine);

  private GuestFiles open() {
    return ok(newReader().open(machine()));
  }

  private String folder() {
    return knownFile().substring(0, Math.max(1, knownFile().lastIndexOf('/')));
  }

  private String name() {
    return knownFile().substring(knownFile().lastIndexOf('/') + 1);
  }

  @Test
  public void aKnownFileIsReadListedAndDescribed() {
    try (GuestFiles files = open()) {
      assertFalse(files.fileSystem().isBlank());
      byte[] content = ok(files.read(knownFile(), 1 << 20)).orElseThrow();
      assertArrayEquals(knownContent(), content);
      List<String> names = ok(files.list(folder()));
      assertTrue(names.contains(name()));
      assertEquals(names.stream().sorted().toList(), names);
      assertFalse(names.contains(".") || names.contains(".."));
      Entry entry = ok(files.entry(knownFile())).orElseThrow();
      assertEquals(Kind.FILE, entry.kind());
      assertEquals(content.length, entry.size());
      assertEquals("", entry.target());
      assertEquals(Kind.DIRECTORY, ok(files.entry(folder())).orElseThrow().kind());
    }
  }

  @Test
  public void readingChangesNothing() {
    String before = fingerprint(machine());
    try (GuestFiles files = open()) {
      ok(files.read(knownFile(), 1 << 20));
    }
    assertEquals(before, fingerprint(machine()));
  }

  @Test
  public void whatIsNotThereIsEmpty() {
    try (GuestFiles files = open()) {
      for (String path : List.of("/surely-not-there", "/surely/not/there", knownFile() + "/below")) {
        assertEquals(Optional.empty(), ok(files.read(path, 100)), path);
        assertEquals(List.of(), ok(files.list(path)), path);
        assertEquals(Optional.empty(), ok(files.entry(path)), path);
      }
      assertEquals(Optional.empty(), ok(files.read(folder(), 100)), "a directory is no regular file");
    }
  }

  @Test
  public void aFileLargerThanTheLimitIsATrouble() {
    try (GuestFiles files = open()) {
      trouble(files.read(knownFile(), knownContent().length - 1));
      ok(files.read(knownFile(), knownContent().length));
    }
  }

  @Test
  public void hostilePathsStayInsideTheGuest() {
    try (GuestFiles files = open()) {
      String host = new String(knownContent(), StandardCharsets.ISO_8859_1);
      for (String path : List.of("", "relative", "..", "/../../../../proc/self/environ", "/a\0b", "//////", "/..",
          "\\..\\..", "/" + "x".repeat(5000), "/" + "a/".repeat(5000))) {
        files.read(path, 100).failure().ifPresent(BackendContract::assertActionable);
        files.list(path).failure().ifPresent(BackendContract::assertActionable);
        files.entry(path).failure().ifPresent(BackendContract::assertActionable);
      }
      String dotted = "/.." + knownFile();
      Optional<byte[]> read = files.read(dotted, 1 << 20).toOptional().flatMap(found -> found);
      read.ifPresent(content -> assertEquals(host, new String(content, StandardCharsets.ISO_8859_1)));
    }
  }

  @Test
  public void aMachineThatCannotBeReadIsATrouble() {
    trouble(newReader().open(unreadableMachine()));
  }

  @Test
  public void severalReadersOfOneMachineDoNotDisturbEachOther() {
    try (GuestFiles one = open(); GuestFiles other = open()) {
      assertArrayEquals(ok(one.read(knownFile(), 1 << 20)).orElseThrow(),
          ok(other.read(knownFile(), 1 << 20)).orElseThrow());
      one.close();
      one.close();
      assertTrue(ok(other.read(knownFile(), 1 << 20)).isPresent());
    }
  }

  @Test
  public void interruptedCallsEndAsValues() {
    assertInterruptible(() -> {
      var opened = newReader().open(machine());
      opened.toOptional().ifPresent(GuestFiles::close);
      return opened;
    });
  }
}
