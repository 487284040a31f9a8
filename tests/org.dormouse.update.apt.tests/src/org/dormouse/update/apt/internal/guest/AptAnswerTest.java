package org.dormouse.update.apt.internal.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dormouse.update.apt.internal.guest.AptAnswer.Planned;
import org.junit.jupiter.api.Test;

class AptAnswerTest {

  @Test
  void linesOfRealAnswersAreRead() {
    AptAnswer answer = AptAnswer.parse("""
        Reading package lists...
        Building dependency tree...
        Calculating upgrade...
        The following packages have been kept back:
          libfoo1 bar:i386
          baz
        The following upgrades have been deferred due to phasing:
          slow1 slow2
        The following NEW packages will be installed:
          linux-image-6.1.0-56-cloud-amd64
        9 upgraded, 1 newly installed, 1 to remove and 3 not upgraded.
        Remv libold1 [1.2-3]
        Inst perl-base [5.36.0-7+deb12u3] (5.36.0-7+deb12u4 Debian-Security:12/oldstable-security [amd64])
        Conf perl-base (5.36.0-7+deb12u4 Debian-Security:12/oldstable-security [amd64])
        Inst tzdata [2026b-0] (2026f-0 Debian-Security:12/oldstable-security, Debian:12.1/stable [all]) []
        Inst linux-image-6.1.0-56-cloud-amd64 (6.1.192-2 Debian-Security:12/oldstable-security [amd64])
        Inst libc6:i386 [2.36-9] (2.36-10 Debian:12/stable [i386]) [libc6:amd64 on libc6:i386] [libc6:amd64 ]
        """);
    assertEquals(List.of(new Planned("perl-base", "amd64", "5.36.0-7+deb12u3", "5.36.0-7+deb12u4"),
        new Planned("tzdata", "all", "2026b-0", "2026f-0"),
        new Planned("linux-image-6.1.0-56-cloud-amd64", "amd64", "", "6.1.192-2"),
        new Planned("libc6", "i386", "2.36-9", "2.36-10")), answer.installed());
    assertEquals(List.of(new Planned("libold1", "", "1.2-3", "")), answer.removed());
    assertEquals(List.of("libfoo1", "bar", "baz"), answer.keptBack());
    assertEquals(List.of("slow1", "slow2"), answer.phased());
  }

  @Test
  void linesOfUnknownFormAreRefused() {
    for (String line : List.of("Inst", "Inst a", "Inst a (1)", "Remv a", "Inst a (1 x [amd64]" + "y".repeat(20_000))) {
      if (!line.equals("Inst")) {
        assertThrows(IllegalArgumentException.class, () -> AptAnswer.parse(line), line);
      }
    }
  }

  @Test
  void progressIsReadFromTheStatusFile() {
    assertEquals(new Stage.Detail.Line("installing: Unpacking libc6 (amd64)", 0.452),
        InstallDetails.parse("pmstatus:libc6:45.2:Unpacking libc6 (amd64)\n"));
    for (String odd : List.of("", "pmerror:libc6:45.2:x", "pmstatus:x:9e99:y", "\u0000\u0001")) {
      assertEquals(new Stage.Detail.Line("installing", -1), InstallDetails.parse(odd));
    }
  }
}
