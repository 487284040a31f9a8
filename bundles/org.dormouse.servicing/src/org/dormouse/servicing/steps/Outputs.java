package org.dormouse.servicing.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Generation;
import org.dormouse.spi.GuestSession.GuestFacts;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.UpdateService.Proof;
import org.dormouse.spi.UpdateService.Scan;

/** What steps leave for the steps after them and for the report, as JSON in the step's output. */
public interface Outputs {

  /** @param files identity of every file of the VM; the commit compares it */
  record Claimed(List<FileIdentity> files, List<Finding> findings) {}

  /** @param reason why it cannot be told without waking, empty if it can */
  record Assessed(List<PackageChange> pending, String reason, long millis) {}

  record Placed(String host) {}

  record Deployed(String host) {}

  record Started(String accelerator) {}

  record Awake(GuestFacts facts) {}

  record ClientChecked(String client, String version, List<Finding> findings) {}

  record Scanned(Scan scan) {}

  /** @param cycles install cycles that were needed, {@code restarts} of the guest among them */
  record Patched(List<PackageChange> changes, int cycles, int restarts, String log) {}

  record Verified(Proof proof) {}

  record ShutDown(String how) {}

  /**
   * What became of a hook. An approval leaves a sentence instead, by whom it was given.
   *
   * @param exitCode of a script or command; 0 where there is none
   * @param log the last part of what it printed
   * @param remark what was found, one sentence
   * @param failure why it failed although the workflow went on; empty if it did not
   */
  record Hooked(String hook, String kind, int exitCode, String log, String remark, String failure) {}

  /**
   * @param targets the new images as they were started, to be stored
   * @param statements what was proven
   */
  record BootTested(List<Path> targets, List<String> sha256, List<String> statements, List<Finding> findings) {}

  /** @param proof what was read from the stored generation by the second way */
  record Stored(Generation generation, List<String> proof, List<String> expired) {}

  /** @param stored the new generation, where it lies in the library although its step did not end with success */
  record Released(Optional<String> remark, Optional<Generation> stored) {}
}
