package org.dormouse.update.apt.internal.index;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.dormouse.spi.Result;
import org.dormouse.spi.UpdateService.Snapshot;
import org.dormouse.update.apt.internal.AptUpdateService;
import org.dormouse.update.apt.internal.TestRepository;
import org.dormouse.update.apt.internal.pending.FakeGuestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with what is read, the answer is a value, and a changed index is never taken for a good one. */
class HostileIndexTest {
  private static final String STATUS = """
      Package: dpkg
      Status: install ok installed
      Architecture: amd64
      Version: 1

      Package: hello
      Status: install ok installed
      Architecture: amd64
      Version: 1
      Provides: world (= 1)
      """;
  private static final String STANZA = "Package: hello\nVersion: 2\nArchitecture: amd64\nDepends: a (>= 1) | b, c\n"
      + "Provides: d (= 2), e\nFilename: pool/h.deb\nSize: 10\nInstalled-Size: 3\nSHA256: 00\n";
  @TempDir
  Path folder;
  private final AptUpdateService service = new AptUpdateService(InstantSource.fixed(TestRepository.NOW));

  @Test
  void everyDamageOfASignedFileIsNoticed() throws IOException {
    TestRepository repository = new TestRepository(folder.resolve("r")).addRaw(STANZA).publish();
    byte[] good = Files.readAllBytes(repository.inRelease());
    int signed = new String(good, StandardCharsets.ISO_8859_1).indexOf("-----BEGIN PGP SIGNATURE");
    Random random = new Random(3);
    for (int i = 0; i < 150; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(i % 2 == 0 ? signed : bad.length)] = (byte) random.nextInt(256);
      Files.write(repository.inRelease(), bad);
      Result<Snapshot> result = service.refresh(repository.service(), folder.resolve("c"));
      assertTrue(!result.isOk() || text(good, signed).equals(text(bad, signed)), "damage " + i);
    }
  }

  /** What counts of a signed text: line ends and blanks at the end of lines, and the armour's comment, do not. */
  private static String text(byte[] content, int signed) {
    return new String(content, 0, signed, StandardCharsets.ISO_8859_1).replaceAll("[ \t\r]+\n", "\n")
        .replaceFirst("(?m)^Hash:.*$", "");
  }

  @Test
  void properlySignedNonsenseIsAValue() throws IOException {
    Random random = new Random(4);
    for (int i = 0; i < 60; i++) {
      TestRepository repository = new TestRepository(folder.resolve("r" + i));
      repository.addRaw(STANZA).addRaw(damaged(STANZA, random)).addRaw(damaged(STANZA, random)).publish();
      Result<Snapshot> result = service.refresh(repository.service(), folder.resolve("c"));
      result.toOptional().ifPresent(snapshot -> {
        FakeGuestFiles files = new FakeGuestFiles().put("/var/lib/dpkg/status", STATUS);
        assertNotNull(service.assess(null, snapshot, files));
      });
    }
  }

  @Test
  void damagedImagesAreAValue() throws IOException {
    Snapshot snapshot = service.refresh(new TestRepository(folder.resolve("r")).addRaw(STANZA).publish().service(),
        folder.resolve("c")).orThrow();
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      FakeGuestFiles files = new FakeGuestFiles().put("/var/lib/dpkg/status", damaged(STATUS, random))
          .put("/etc/apt/preferences", damaged("Package: hel*\nPin: release a=x,n=y\nPin-Priority: 500\n", random))
          .put("/etc/apt/apt.conf", damaged("APT::Default-Release \"stable\";\n", random));
      assertNotNull(service.assess(null, snapshot, files));
      assertNotNull(service.installed(files));
    }
  }

  private static String damaged(String text, Random random) {
    StringBuilder result = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(result.length());
      switch (random.nextInt(4)) {
        case 0 -> result.setCharAt(at, (char) random.nextInt(300));
        case 1 -> result.deleteCharAt(at);
        case 2 -> result.insert(at, "\n");
        default -> result.insert(at, result.substring(at));
      }
    }
    return result.toString();
  }
}
