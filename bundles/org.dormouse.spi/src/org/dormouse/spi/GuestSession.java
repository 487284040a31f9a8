package org.dormouse.spi;

import java.time.Duration;
import java.util.List;

/**
 * A conversation with one running guest. Everything it answers is untrusted and bounded. One thread at a time.
 * After {@link #close} nothing of the session is left in the guest.
 */
public interface GuestSession extends AutoCloseable {

  /** Who answers: fails with {@code guest-silent} if nobody does. */
  Result<GuestFacts> facts();

  /**
   * @param osId as in os-release, e.g. {@code debian}
   * @param bootId changes with every boot (Linux: /proc/sys/kernel/random/boot_id)
   */
  record GuestFacts(String osId, String osVersion, String kernel, String machine, String bootId, String hostName) {}

  /**
   * Runs a short query (argument list, no shell unless the caller names one) and waits for it.
   *
   * @param limit at most 60 s; on expiry the trouble is {@code guest-command-late}
   */
  Result<CommandResult> run(List<String> command, byte[] input, Duration limit);

  /** @param output standard output, at most 1 MiB, {@code truncated} if there was more */
  record CommandResult(int exitCode, byte[] output, byte[] errors, boolean truncated) {}

  /** Writes a file (created, mode given) in the guest; parents must exist. At most 64 MiB. */
  Result<Result.Nothing> write(String path, byte[] content, int mode);

  /** Reads a file; more than {@code limit} bytes is the trouble {@code guest-file-too-large}. */
  Result<byte[]> read(String path, int limit);

  /**
   * Starts a detached job that survives the guest agent: a POSIX shell script run as root in its own session with
   * its files in {@code /run/dormouse/<key>/}; starting a key again that was started before changes nothing.
   * The script finds that directory in {@code $DORMOUSE_DIR}.
   */
  Result<Result.Nothing> startJob(String key, String script);

  /** The ticket of the answer is the key. A job of whom the guest knows nothing is {@code guest-job-unknown}. */
  Progress<JobResult> pollJob(String key);

  /** @param log the last part of standard output and error, at most 64 KiB */
  record JobResult(int exitCode, String log) {}

  /** Ends the jobs and all their processes, removes their files. Idempotent; keys that cannot be are passed over. */
  Result<Result.Nothing> endJobs(List<String> keys);

  /** Ends one job. */
  default Result<Result.Nothing> endJob(String key) {
    return endJobs(List.of(key));
  }

  /** Asks the guest to power off or to restart. Returns at once. */
  Result<Result.Nothing> leave(Leave how);

  enum Leave { POWER_OFF, RESTART }

  @Override
  void close();
}
