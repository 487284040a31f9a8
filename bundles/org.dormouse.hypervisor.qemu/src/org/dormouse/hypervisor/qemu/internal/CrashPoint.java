package org.dormouse.hypervisor.qemu.internal;

/**
 * For crash tests of the whole product: this process dies at the point that a test names, as if it were killed there.
 * What lasts a second only cannot be met from outside. The property is the one that names steps of a library's commit.
 */
final class CrashPoint {

  private static final String HALT_AFTER = "dormouse.crashtest.haltAfter";

  private CrashPoint() {}

  /** Does nothing unless the system property names this point. */
  static void passed(String point) {
    if (point.equals(System.getProperty(HALT_AFTER))) {
      Runtime.getRuntime().halt(137);
    }
  }
}
