package org.dormouse.servicing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.model.Library;
import org.dormouse.model.MaintenanceHost;
import org.dormouse.model.UpdateService;
import org.dormouse.servicing.preflight.LibraryOverview;
import org.dormouse.servicing.preflight.LibraryOverviews;
import org.dormouse.servicing.preflight.OtherLibraries;
import org.dormouse.servicing.preflight.Preflight;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Hypervisor.HostReport;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.UpdateService.ServiceReport;

/**
 * Looks at what definitions name before they are stored, as if they were; nothing is written down. Back ends are asked,
 * so a look takes as long as they take; interrupting it ends it. Thread-safe.
 */
public final class Drafts {

  private static final int MOST_FINDINGS = 200;

  private final Definitions definitions;
  private final Backends backends;
  private final Preflight preflight;
  private final Hosts hosts;
  private final InstantSource clock;

  public Drafts(Definitions definitions, Backends backends, Preflight preflight, Hosts hosts, InstantSource clock) {
    this.definitions = definitions;
    this.backends = backends;
    this.preflight = preflight;
    this.hosts = hosts;
    this.clock = clock;
  }

  /**
   * What a scan of a library would find.
   *
   * @param attention number of VMs that could not be serviced as they are, or not without a warning
   * @param findings of the library as a whole as they are, then those of VMs, of which none blocks the library: at most
   *     a bounded number
   */
  public record LibraryLook(List<StoredMachine> machines, int disks, long bytes, int attention,
      List<Finding> findings) {}

  public Result<LibraryLook> library(Library draft) {
    BackendSpec spec = definitions.spec(draft);
    // overviews of its own: what others know of a stored library of that name stays
    return new LibraryOverviews(backends, clock).fresh(spec)
        .map(overview -> look(overview, preflight.others(spec)));
  }

  private LibraryLook look(LibraryOverview overview, OtherLibraries others) {
    List<StoredMachine> machines = overview.scan().machines();
    List<Finding> findings = new ArrayList<>(overview.scan().findings());
    int disks = 0;
    long bytes = 0;
    int attention = 0;
    for (StoredMachine machine : machines) {
      List<Finding> serious = preflight.outside(machine, overview, others).stream()
          .filter(finding -> finding.severity() != Finding.Severity.INFO).map(Drafts::ofOne).toList();
      attention += serious.isEmpty() ? 0 : 1;
      findings.addAll(serious);
      disks += machine.disks().size();
      for (MachineDisk disk : machine.disks()) {
        bytes += overview.factsOf(disk.image()).map(ImageFacts::fileSize).orElse(0L);
      }
    }
    return new LibraryLook(machines, disks, bytes, attention,
        findings.stream().limit(MOST_FINDINGS).toList());
  }

  /** What blocks one VM blocks no library. */
  private static Finding ofOne(Finding finding) {
    return Finding.warn(finding.code(), finding.subject(), finding.message(), finding.remedy());
  }

  public Result<HostReport> host(MaintenanceHost draft) {
    return hosts.check(draft);
  }

  public Result<ServiceReport> service(UpdateService draft) {
    BackendSpec spec = definitions.spec(draft);
    return backends.updateService(spec.type()).then(service -> service.check(spec));
  }
}
