package org.dormouse.servicing.plan;

import java.util.List;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Finding;

/**
 * What a maintenance host lends to servicing.
 *
 * @param concurrent woken VMs at a time, Integer.MAX_VALUE for as many as memory and CPUs allow
 */
public record HostCapacity(BackendSpec host, long memoryMiB, int cpus, int concurrent, String accelerator,
    List<Finding> findings) {

  public HostCapacity {
    findings = List.copyOf(findings);
  }

  public String name() {
    return host.name();
  }

  public boolean blocked() {
    return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.BLOCK);
  }
}
