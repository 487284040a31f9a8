package org.dormouse.realguest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guests that were unusual before anybody touched them; those that have to be woken to find that out. */
@Tag("full")
class UnusualGuestTest {

  private static JsonObject run(Sandbox sandbox, int exitCode) {
    var said = sandbox.run();
    assertEquals(exitCode, said.exitCode(), said.all());
    return sandbox.report("web01");
  }

  /** The guest alone lies in the library, as make-variant makes it. */
  private static Sandbox with(String variant) throws IOException {
    Sandbox sandbox = new Sandbox();
    sandbox.guest("busybox", "good").repository("small");
    Lab.variant(variant, sandbox.image("good"), sandbox.image("web01"));
    Files.delete(sandbox.image("good"));
    return sandbox;
  }

  @Test
  void aGuestThatWasSwitchedOffWhileItRanIsServicedAndItsImageLeftAsItWasUntilThen() throws IOException {
    try (Sandbox sandbox = with("dirty")) {
      sandbox.defined();
      String before = Sandbox.sha256(sandbox.image("web01"));
      JsonObject report = run(sandbox, 0);
      assertTrue(report.get("findings").toString().contains("journal-not-empty"), report.toString());
      assertTrue(Lab.version(sandbox.image("web01"), "base-files").endsWith("+dormouse1"));
      sandbox.cli("vm", "rollback", "lab/web01").expectSuccess();
      assertEquals(before, Sandbox.sha256(sandbox.image("web01")), "its journal was replayed elsewhere");
    }
  }

  @Test
  void anAgentThatNeverAnswersIsNotWaitedForForever() throws IOException {
    try (Sandbox sandbox = with("silent-agent")) {
      sandbox.defined("--boot-timeout", "90");
      leftAsItWas(sandbox, "guest-silent", "step-timed-out");
    }
  }

  @Test
  void aGuestWhoseDiskIsFullIsToldBeforeAnythingIsInstalled() throws IOException {
    try (Sandbox sandbox = with("full")) {
      sandbox.defined();
      leftAsItWas(sandbox, "guest-disk-full");
    }
  }

  private static void leftAsItWas(Sandbox sandbox, String... codes) {
    String before = Sandbox.sha256(sandbox.image("web01"));
    JsonObject report = run(sandbox, 1);
    assertTrue(List.of(codes).contains(Sandbox.troubleOf(report)), report.toString());
    assertFalse(Sandbox.stepsRun(report).contains("store"), report.toString());
    assertEquals(before, Sandbox.sha256(sandbox.image("web01")));
  }
}
