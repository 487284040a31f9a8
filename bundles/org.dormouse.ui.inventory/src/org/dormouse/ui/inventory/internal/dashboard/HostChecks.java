package org.dormouse.ui.inventory.internal.dashboard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dormouse.api.Definitions.Definition;

/**
 * Which maintenance hosts are to be checked: each once, and again in a new version, when somebody wants it, or, where the
 * check could not be made, after a new connection. A check that failed is not made again and again at every news.
 */
final class HostChecks {

  /** By name: the version that was asked about. */
  private final Map<String, Long> asked = new HashMap<>();
  private final Set<String> failed = new HashSet<>();

  /** Whether it is to be checked now; then it counts as asked about. */
  boolean begin(Definition host) {
    Long before = asked.put(host.name(), host.version());
    return before == null || before != host.version();
  }

  /** It could not be made: there was no connection, or the engine refused it. */
  void failed(String host) {
    failed.add(host);
  }

  void connectedAgain() {
    asked.keySet().removeAll(failed);
    failed.clear();
  }

  /** All of them anew. */
  void forget() {
    asked.clear();
    failed.clear();
  }
}
