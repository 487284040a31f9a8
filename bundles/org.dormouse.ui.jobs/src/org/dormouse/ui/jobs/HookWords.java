package org.dormouse.ui.jobs;

import java.util.List;
import java.util.Optional;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;

/**
 * What people call hooks and junctures, and which hook can stand where by the rules of the vocabulary: what goes on
 * inside the guest needs one that runs. A test compares it with what documents are checked by.
 */
public final class HookWords {

  private HookWords() {}

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

  /** Name of its icon. */
  public static String icon(HookKind kind) {
    return switch (kind) {
      case GUEST_SCRIPT -> "hook-guest-script";
      case LOCAL_SCRIPT -> "hook-local-script";
      case HEALTH_CHECK -> "hook-health-check";
      case APPROVAL -> "hook-approval";
    };
  }
}
