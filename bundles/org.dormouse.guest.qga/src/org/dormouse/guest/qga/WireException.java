package org.dormouse.guest.qga;

import java.io.IOException;

/** A conversation over a socket that did not come to its end, and in which way. The connection is then of no use. */
public final class WireException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * SILENT: nothing came in time. GONE: nobody listens at the socket, or the peer closed it. MALFORMED: what came is
   * no JSON object. TOO_LARGE: more came than is taken. INTERRUPTED: the calling thread was; its flag is set again.
   */
  public enum Reason { SILENT, GONE, MALFORMED, TOO_LARGE, INTERRUPTED }

  private final Reason reason;

  public WireException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
