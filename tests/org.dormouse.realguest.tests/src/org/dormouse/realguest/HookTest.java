package org.dormouse.realguest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Steps of the user in real guests, and the new generation started once more before it is stored. */
@Tag("smoke")
class HookTest {

  private static JsonObject hook(String name, String juncture, String kind, String attribute, String text) {
    JsonObject hook = new JsonObject();
    hook.addProperty("name", name);
    hook.addProperty("juncture", juncture);
    hook.addProperty("kind", kind);
    hook.addProperty(attribute, text);
    return hook;
  }

  private static JsonObject check(String name, String check, String target) {
    JsonObject hook = hook(name, "afterInstall", "healthCheck", "target", target);
    hook.addProperty("check", check);
    return hook;
  }

  private static String file(Sandbox sandbox, JsonObject... hooks) throws IOException {
    JsonArray list = new JsonArray();
    List.of(hooks).forEach(list::add);
    return Files.writeString(sandbox.folder.resolve("hooks.json"), list.toString()).toString();
  }

  private static String proof(JsonObject report) {
    return report.getAsJsonArray("proof").toString();
  }

  @Test
  void hooksRunAtTheirJuncturesAndTheNewGenerationIsStartedOnceMore() throws IOException {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("systemd", "db01").repository("small");
      Path said = sandbox.folder.resolve("said");
      sandbox.defined("--boot-test", "--hook-file", file(sandbox,
          hook("prepare", "beforeInstall", "guestScript", "script", "#!/bin/bash\nset -euo pipefail\n"
              + "dpkg-query -W -f '${Version}\\n' base-files > /srv/before\n"
              + "[[ $(id -u) = 0 ]] && echo 'it is \"ready\"'\n"),
          check("updated", "exitCode", "dpkg-query -W -f '${Version}' base-files | grep -q dormouse1"),
          check("journal", "unit", "systemd-journald.service"),
          hook("noted", "beforeStore", "localScript", "script",
              "echo \"$DORMOUSE_JUNCTURE $DORMOUSE_VM\" >> " + said + "\n"),
          hook("told", "afterStore", "localScript", "script",
              "echo \"$DORMOUSE_JUNCTURE $(sha256sum < " + sandbox.image("db01") + ")\" >> " + said + "\n")));
      var run = sandbox.run();
      assertEquals(0, run.exitCode(), run.all());
      JsonObject report = sandbox.report("db01");
      assertEquals("SUCCEEDED", report.get("state").getAsString(), report.toString());
      List<String> steps = Sandbox.stepsRun(report);
      assertTrue(steps.containsAll(List.of("hook:beforeInstall:prepare", "hook:afterInstall:updated",
          "hook:afterInstall:journal", "boot-test", "hook:beforeStore:noted", "hook:afterStore:told")),
          steps::toString);
      assertTrue(proof(report).contains("started once more and answered"), proof(report));
      assertTrue(proof(report).contains("health check journal passed in the new generation"), proof(report));

      assertEquals(List.of("beforeStore lab/db01", "afterStore " + Sandbox.sha256(sandbox.image("db01")) + "  -"),
          Files.readAllLines(said));
      assertTrue(Lab.version(sandbox.image("db01"), "base-files").endsWith("+dormouse1"));
      assertFalse(Lab.file(sandbox.image("db01"), "/srv/before").contains("dormouse1"));
    }
  }

  @Test
  void aHookThatFailsBeforeTheInstallationLeavesTheImage() throws IOException {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "web01").repository("small").defined("--hook-file", file(sandbox,
          hook("refuse", "beforeInstall", "guestScript", "script", "echo 'a user is logged in' >&2; exit 3")));
      String before = Sandbox.sha256(sandbox.image("web01"));
      var run = sandbox.run();
      assertEquals(1, run.exitCode(), run.all());
      JsonObject report = sandbox.report("web01");
      assertEquals("hook-failed", Sandbox.troubleOf(report), report.toString());
      String message = report.getAsJsonObject("trouble").get("message").getAsString();
      assertTrue(message.contains("refuse") && message.contains("a user is logged in"), message);
      assertFalse(Sandbox.stepsRun(report).contains("install"), report.toString());
      assertEquals(before, Sandbox.sha256(sandbox.image("web01")));
    }
  }
}
