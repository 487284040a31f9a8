package org.dormouse.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stored virtual machines and what is known of them. */
public interface Machines {

  /** @param library empty for all; {@code state} empty for all; {@code pattern} with * and ?, empty for all */
  record Filter(String library, String state, String pattern) {}

  record LibraryScan(String library, List<Machine> machines, List<FindingInfo> findings, int added, int gone) {}

  /** @param severity {@code BLOCK}, {@code WARN}, {@code INFO} */
  record FindingInfo(String severity, String code, String subject, String message, String remedy) {}

  /**
   * @param id {@code library/name}
   * @param state {@code never-assessed}, {@code up-to-date}, {@code stale}, {@code cannot-tell}, {@code blocked},
   *     {@code servicing}, {@code failed}
   * @param pending number of pending changes, -1 where not known; {@code pendingSecurity} those of them that come from
   *     a security suite, -1 where not known
   * @param lastResult how the last servicing ended: {@code succeeded}, {@code up-to-date}, {@code failed},
   *     {@code cancelled}, {@code never}
   * @param host where it is serviced now, or was last; empty if never, and while it waits for a place
   * @param groups names of the VM groups it belongs to now
   * @param excluded whether somebody declared that it is never serviced
   */
  record Machine(String id, String library, String name, String os, String state, int pending,
      Optional<Instant> assessed, Optional<Instant> serviced, long sizeBytes, int disks, int generation,
      List<String> tags, int pendingSecurity, String lastResult, String host, List<String> groups,
      boolean excluded) {}

  record Details(Machine machine, int memoryMiB, int cpus, List<DiskInfo> disks, List<String> macs,
      List<FindingInfo> findings, List<Change> pending, List<GenerationInfo> generations) {}

  record DiskInfo(int slot, String file, String format, long virtualSize, long fileSize, Optional<String> parent) {}

  /** One package: installed and candidate version; empty where new or removed. */
  record Change(String name, String architecture, String installed, String candidate, long bytes, String origin) {}

  record GenerationInfo(int number, Instant created, String run, boolean current, List<FileInfo> files) {}

  record FileInfo(String name, long size, String sha256) {}

  /** @param patterns machine ids or patterns; empty: all. {@code service} empty: the only one there is */
  record Assess(List<String> patterns, String service) {}

  record Assessments(String service, String snapshot, List<Assessment> assessments) {}

  /** @param result {@code up-to-date}, {@code pending}, {@code cannot-tell}, {@code blocked} */
  record Assessment(String id, String result, String reason, List<Change> changes, List<FindingInfo> findings,
      long millis) {}

  record History(String id, List<HistoryEntry> entries) {}

  record HistoryEntry(Instant at, String what, String run, String text) {}

  /** @param generation 0: the newest kept one */
  record Rollback(String id, int generation) {}
}
