package org.dormouse.spi;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where updates come from and how a guest is told to take them.
 *
 * <p>Success is proven: "nothing pending" is only ever answered after an index was read whose hash is that of the
 * snapshot. The guest's own resolver decides; the back end supplies exactly what it asks for.
 */
public interface UpdateService {

  String type();

  /** Can the service be reached, is its index whole, signed, fresh. Reads only. */
  Result<ServiceReport> check(BackendSpec service);

  record ServiceReport(String description, List<IndexFacts> indexes, List<Finding> findings) {
    public ServiceReport {
      indexes = List.copyOf(indexes);
      findings = List.copyOf(findings);
    }
  }

  /**
   * @param sha256 of the signed index file as fetched
   * @param date when the service says it was made, {@code validUntil} Instant.MAX where it says nothing
   */
  record IndexFacts(String name, String sha256, Instant date, Instant validUntil, String signedBy, int packages) {}

  /**
   * Fetches and verifies the index into the cache, whole or not at all. Bounded by five minutes. A failed,
   * truncated, wrongly signed or expired index is a trouble that names it, never an empty index. What nobody has used
   * for a week may be trimmed from the cache; the snapshots of runs that have not ended are in use: the time of
   * modification of their folders is set anew before each refresh.
   */
  Result<Snapshot> refresh(BackendSpec service, Path cache);

  /**
   * A fetched and verified state of the service. Immutable; the folder stays until the cache is trimmed.
   *
   * @param id names the content: equal ids, equal indexes
   */
  record Snapshot(String service, String id, Path folder, List<IndexFacts> indexes) {
    public Snapshot {
      indexes = List.copyOf(indexes);
    }
  }

  /** What is pending, without waking; bounded memory. {@link Assessment.CannotTell} is no failure. */
  Assessment assess(BackendSpec service, Snapshot snapshot, DiskReader.GuestFiles files);

  sealed interface Assessment {
    /** Empty list: up to date against the snapshot. */
    record Pending(List<PackageChange> changes) implements Assessment {
      public Pending {
        changes = List.copyOf(changes);
      }
    }

    record CannotTell(String code, String reason) implements Assessment {}
  }

  /** What a woken guest gives the service to work with. */
  record Guest(String key, BackendSpec service, Snapshot snapshot, GuestSession session, MediaPort media,
      Path workFolder) {}

  /** Shows read-only disks to the guest; see {@link Hypervisor#insertMedium}. */
  interface MediaPort {
    Result<Result.Nothing> insert(String serial, Path image);

    Result<Result.Nothing> remove(String serial);
  }

  /** Is the guest's own client able to take updates: there, not broken, not busy, space enough. Quick. */
  Result<ClientReport> checkClient(Guest guest);

  record ClientReport(String client, String version, List<Finding> findings) {
    public ClientReport {
      findings = List.copyOf(findings);
    }
  }

  /**
   * The guest's own client reads the snapshot's index and says what it would change.
   *
   * @param ticket empty to start, then the ticket of the answer before
   */
  Progress<Scan> scan(Guest guest, String ticket);

  /**
   * @param changes what the guest's resolver will do, empty if nothing is pending
   * @param items what it needs to be supplied with
   * @param keptBack names of packages that have updates which the resolver does not install, though nobody in the guest
   *     wants it so (a hold or a phased update is wanted)
   */
  record Scan(String snapshotId, List<PackageChange> changes, List<Item> items, List<String> keptBack) {
    public Scan {
      changes = List.copyOf(changes);
      items = List.copyOf(items);
      keptBack = List.copyOf(keptBack);
    }

    public Scan(String snapshotId, List<PackageChange> changes, List<Item> items) {
      this(snapshotId, changes, items, List.of());
    }

    /** @param path relative to the service's root; {@code sha256} as in the verified index */
    public record Item(String path, long size, String sha256) {}
  }

  /** Supplies the items of the scan and lets the guest's client install them. */
  Progress<Installed> install(Guest guest, Scan scan, String ticket);

  /**
   * @param changes what really changed, read from the client's own database before and after
   * @param restartNeeded the guest has to restart before it is what it was updated to be
   * @param left what the same client, by the same snapshot, would do next, where the service has asked it already;
   *     empty: a scan has to tell, as it has after a restart
   */
  record Installed(List<PackageChange> changes, boolean restartNeeded, String log, Optional<Scan> left) {
    public Installed {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Proves the running guest: the client reads the snapshot's index once more, nothing is pending, its database is
   * consistent, and every change of the list is there.
   */
  Progress<Proof> verify(Guest guest, List<PackageChange> changes, String ticket);

  /** @param packages installed package versions, {@code name:architecture} and version, sorted */
  record Proof(String snapshotId, List<String> statements, List<InstalledPackage> packages) {
    public Proof {
      statements = List.copyOf(statements);
      packages = List.copyOf(packages);
    }
  }

  record InstalledPackage(String name, String architecture, String version) {}

  /** Ends whatever of the service still runs in the guest and removes its files and media there. Idempotent. */
  Result<Result.Nothing> leave(Guest guest);

  /** The second way: what the client's database in a stored image says, without waking it. */
  Result<List<InstalledPackage>> installed(DiskReader.GuestFiles files);
}
