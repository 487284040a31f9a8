package org.dormouse.servicing.preflight;

import static org.dormouse.servicing.preflight.Overviews.codes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dormouse.servicing.Machines;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.DiskReader.State;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.Test;

/** What a look into a sleeping guest says against waking it. */
class GuestFindingsTest {

  private static final StoredMachine WEB = Machines.machine("web01", 512, 1);

  /** A file system in memory, by path. */
  private record Files(State state, Map<String, String> content) implements GuestFiles {
    @Override
    public String fileSystem() {
      return "ext4";
    }

    @Override
    public Result<Optional<byte[]>> read(String path, int limit) {
      return Result.ok(Optional.ofNullable(content.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Result<List<String>> list(String path) {
      return Result.ok(content.keySet().stream().filter(file -> file.startsWith(path + "/"))
          .map(file -> file.substring(path.length() + 1)).toList());
    }

    @Override
    public Result<Optional<Entry>> entry(String path) {
      return Result.ok(content.containsKey(path)
          ? Optional.of(new Entry(Kind.FILE, content.get(path).length(), 0, 0644, 0, 0, 1, "")) : Optional.empty());
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  private final Map<String, String> guest = new TreeMap<>(Map.of(
      "/usr/sbin/qemu-ga", "an agent", "/etc/machine-id", "0123456789abcdef0123456789abcdef\n"));

  private List<Finding> findings(State state) {
    return new GuestFindings().of(WEB, new Files(state, guest));
  }

  private List<String> found() {
    return codes(findings(State.CLEAN));
  }

  /** The one finding, which says that waking would spoil the image, and why it is taken for one. */
  private void assertGolden(String sign) {
    Finding golden = findings(State.CLEAN).getFirst();
    assertEquals(List.of("BLOCK golden-image"), found());
    assertTrue(golden.message().contains(sign), golden.message());
  }

  @Test
  void aGuestThatHasBeenInUseIsWoken() {
    guest.put("/usr/sbin/sshd", "");
    guest.put("/etc/ssh/ssh_host_ed25519_key", "");
    guest.put("/usr/bin/cloud-init", "");
    guest.put("/var/lib/cloud/instance", "");
    assertEquals(List.of(), found());
  }

  @Test
  void aJournalThatIsNotEmptyIsOnlyTold() {
    assertEquals(List.of("INFO journal-not-empty"), codes(findings(State.NEEDS_REPLAY)));
  }

  @Test
  void aFileSystemWithErrorsIsNotWoken() {
    assertEquals(List.of("BLOCK file-system-has-errors"), codes(findings(State.HAS_ERRORS)));
  }

  @Test
  void aGuestWithoutAgentIsNotWoken() {
    guest.remove("/usr/sbin/qemu-ga");
    assertEquals(List.of("BLOCK no-guest-agent"), found());
  }

  @Test
  void anImageWithoutMachineIdIsATemplate() {
    guest.put("/etc/machine-id", "\n");
    assertGolden("no machine id");
    guest.put("/etc/machine-id", "uninitialized\n");
    assertGolden("no machine id");
    guest.remove("/etc/machine-id");
    guest.put("/lib/systemd/systemd", "");
    assertGolden("no machine id");
  }

  @Test
  void aGuestWithoutSystemdNeedsNoMachineId() {
    guest.remove("/etc/machine-id");
    assertEquals(List.of(), found());
  }

  @Test
  void anSshServerWithoutHostKeysIsThatOfATemplate() {
    guest.put("/usr/sbin/sshd", "");
    guest.put("/etc/ssh/sshd_config", "");
    guest.put("/etc/ssh/ssh_host_ed25519_key.pub", "");
    assertGolden("without host keys");
  }

  @Test
  void anImageInWhichCloudInitNeverRanIsATemplate() {
    guest.put("/usr/bin/cloud-init", "");
    assertGolden("cloud-init never ran");
  }

  @Test
  void whatCannotBeReadIsOnlyBlockedWhereItMustNotBeWoken() {
    for (String code : List.of("encrypted-disk", "hibernated")) {
      assertEquals("BLOCK " + code, codes(GuestFindings.unreadable(WEB, Trouble.lasting(code, "It is so.", "")))
          .getFirst());
    }
    assertEquals("WARN file-system-unknown", codes(GuestFindings.unreadable(WEB,
        Trouble.lasting("file-system-unknown", "It has zfs.", ""))).getFirst());
  }
}
