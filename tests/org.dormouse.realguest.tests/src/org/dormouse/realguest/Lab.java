package org.dormouse.realguest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dormouse.realguest.Command.Said;

/** The tools under releng/lab: real guests and signed repositories, cached between tests and runs. */
final class Lab {

  static final Path ROOT = Path.of(System.getProperty("dormouse.root", "../..")).toAbsolutePath().normalize();

  private static final Duration LIMIT = Duration.ofMinutes(15);

  private Lab() {}

  static void guest(String kind, Path image, String... options) {
    List<String> command = new ArrayList<>(List.of(tool("build-guest"), kind, image.toString()));
    command.addAll(List.of(options));
    run(command);
  }

  /** A guest made from a good one, with one thing wrong or unusual. */
  static void variant(String kind, Path guest, Path image) {
    run(List.of(tool("make-variant"), kind, guest.toString(), image.toString()));
  }

  static void repository(Path folder, Path guest, String sets, String... options) {
    List<String> command = new ArrayList<>(List.of(tool("make-repository"), folder.toString(), "--from-guest",
        guest.toString(), "--set", sets));
    command.addAll(List.of(options));
    run(command);
  }

  /** A file of a stored image, read by debugfs: not by any code of the product. */
  static String file(Path image, String path) {
    return run(List.of(tool("read-file"), image.toString(), path)).output();
  }

  /** Version of an installed package in a stored image, or "" if it is not installed. */
  static String version(Path image, String packageName) {
    for (String stanza : file(image, "/var/lib/dpkg/status").split("\n\n")) {
      if (("\n" + stanza).contains("\nPackage: " + packageName + "\n") && stanza.contains(" installed\n")) {
        return stanza.lines().filter(line -> line.startsWith("Version: ")).findFirst().orElse("Version: ")
            .substring("Version: ".length());
      }
    }
    return "";
  }

  static Said run(List<String> command) {
    return Command.run(LIMIT, ROOT, Map.of(), command).expectSuccess();
  }

  static String tool(String name) {
    return ROOT.resolve("releng/lab").resolve(name).toString();
  }
}
