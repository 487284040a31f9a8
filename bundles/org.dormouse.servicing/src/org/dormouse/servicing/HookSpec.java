package org.dormouse.servicing;

import java.time.Duration;
import org.dormouse.model.HealthCheck;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;

/**
 * A hook as it was when its run was submitted. What each attribute means is said in the vocabulary; those that the
 * kind of hook does not use are empty.
 *
 * @param timeout it may take; for an approval: until the VM is given up
 */
public record HookSpec(String name, Juncture juncture, HookKind kind, String script, HealthCheck check, String target,
    String question, Duration timeout, int attempts, boolean repeatable, boolean mayFail) {

  /** How much longer than the hook its step may take, so that we end it ourselves and say what it was. */
  public static final Duration MARGIN = Duration.ofMinutes(2);

  /** How long a person has to say what became of a hook that was cut off by a crash. */
  public static final Duration ANSWER_WITHIN = Duration.ofHours(1);

  /** What all steps of hooks have in common: the family of their kinds. */
  public static final String FAMILY = "hook";

  public static HookSpec of(Hook hook) {
    return new HookSpec(hook.getName(), hook.getJuncture(), hook.getKind(), orNone(hook.getScript()), hook.getCheck(),
        orNone(hook.getTarget()), orNone(hook.getQuestion()), Duration.ofSeconds(hook.getTimeout()),
        Math.max(1, hook.getAttempts()), hook.isRepeatable(), hook.isMayFail());
  }

  private static String orNone(String text) {
    return text == null ? "" : text;
  }

  /** The kind of its step: {@code hook:beforeInstall:stop-database}. */
  public String stepKind() {
    return FAMILY + ":" + juncture.getLiteral() + ":" + name;
  }

  public boolean isHealthCheck() {
    return kind == HookKind.HEALTH_CHECK;
  }
}
