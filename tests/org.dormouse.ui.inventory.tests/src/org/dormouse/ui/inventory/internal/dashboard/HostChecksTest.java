package org.dormouse.ui.inventory.internal.dashboard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.junit.jupiter.api.Test;

class HostChecksTest {
  private final HostChecks checks = new HostChecks();

  private static Definition host(String name, long version) {
    return new Definition("host", name, version, Instant.EPOCH, "me", Map.of());
  }

  @Test
  void aCheckThatFailsIsNotMadeAgainAtEveryNews() {
    assertTrue(checks.begin(host("grid", 1)));
    checks.failed("grid");
    for (int news = 0; news < 3; news++) {
      assertFalse(checks.begin(host("grid", 1)));
    }
  }

  @Test
  void aNewVersionIsChecked() {
    checks.begin(host("grid", 1));
    checks.failed("grid");
    assertTrue(checks.begin(host("grid", 2)));
    assertFalse(checks.begin(host("grid", 2)));
  }

  @Test
  void afterANewConnectionThoseThatFailedAreCheckedAndNoOthers() {
    checks.begin(host("grid", 1));
    checks.begin(host("lab", 1));
    checks.failed("lab");
    checks.connectedAgain();
    assertFalse(checks.begin(host("grid", 1)));
    assertTrue(checks.begin(host("lab", 1)));
    checks.connectedAgain();
    assertFalse(checks.begin(host("lab", 1)), "it has not failed since");
  }

  @Test
  void whenSomebodyWantsItAllAreChecked() {
    checks.begin(host("grid", 1));
    checks.forget();
    assertTrue(checks.begin(host("grid", 1)));
  }
}
