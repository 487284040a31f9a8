package org.dormouse.servicing.plan;

import java.util.ArrayList;
import java.util.List;
import org.dormouse.spi.Hardware;

/**
 * A host's fitness for a VM, as stars: 0 it cannot run there, else 1 to 5. One star is lost each for: no hardware
 * acceleration; less than half of the host's memory left beside the VM; less than a quarter left; more than half of the CPUs
 * lent to one VM.
 *
 * @param reasons why stars were lost, for people
 */
public record Rating(String host, int stars, List<String> reasons) {

  public Rating {
    reasons = List.copyOf(reasons);
  }

  public static Rating of(HostCapacity host, Hardware machine) {
    if (host.blocked()) {
      return new Rating(host.name(), 0, host.findings().stream().map(finding -> finding.message()).toList());
    }
    if (machine.memoryMiB() > host.memoryMiB()) {
      return new Rating(host.name(), 0, List.of("it lends " + host.memoryMiB() + " MiB of memory and the VM has "
          + machine.memoryMiB()));
    }
    if (machine.cpus() > host.cpus()) {
      return new Rating(host.name(), 0, List.of("it lends " + host.cpus() + " CPUs and the VM has "
          + machine.cpus()));
    }
    List<String> lost = new ArrayList<>();
    if (!host.accelerator().equals("kvm")) {
      lost.add("no hardware acceleration (" + host.accelerator() + ")");
    }
    long left = host.memoryMiB() - machine.memoryMiB();
    if (left * 2 < host.memoryMiB()) {
      lost.add("less than half of its memory is left beside the VM");
    }
    if (left * 4 < host.memoryMiB()) {
      lost.add("less than a quarter of its memory is left beside the VM");
    }
    if (machine.cpus() * 2 > host.cpus()) {
      lost.add("the VM takes more than half of its CPUs");
    }
    return new Rating(host.name(), 5 - lost.size(), lost);
  }
}
