package org.dormouse.realguest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Changes the file system of a stored image without booting it, by debugfs. */
final class Offline {

  private Offline() {}

  static void change(Path image, String... debugfsCommands) {
    List<String> command = new ArrayList<>(List.of(Lab.tool("change-image"), image.toString()));
    command.addAll(List.of(debugfsCommands));
    Lab.run(command);
  }
}
