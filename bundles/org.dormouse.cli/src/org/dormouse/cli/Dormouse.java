package org.dormouse.cli;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.jar.JarFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The top of the tree of commands, with what all of them have. */
@Command(name = "dormouse", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT,
    versionProvider = Dormouse.Version.class, usageHelpAutoWidth = true,
    description = "Keeps powered-off virtual machines up to date.",
    footer = {"", "Exit codes: 0 all serviced or up to date; 1 some VM failed or was blocked; 2 wrong usage, unknown "
        + "name or configuration; 3 the engine cannot be reached."})
final class Dormouse extends Group {

  /** From the manifest of the bundle's own jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Dormouse " + text().orElse("(not packaged)")};
    }

    static Optional<String> text() {
      try {
        File jar = new File(Dormouse.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!jar.isFile()) {
          return Optional.empty();
        }
        try (JarFile file = new JarFile(jar)) {
          return Optional.ofNullable(file.getManifest().getMainAttributes().getValue("Bundle-Version"));
        }
      } catch (IOException | URISyntaxException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
