package org.dormouse.disk.internal.block;

/**
 * How much may be read to answer one call. A hostile image can make any walk through its structures very long without
 * ever breaking a rule; this ends it. Reads of zeros count as well, and every read counts a little.
 */
public final class WorkLimit {

  private static final int PER_READ = 256;

  private long left;

  public WorkLimit(long bytes) {
    left = bytes;
  }

  /** For the next call. */
  public void renew(long bytes) {
    left = bytes;
  }

  void charge(long bytes) throws MalformedDiskException {
    left -= bytes + PER_READ;
    if (left < 0) {
      throw new MalformedDiskException("disk-work-limit", "far more had to be read than a sound disk needs");
    }
  }
}
