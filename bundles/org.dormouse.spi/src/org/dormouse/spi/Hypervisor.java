package org.dormouse.spi;

import java.nio.file.Path;
import java.util.List;

/**
 * A kind of maintenance host: runs a stored VM on overlays, so that the library's images are only read.
 *
 * <p>A deployment is named by the idempotency key of its servicing: lower-case letters, digits and dashes, at most 40
 * characters. Every method may be called again with the same key, by another process after a crash, and then finds
 * what is there. What a key left on a host is found with {@link #deployments} and removed with {@link #release}.
 */
public interface Hypervisor {

  String type();

  /** What the host can do and what is wrong with it. Bounded by two minutes (it may have to boot a kernel). */
  Result<HostReport> check(BackendSpec host);

  /**
   * @param accelerator {@code kvm} only if a kernel was seen reaching user space with it, else {@code tcg}
   * @param memoryMiB usable for guests
   * @param closedNetwork how the host keeps a woken VM from every network, as far as it was seen able to, e.g. {@code
   *     cards on a hub of their own}; empty: the host does not tell
   */
  record HostReport(String version, String accelerator, long memoryMiB, int cpus, long freeDiskBytes,
      List<Finding> findings, String closedNetwork) {
    public HostReport {
      findings = List.copyOf(findings);
    }

    /** Of a host that does not tell how it closes the network. */
    public HostReport(String version, String accelerator, long memoryMiB, int cpus, long freeDiskBytes,
        List<Finding> findings) {
      this(version, accelerator, memoryMiB, cpus, freeDiskBytes, findings, "");
    }
  }

  /**
   * What of this VM no host of this kind can run or store back, told from its description alone: firmware, formats,
   * devices. A BLOCK means that {@link #deploy} refuses it on every host of this kind. Quick; touches nothing.
   */
  default List<Finding> examine(StoredMachine machine) {
    return List.of();
  }

  /**
   * Makes the overlays and the VM definition, with all network links down. Does not start it. The VM's images may also
   * be what an export wrote for another deployment of it, which stays as it is.
   */
  Result<Result.Nothing> deploy(BackendSpec host, String key, StoredMachine machine, Isolation isolation);

  /** How a woken VM is kept from the network: its cards present with the link down, or no card at all. */
  enum Isolation { LINK_DOWN, NO_CARD }

  /** Starts a deployed VM; a VM that already runs is left alone. */
  Result<Result.Nothing> start(BackendSpec host, String key);

  Result<Power> power(BackendSpec host, String key);

  /**
   * RUNNING; STOPPED: deployed, not running (never started, or the guest shut itself down); CRASHED: it ended in any
   * other way (killed, panicked, its process died), so its overlays must not be used any more; GONE: there is no such
   * deployment; LOST: the overlays are there but lived through a crash of the host, so they must not be used either.
   */
  enum Power { RUNNING, STOPPED, CRASHED, GONE, LOST }

  /** How to reach the inside of the VM; valid while it runs. */
  Result<GuestAddress> address(BackendSpec host, String key);

  /**
   * @param channel type of the guest channel, e.g. {@code qga}
   * @param location what that channel connects to, e.g. the path of a socket
   */
  record GuestAddress(String channel, String location) {}

  /**
   * Shows a read-only disk image (raw) to the running VM. The guest finds it by its serial, at most 20 letters,
   * digits and dashes. A medium with the same serial that is already there is left if it is the same file.
   */
  Result<Result.Nothing> insertMedium(BackendSpec host, String key, String serial, Path image);

  Result<Result.Nothing> removeMedium(BackendSpec host, String key, String serial);

  /** Asks the VM to power off by the firmware's button. Returns at once. */
  Result<Result.Nothing> pressPowerButton(BackendSpec host, String key);

  /** Ends the VM at once, as pulling the plug. Its overlays are then worthless: it counts as CRASHED. */
  Result<Result.Nothing> kill(BackendSpec host, String key);

  /**
   * Writes the present state of the stopped VM's disks, in slot order, to new files, keeping format, sub-format,
   * cluster size, virtual size and parent; checks and syncs them. Long: called with an empty ticket to start, then
   * with the ticket of the answer before. Whatever lies at the targets is replaced.
   */
  Progress<Exported> export(BackendSpec host, String key, List<Path> targets, String ticket);

  /** @param sha256 of the written files in slot order, lower-case hexadecimal */
  record Exported(List<String> sha256) {
    public Exported {
      sha256 = List.copyOf(sha256);
    }
  }

  /** Stops an export that is under way; its partial files are the caller's to remove. */
  Result<Result.Nothing> stopExport(BackendSpec host, String key, String ticket);

  /** Ends the VM if it runs and removes media, overlays, definition and processes. Idempotent. */
  Result<Result.Nothing> release(BackendSpec host, String key);

  /** Keys of all deployments that have left anything on the host. */
  Result<List<String>> deployments(BackendSpec host);
}
