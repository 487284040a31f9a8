package org.dormouse.model.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.document.DocumentCodec.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HookRulesTest {

  private static Map<String, Object> hook(String name, String juncture, String kind, Object... more) {
    Map<String, Object> hook = new HashMap<>(Map.of("name", name, "juncture", juncture, "kind", kind));
    for (int i = 0; i < more.length; i += 2) {
      hook.put((String) more[i], more[i + 1]);
    }
    return hook;
  }

  private static Decoded decode(List<Map<String, Object>> hooks) {
    return DocumentCodec.decode("job", Map.of("name", "nightly", "virtualMachines", List.of("lab/*"), "updateService",
        "debian", "hooks", hooks));
  }

  private static void valid(Map<String, Object> hook) {
    assertInstanceOf(Decoded.Valid.class, decode(List.of(hook)), () -> String.valueOf(decode(List.of(hook))));
  }

  private static String problem(List<Map<String, Object>> hooks) {
    var problems = assertInstanceOf(Decoded.Invalid.class, decode(hooks)).problems();
    assertEquals(1, problems.size(), problems::toString);
    return problems.getFirst().path() + " " + problems.getFirst().message();
  }

  @Test
  void aHookOfEachKindBecomesAnObjectAndComesBack() {
    List<Map<String, Object>> hooks = List.of(
        hook("prepare", "afterInstall", "guestScript", "script", "#!/bin/sh\nservice db stop\n"),
        hook("notify", "afterStore", "localScript", "script", "logger done\n", "mayFail", true),
        hook("web", "afterInstall", "healthCheck", "check", "http", "target", "http://localhost:8080/health"),
        hook("agree", "beforeStore", "approval", "question", "Store it?", "timeout", 3600));
    var job = assertInstanceOf(ServicingJob.class,
        assertInstanceOf(Decoded.Valid.class, decode(hooks)).object());
    assertEquals(Juncture.AFTER_STORE, job.getHooks().get(1).getJuncture());
    // what has its default is left out
    hooks.get(0).remove("kind");
    assertEquals(hooks, DocumentCodec.encode(job).get("hooks"));
  }

  @ParameterizedTest
  @CsvSource({"guestScript, hooks[0].script", "localScript, hooks[0].script", "healthCheck, hooks[0].target",
    "approval, hooks[0].question"})
  void whatAKindNeedsIsNamedWithTheHook(String kind, String path) {
    String said = problem(List.of(hook("mine", "beforeInstall", kind)));
    assertTrue(said.startsWith(path + " hook \"mine\" ") && said.contains("Give "), said);
  }

  @ParameterizedTest
  @EnumSource(Juncture.class)
  void whatRunsInTheGuestNeedsAGuestThatRuns(Juncture juncture) {
    for (HookKind kind : HookKind.values()) {
      Map<String, Object> hook = hook("mine", juncture.getLiteral(), kind.getLiteral(), "script", "true", "target",
          "true", "question", "Well?");
      boolean inGuest = kind == HookKind.GUEST_SCRIPT || kind == HookKind.HEALTH_CHECK;
      boolean runs = List.of("beforeInstall", "afterInstall", "beforeShutDown").contains(juncture.getLiteral());
      if (inGuest && !runs) {
        String said = problem(List.of(hook));
        assertTrue(said.contains("hook \"mine\" is a " + kind) && said.contains("localScript"), said);
      } else {
        valid(hook);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"http, localhost", "http, ftp://localhost/", "http, http:///x", "http, http://me:pw@localhost/",
    "http, http://localhost:99999/", "port, 0", "port, 65536", "port, ssh", "unit, -x", "unit, 'a b'"})
  void aTargetThatCannotBeIsRefused(String check, String target) {
    String said = problem(List.of(hook("mine", "afterInstall", "healthCheck", "check", check, "target", target)));
    assertTrue(said.startsWith("hooks[0].target hook \"mine\" ") && said.contains("Give "), said);
  }

  @ParameterizedTest
  @CsvSource({"http, https://web01/health?x=1", "port, 443", "unit, getty@tty1.service", "exitCode, 'test -e /x; true'"})
  void aTargetThatCanBeIsTaken(String check, String target) {
    valid(hook("mine", "afterInstall", "healthCheck", "check", check, "target", target));
  }

  @Test
  void twoHooksOfOneNameAreRefused() {
    var hook = hook("mine", "beforeStore", "localScript", "script", "true");
    var other = hook("mine", "afterStore", "localScript", "script", "true");
    assertTrue(problem(List.of(hook, other)).startsWith("hooks[1].name there is another hook \"mine\""));
  }

  @Test
  void anApprovalMayNotFailQuietly() {
    assertTrue(problem(List.of(hook("mine", "beforeStore", "approval", "question", "Well?", "mayFail", true)))
        .startsWith("hooks[0].mayFail hook \"mine\" "));
  }

  @Test
  void timesTriesAndScriptsAreBounded() {
    var hook = hook("mine", "beforeStore", "localScript", "script", "true");
    for (var wrong : List.of(Map.entry("timeout", (Object) 0), Map.entry("attempts", (Object) 0),
        Map.entry("timeout", (Object) 3_000_000), Map.entry("script", (Object) "x".repeat(65_537)),
        Map.entry("script", (Object) "true\r\n"))) {
      Map<String, Object> bad = new HashMap<>(hook);
      bad.put(wrong.getKey(), wrong.getValue());
      assertTrue(problem(List.of(bad)).startsWith("hooks[0]." + wrong.getKey() + " "), wrong::toString);
    }
    Map<String, Object> large = new HashMap<>(hook);
    large.put("script", "x".repeat(65_536));
    valid(large);
  }

  @Test
  void thereMayBeFiftyHooksAndNoMore() {
    List<Map<String, Object>> hooks = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      hooks.add(hook("mine" + i, "beforeStore", "localScript", "script", "true"));
    }
    assertTrue(problem(hooks).startsWith("hooks must be at most 50"));
    assertInstanceOf(Decoded.Valid.class, decode(hooks.subList(0, 50)));
  }
}
