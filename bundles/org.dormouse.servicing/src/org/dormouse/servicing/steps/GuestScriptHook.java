package org.dormouse.servicing.steps;

import java.util.function.UnaryOperator;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.HookSpec;

/**
 * A script inside the guest, as root, detached. The guest itself knows whether it was begun, so a crash of the engine
 * never has it carried out twice; a guest that dies is deployed anew, and nothing of the script is left then.
 */
final class GuestScriptHook implements HookAction {

  /**
   * A script with an interpreter of its own: the job writes it to a file, as text that no shell reads, and becomes the
   * interpreter that its first line names. Not executed itself, because /run may forbid that.
   */
  private static final String INTERPRETED = """
      cat > "$DORMOUSE_DIR/hook" <<'%1$s' || exit 125
      %2$s
      %1$s
      read -r first < "$DORMOUSE_DIR/hook"
      set -f
      set -- ${first#??}
      exec "$@" "$DORMOUSE_DIR/hook"
      """;

  @Override
  public Outcome advance(Work work, HookSpec hook, String ticket) {
    return work.withGuest(ticket, session -> job(work, hook).advance(session, ticket, job(hook.script()),
        UnaryOperator.identity(), (exitCode, log) -> HookStep.ended(work, hook, exitCode, log)));
  }

  private static GuestJob job(Work work, HookSpec hook) {
    return GuestJob.of(work, hook.stepKind(), 1);
  }

  /** The script as a job, which is one for /bin/sh. */
  static String job(String script) {
    String first = script.lines().findFirst().orElse("").strip();
    if (!first.startsWith("#!") || first.matches("#!\\s*/bin/sh")) {
      return script;
    }
    String end = "END-OF-HOOK";
    while (script.contains(end)) {
      end += "-";
    }
    return INTERPRETED.formatted(end, script.endsWith("\n") ? script.substring(0, script.length() - 1) : script);
  }

  @Override
  public void stop(Work work, HookSpec hook, String ticket) {
    job(work, hook).stop(work);
  }
}
