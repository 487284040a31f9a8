package org.dormouse.realguest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Inside the guest only what the update changed has changed; nothing of ours stays. */
class UntouchedFilesTest {

  /** What every boot and every apt run changes by itself; explained in releng/docs/safety.md. */
  private static final List<Pattern> EXPLAINED = List.of(
      Pattern.compile("/var/log/.*"),
      Pattern.compile("/var/lib/dpkg(/.*)?"),
      Pattern.compile("/var/lib/apt/extended_states"),
      Pattern.compile("/var/lib/systemd/(random-seed|timesync/clock|timers(/.*)?|catalog/database|linger)"),
      // made at boot by systemd-tmpfiles where /tmp is on the disk
      Pattern.compile("/tmp/\\.(ICE|X11|XIM|font)-unix"),
      Pattern.compile("/var/cache/(ldconfig/.*|debconf/.*|apt/.*)"),
      Pattern.compile("/var/backups/.*"),
      Pattern.compile("/etc/(ld\\.so\\.cache|mtab|resolv\\.conf|\\.updated)"),
      Pattern.compile("/var/\\.updated"));

  @Test
  @Tag("full")
  void nothingButPackagesLogsAndCachesChangesInABusyboxGuest() {
    compare("busybox");
  }

  @Test
  @Tag("smoke")
  void nothingButPackagesLogsAndCachesChangesInASystemdGuest() {
    compare("systemd");
  }

  private static void compare(String kind) {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest(kind, "vm").repository("small").defined();
      FileTree before = FileTree.of(sandbox.image("vm"));
      assertTrue(before.entries().size() > 1000, "a whole guest is listed: " + before.entries().size());
      var said = sandbox.run();
      assertEquals(0, said.exitCode(), said.all());
      FileTree after = FileTree.of(sandbox.image("vm"));

      Set<String> changed = after.differences(before);
      assertFalse(changed.isEmpty());
      Set<String> ofPackages = filesOfChangedPackages(sandbox);
      Set<String> unexplained = new TreeSet<>();
      for (String path : changed) {
        // a folder changes its size when a file in it is written anew
        if (!ofPackages.contains(path) && !ofPackages.contains("/usr" + path)
            && EXPLAINED.stream().noneMatch(pattern -> pattern.matcher(path).matches())) {
          unexplained.add(path + ": " + before.entries().get(path) + " -> " + after.entries().get(path));
        }
      }
      assertEquals(Set.of(), unexplained);
      assertTrue(changed.stream().noneMatch(path -> path.contains("dormouse")), changed.toString());
    }
  }

  private static Set<String> filesOfChangedPackages(Sandbox sandbox) {
    Set<String> files = new TreeSet<>();
    List<String> names = new ArrayList<>();
    for (JsonElement change : sandbox.report("vm").getAsJsonArray("installed")) {
      names.add(change.getAsJsonObject().get("name").getAsString());
    }
    assertFalse(names.isEmpty());
    for (String name : names) {
      Lab.file(sandbox.image("vm"), "/var/lib/dpkg/info/" + name + ".list").lines().forEach(line -> {
        files.add(line);
        // with a merged /usr the list may name the old place
        if (line.matches("/(bin|sbin|lib)(/.*)?")) {
          files.add("/usr" + line);
        }
      });
    }
    return files;
  }
}
