package org.dormouse.api.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The command line that runs the engine process of an installation.
 *
 * <p>The framework's cache (its configuration area) is in the state folder, not in the installation: the installation
 * may be read-only, and several engines and workbenches may use it at once. The cache is named by the installation and
 * its list of bundles, so that a changed installation starts with a new one.
 *
 * @param install folder of the product, with {@code plugins} and {@code configuration}
 * @param java the java program
 */
public record EngineCommand(Path install, Path java) {

  private static final String APPLICATION = "org.dormouse.server.engine";
  private static final String BUNDLES = "configuration/org.eclipse.equinox.simpleconfigurator/bundles.info";
  /** Where a user of the product may give the engine more memory or other settings of the Java machine. */
  private static final String FLAGS = "DORMOUSE_ENGINE_FLAGS";

  /** Seconds after which an idle engine leaves: a property of the engine's, handed on where this process has it. */
  public static final String IDLE = "dormouse.engine.idleSeconds";

  /**
   * The highest start level of the product's bundles. Equinox goes to 6 by itself; at 7 is the mediator of service
   * loaders (Aries SPI Fly), by which SLF4J finds its log.
   */
  public static final int HIGHEST_START_LEVEL = 7;

  /** As the launcher script of the product says; empty if this process was not started by it. */
  public static Optional<EngineCommand> ofSystemProperties() {
    return Optional.ofNullable(System.getProperty("dormouse.install"))
        .filter(install -> !install.isBlank())
        .map(install -> new EngineCommand(Path.of(install), Path.of(System.getProperty("dormouse.java",
            Path.of(System.getProperty("java.home"), "bin", "java").toString()))));
  }

  /** @throws IOException if the installation has no launcher; the message names the folder */
  public List<String> arguments(StatePlace state) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(java.toString(),
        "-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xshare:auto", "-Djava.awt.headless=true",
        "-Djava.util.logging.SimpleFormatter.format=%5$s%6$s%n",
        "-Dosgi.startLevel=" + HIGHEST_START_LEVEL,
        "--enable-native-access=ALL-UNNAMED", "-Ddormouse.install=" + install, "-Ddormouse.java=" + java));
    Optional.ofNullable(Long.getLong(IDLE)).ifPresent(seconds -> arguments.add("-D" + IDLE + "=" + seconds));
    Optional.ofNullable(System.getenv(FLAGS)).filter(flags -> !flags.isBlank())
        .ifPresent(flags -> arguments.addAll(List.of(flags.strip().split("\\s+"))));
    arguments.addAll(List.of("-jar", launcher().toString(), "-install", install.toString(),
        "-application", APPLICATION, "-nosplash", "-data", "@none",
        "-configuration", state.folder().resolve("osgi").resolve(cacheName()).toString()));
    return List.copyOf(arguments);
  }

  private Path launcher() throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(install.resolve("plugins"),
        "org.eclipse.equinox.launcher_*.jar")) {
      for (Path launcher : found) {
        return launcher;
      }
    }
    throw new IOException("the installation " + install + " has no launcher in its plugins folder");
  }

  /** Name of the framework's cache for this very installation. */
  public String cacheName() throws IOException {
    Path bundles = install.resolve(BUNDLES);
    BasicFileAttributes facts = Files.readAttributes(bundles, BasicFileAttributes.class);
    String identity = bundles.toRealPath() + " " + facts.size() + " " + facts.lastModifiedTime().toMillis();
    return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 8);
  }
}
