package org.dormouse.model.document;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;

/** What each kind of hook needs, and at which juncture it is possible. Every message names the hook and the way out. */
final class HookRules {

  static final int MOST_HOOKS = 50;
  static final int LONGEST_SCRIPT = 64 * 1024;

  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:_.@\\\\][A-Za-z0-9:_.@\\\\-]{0,254}");
  private static final Set<Juncture> GUEST_RUNS =
      Set.of(Juncture.BEFORE_INSTALL, Juncture.AFTER_INSTALL, Juncture.BEFORE_SHUT_DOWN);

  private HookRules() {}

  static Optional<String> wrongScript(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_SCRIPT) {
      return Optional.of("must be at most " + LONGEST_SCRIPT + " bytes long, not " + bytes + "; let the script fetch "
          + "or call the rest");
    }
    return text.indexOf('\r') >= 0
        ? Optional.of("has lines that end as on Windows, which no shell understands; end them with a line feed alone")
        : Rules.controls(text);
  }

  static List<Problem> wrongIn(Hook hook, Map<String, ?> document) {
    List<Problem> problems = new ArrayList<>();
    String name = "hook " + Rules.quoted(String.valueOf(document.get("name"))) + " ";
    switch (hook.getKind()) {
      case GUEST_SCRIPT, LOCAL_SCRIPT -> {
        if (isBlank(document, "script")) {
          problems.add(new Problem("script", name + "has no script. Give its text, which begins with #! or is read by "
              + "/bin/sh"));
        }
      }
      case HEALTH_CHECK -> wrongTarget(hook, document).ifPresent(what ->
          problems.add(new Problem("target", name + what)));
      case APPROVAL -> {
        if (isBlank(document, "question")) {
          problems.add(new Problem("question", name + "asks nothing. Give the question that the administrator is to "
              + "answer"));
        }
        if (hook.isMayFail()) {
          problems.add(new Problem("mayFail", name + "is an approval, and what nobody agreed to does not go on. Take "
              + "mayFail away, or the approval"));
        }
      }
    }
    boolean inGuest = hook.getKind() == HookKind.GUEST_SCRIPT || hook.getKind() == HookKind.HEALTH_CHECK;
    if (inGuest && !GUEST_RUNS.contains(hook.getJuncture())) {
      problems.add(new Problem("juncture", name + "is a " + hook.getKind().getLiteral() + ", and at "
          + hook.getJuncture().getLiteral() + " the guest does not run. Take beforeInstall, afterInstall or "
          + "beforeShutDown, or make it a localScript"));
    }
    return problems;
  }

  private static boolean isBlank(Map<String, ?> document, String attribute) {
    return !(document.get(attribute) instanceof String text) || text.isBlank();
  }

  private static Optional<String> wrongTarget(Hook hook, Map<String, ?> document) {
    if (isBlank(document, "target")) {
      return Optional.of("has no target. Give " + switch (hook.getCheck()) {
        case EXIT_CODE -> "the command line that has to exit with 0";
        case HTTP -> "the address that has to answer, such as http://localhost/";
        case PORT -> "the TCP port that has to accept a connection";
        case UNIT -> "the unit of systemd that has to be active";
      });
    }
    String target = String.valueOf(document.get("target"));
    return switch (hook.getCheck()) {
      case EXIT_CODE -> Optional.empty();
      case HTTP -> isAddress(target) ? Optional.empty() : Optional.of("has a target that is no address. Give one such "
          + "as http://localhost:8080/health");
      case PORT -> PORT.matcher(target).matches() && isPort(Integer.parseInt(target)) ? Optional.empty()
          : Optional.of("has a target that is no port. Give a number from 1 to 65535");
      case UNIT -> UNIT.matcher(target).matches() ? Optional.empty()
          : Optional.of("has a target that cannot be a unit. Give a name such as nginx.service");
    };
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= 65_535;
  }

  private static boolean isAddress(String target) {
    try {
      URI uri = new URI(target);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
          && uri.getUserInfo() == null && (uri.getPort() == -1 || isPort(uri.getPort()))
          && target.chars().allMatch(c -> c > ' ' && c < 0x7f);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Of all hooks of a job together: names are unique, because steps and reports go by them. */
  static List<Problem> wrongAmong(List<Hook> hooks) {
    List<Problem> problems = new ArrayList<>();
    if (hooks.size() > MOST_HOOKS) {
      problems.add(new Problem("hooks", "must be at most " + MOST_HOOKS + ", not " + hooks.size()));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < hooks.size(); i++) {
      String name = hooks.get(i).getName();
      if (name != null && !names.add(name)) {
        problems.add(new Problem("hooks[" + i + "].name", "there is another hook " + Rules.quoted(name)
            + " in this job. Give each a name of its own"));
      }
    }
    return problems;
  }
}
