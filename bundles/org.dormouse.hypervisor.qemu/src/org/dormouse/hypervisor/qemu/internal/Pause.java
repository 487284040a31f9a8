package org.dormouse.hypervisor.qemu.internal;

/** Short waits for what tells nobody when it is done: a process of another session, a socket that is not there yet. */
final class Pause {

  private Pause() {}

  /** False if the thread was interrupted; its flag is set again. */
  static boolean millis(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
