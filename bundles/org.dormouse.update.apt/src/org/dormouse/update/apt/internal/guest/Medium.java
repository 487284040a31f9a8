package org.dormouse.update.apt.internal.guest;

import java.nio.file.Path;

/**
 * A read-only disk for guests.
 *
 * @param serial by which a guest finds it, at most 20 characters
 * @param label of its file system, at most 16 characters; for buses that show no serial
 */
record Medium(String serial, String label, Path image) {

  static Medium index(String id, Path image) {
    return new Medium("dm-index-" + id.substring(0, 8), "dmi-" + id.substring(0, 8), image);
  }

  static Medium packages(String id, Path image) {
    return new Medium("dm-pkgs-" + id.substring(0, 8), "dmp-" + id.substring(0, 8), image);
  }
}
