package org.dormouse.ui.graph.internal.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;

/** Where the junctures of hooks are in the drawn workflow, and which hooks stand there. */
public final class HookPlaces {

  private HookPlaces() {}

  /** The built-in step that the juncture belongs to. */
  public static BuiltInStep step(Juncture juncture) {
    return switch (juncture) {
      case BEFORE_DEPLOY, AFTER_DEPLOY -> BuiltInStep.DEPLOY;
      case BEFORE_INSTALL, AFTER_INSTALL -> BuiltInStep.INSTALL;
      case BEFORE_SHUT_DOWN, AFTER_SHUT_DOWN -> BuiltInStep.SHUT_DOWN;
      case BEFORE_STORE, AFTER_STORE -> BuiltInStep.STORE;
    };
  }

  public static boolean isBefore(Juncture juncture) {
    return switch (juncture) {
      case BEFORE_DEPLOY, BEFORE_INSTALL, BEFORE_SHUT_DOWN, BEFORE_STORE -> true;
      default -> false;
    };
  }

  /** The juncture on that side of a built-in step; empty if hooks do not go there. */
  public static Optional<Juncture> at(BuiltInStep step, boolean before) {
    return Juncture.VALUES.stream().filter(juncture -> step(juncture) == step && isBefore(juncture) == before)
        .findFirst();
  }

  /** The hooks of one juncture, in their order. */
  public static List<Hook> at(List<Hook> hooks, Juncture juncture) {
    return hooks.stream().filter(hook -> hook.getJuncture() == juncture).toList();
  }

  /** A name that no other hook has: {@code health-check}, {@code health-check-2}, … */
  public static String freeName(List<Hook> hooks, HookKind kind) {
    String base = switch (kind) {
      case GUEST_SCRIPT -> "guest-script";
      case LOCAL_SCRIPT -> "local-script";
      case HEALTH_CHECK -> "health-check";
      case APPROVAL -> "approval";
    };
    List<String> taken = hooks.stream().map(Hook::getName).toList();
    return IntStream.iterate(1, i -> i + 1).mapToObj(i -> i == 1 ? base : base + "-" + i)
        .filter(name -> !taken.contains(name)).findFirst().orElseThrow();
  }
}
