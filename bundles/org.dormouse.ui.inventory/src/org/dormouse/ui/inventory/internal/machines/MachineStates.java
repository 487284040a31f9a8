package org.dormouse.ui.inventory.internal.machines;

import java.util.List;

/** The states of a stored virtual machine, in the order in which they deserve attention. */
public final class MachineStates {

  public static final List<String> ALL =
      List.of("failed", "blocked", "stale", "cannot-tell", "never-assessed", "servicing", "up-to-date");

  /** How a last servicing can have ended. */
  public static final List<String> RESULTS = List.of("succeeded", "up-to-date", "failed", "cancelled", "never");

  private MachineStates() {}

  /** 0 for what deserves attention first. */
  public static int rank(String state) {
    int index = ALL.indexOf(state);
    return index < 0 ? ALL.size() : index;
  }

  /** Word for a last result. */
  public static String result(String result) {
    return switch (result) {
      case "succeeded" -> "Succeeded";
      case "up-to-date" -> "Up to date";
      case "failed" -> "Failed";
      case "cancelled" -> "Cancelled";
      case "never" -> "Never";
      default -> result;
    };
  }
}
