package org.dormouse.spi;

import java.time.Instant;
import java.util.List;

/**
 * One stored state of a VM.
 *
 * @param number 1 for the state first seen, then upwards; never used twice for one VM
 * @param created when this state was put in place
 * @param key the servicing that made it, empty for a state that Dormouse did not make
 * @param files all the files of the VM in this state
 * @param current true for the state the VM has now
 */
public record Generation(int number, Instant created, String key, List<StoredFile> files, boolean current) {

  /**
   * @param name file name as in the library
   * @param sha256 lower-case hexadecimal, or empty where it was never computed, as for a current generation that
   *     Dormouse did not make
   */
  public record StoredFile(String name, long size, String sha256) {}

  public Generation {
    files = List.copyOf(files);
  }

  public Generation current(boolean now) {
    return new Generation(number, created, key, files, now);
  }
}
