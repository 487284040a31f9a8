package org.dormouse.api;

import java.time.Instant;
import java.util.List;

/** Handshake and life of the engine process. */
public interface Engine {

  /** @param client what it is, e.g. {@code cli}, {@code workbench}; {@code user} for the journal */
  record Hello(int protocol, String client, String version, String user) {}

  /** @param restartNeeded the client is newer than this engine, which should be drained and started again */
  record Welcome(int protocol, String version, long pid, String installation, boolean restartNeeded) {}

  /**
   * @param leases what servicings hold at present, of VMs, hosts, services and libraries; 0 where nothing is under way
   * @param backends one line for each installed back end: contract, type, bundle, version
   */
  record Status(String version, long pid, Instant started, String stateFolder, String log, int clients,
      int runsActive, int stepsActive, int leases, boolean draining, long usedHeapBytes, List<Backend> backends) {}

  /** @param programs of this machine that it calls */
  record Backend(String contract, String type, String bundle, String version, List<String> programs) {}

  /** @param mode {@code idle} only if nothing runs; {@code drain} ends what is under way; {@code now} leaves it */
  record Stop(String mode) {}
}
