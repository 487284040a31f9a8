package org.dormouse.ui.graph.internal.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;

/**
 * Which hook can stand where, by the rules of the vocabulary: what goes on inside the guest needs one that runs. A test
 * compares it with what documents are checked by.
 */
public final class HookPlaces {

  private HookPlaces() {}

  /** Junctures in the order of the workflow that take this kind. */
  public static List<Juncture> allowed(HookKind kind) {
    return Juncture.VALUES.stream().filter(juncture -> refusal(kind, juncture).isEmpty()).toList();
  }

  /** Why it cannot stand there, for people; empty if it can. */
  public static Optional<String> refusal(HookKind kind, Juncture juncture) {
    boolean inGuest = kind == HookKind.GUEST_SCRIPT || kind == HookKind.HEALTH_CHECK;
    boolean runs = switch (juncture) {
      case BEFORE_INSTALL, AFTER_INSTALL, BEFORE_SHUT_DOWN -> true;
      default -> false;
    };
    return inGuest && !runs ? Optional.of(title(kind) + " needs a guest that runs. Put it before install, after "
        + "install or before shut down, or take a script on this machine.") : Optional.empty();
  }

  /** Of a hook, for people. */
  public static String title(HookKind kind) {
    return switch (kind) {
      case GUEST_SCRIPT -> "Script in the guest";
      case LOCAL_SCRIPT -> "Script on this machine";
      case HEALTH_CHECK -> "Health check";
      case APPROVAL -> "Approval";
    };
  }

  public static String purpose(HookKind kind) {
    return switch (kind) {
      case GUEST_SCRIPT -> "Runs a script inside the guest.";
      case LOCAL_SCRIPT -> "Runs a script on the machine of the engine.";
      case HEALTH_CHECK -> "Looks whether something in the guest is well: a command, an address, a port, a unit.";
      case APPROVAL -> "Waits until the administrator agrees, until a deadline.";
    };
  }

  public static String title(Juncture juncture) {
    return switch (juncture) {
      case BEFORE_DEPLOY -> "Before deploy";
      case AFTER_DEPLOY -> "After deploy";
      case BEFORE_INSTALL -> "Before install";
      case AFTER_INSTALL -> "After install";
      case BEFORE_SHUT_DOWN -> "Before shut down";
      case AFTER_SHUT_DOWN -> "After shut down";
      case BEFORE_STORE -> "Before store";
      case AFTER_STORE -> "After store";
    };
  }

  public static String purpose(Juncture juncture) {
    return switch (juncture) {
      case BEFORE_DEPLOY -> "Claimed and placed; nothing is on a host yet.";
      case AFTER_DEPLOY -> "On the host, not started.";
      case BEFORE_INSTALL -> "The guest answers; updates are not installed yet.";
      case AFTER_INSTALL -> "Nothing is pending any more; the guest runs.";
      case BEFORE_SHUT_DOWN -> "Verified; the guest runs for the last time.";
      case AFTER_SHUT_DOWN -> "The guest is off; nothing is stored yet.";
      case BEFORE_STORE -> "Last chance to say no.";
      case AFTER_STORE -> "The new generation is in the library.";
    };
  }

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
