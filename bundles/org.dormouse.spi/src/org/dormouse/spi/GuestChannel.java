package org.dormouse.spi;

/** A way for commands to reach the inside of a running guest. */
public interface GuestChannel {

  String type();

  /**
   * A session with the guest, once it answers. A guest that does not answer yet is a passing trouble with code
   * {@code guest-silent}. Bounded by ten seconds. Cheap to open and to close. Sessions that are open at the same
   * time take turns: a call that another one holds up for long is {@code guest-silent} as well.
   */
  Result<GuestSession> open(Hypervisor.GuestAddress address);
}
