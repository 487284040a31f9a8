package org.dormouse.store.derby.internal;

/** Leaves out waiting for the disk, for tests that never pull the plug. Derby reads the setting when it is loaded. */
final class QuickDerby {

  private QuickDerby() {}

  static void use() {
    System.setProperty("derby.system.durability", "test");
  }
}
