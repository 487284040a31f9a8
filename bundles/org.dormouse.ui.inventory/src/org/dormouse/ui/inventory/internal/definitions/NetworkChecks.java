package org.dormouse.ui.inventory.internal.definitions;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.ui.inventory.internal.definitions.HostNetwork.Checked;

/**
 * What checks of hosts have found of their networks while the window is open. The engine keeps no such thing, for a
 * host can be another one tomorrow. What was found of a host as it was defined before is forgotten. UI thread only.
 */
public final class NetworkChecks {

  private final Map<String, HostNetwork> last = new HashMap<>();

  /** @param host as it was when it was checked */
  public void keep(Definition host, CheckReport report, Instant at) {
    last.put(host.name(), new HostNetwork(host, Optional.of(new Checked(report, at))));
  }

  public HostNetwork of(Definition host) {
    return last.getOrDefault(host.name(), new HostNetwork(host, Optional.empty())).of(host);
  }
}
