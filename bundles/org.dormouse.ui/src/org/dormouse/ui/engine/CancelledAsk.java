package org.dormouse.ui.engine;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import org.dormouse.api.ApiError;

/**
 * What is told of a question that its user cancelled: that it was, and what the engine is left with. The engine is told
 * to stop, but whether it was done by then nobody knows; so nothing is promised that the answer alone could tell.
 */
public final class CancelledAsk {

  private static final Set<String> STORING = Set.of("put", "remove", "putCredential", "removeCredential");
  private static final Set<String> RUNNING = Set.of("run", "retry", "decide", "pause", "resume", "cancel");

  private CancelledAsk() {}

  /** @param methods of the engine's interface that were called for it, e.g. {@code scanLibrary} */
  public static ApiError error(String what, Collection<String> methods) {
    return new ApiError("failed", "cancelled", "Cancelled: " + what + ".", left(methods));
  }

  /** By what weighs most. */
  private static String left(Collection<String> methods) {
    if (methods.contains("rollback")) {
      return "It may have gone back all the same: look at its generation.";
    }
    if (!Collections.disjoint(methods, RUNNING)) {
      return "It may have been done all the same: look in the view Runs.";
    }
    if (!Collections.disjoint(methods, STORING)) {
      return "What was stored by then stays: look before you try again.";
    }
    if (methods.contains("stop")) {
      return "The engine may stop all the same.";
    }
    return methods.contains("assess") || methods.contains("scanLibrary")
        ? "What was found by then may be kept; no image was touched." : "Nothing was changed.";
  }
}
