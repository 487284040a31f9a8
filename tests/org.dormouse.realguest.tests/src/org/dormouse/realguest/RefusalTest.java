package org.dormouse.realguest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must not be taken for success, and is refused before any guest is woken. */
@Tag("smoke")
class RefusalTest {

  @ParameterizedTest
  @CsvSource({
    "truncated-index, index-truncated",
    "missing-index, index-missing",
    "wrong-signature, signature",
    "expired-key, key-expired",
    "expired-index, index-expired",
  })
  void aBadIndexIsNamedAndNothingIsTouched(String fault, String code) {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "web01").repository("small", "--break", fault).defined();
      String before = Sandbox.sha256(sandbox.image("web01"));
      var said = sandbox.run();
      assertNotEquals(0, said.exitCode(), said.all());
      assertTrue((said.output() + said.errors()).contains(code), said.all());
      assertFalse((said.output() + said.errors()).contains("Exception"), said.all());
      assertEquals(before, Sandbox.sha256(sandbox.image("web01")));
    }
  }

  @Test
  void aGuestWithoutAgentIsBlockedWithoutWakingIt() {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "web01");
      sandbox.repository("small");
      Offline.change(sandbox.image("web01"), "rm /usr/sbin/qemu-ga");
      sandbox.defined();
      String before = Sandbox.sha256(sandbox.image("web01"));
      var said = sandbox.run();
      assertEquals(1, said.exitCode(), said.all());
      JsonObject report = sandbox.report("web01");
      assertEquals("no-guest-agent", Sandbox.troubleOf(report), report.toString());
      assertFalse(Sandbox.stepsRun(report).contains("deploy"), report.toString());
      assertEquals(before, Sandbox.sha256(sandbox.image("web01")));
    }
  }

  @Test
  void aCorruptedPackageFailsThatMachineAndLeavesItsImage() {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "web01").repository("small", "--break", "corrupt-package").defined();
      String before = Sandbox.sha256(sandbox.image("web01"));
      var said = sandbox.run();
      assertEquals(1, said.exitCode(), said.all());
      assertTrue(Sandbox.troubleOf(sandbox.report("web01")).startsWith("package-"), said.all());
      assertEquals(before, Sandbox.sha256(sandbox.image("web01")));
    }
  }
}
