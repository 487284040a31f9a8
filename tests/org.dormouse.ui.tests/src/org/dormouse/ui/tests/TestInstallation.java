package org.dormouse.ui.tests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.FileLocator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * A folder that looks like the installed product to whoever starts an engine from it, made of the very bundles that
 * this test runs with. Start levels are those of {@code product/dormouse.product}.
 */
final class TestInstallation {
  private static final String LAUNCHER = "org.eclipse.equinox.launcher";
  private static final String CONFIGURATOR = "org.eclipse.equinox.simpleconfigurator";
  private static final Map<String, Integer> STARTED = Map.of(CONFIGURATOR, 1, "org.eclipse.equinox.common", 2,
      "org.eclipse.equinox.event", 2, "org.apache.felix.scr", 2, "org.apache.aries.spifly.dynamic.bundle", 2,
      "ch.qos.logback.classic", 3, "org.eclipse.core.runtime", 4);
  private static final List<String> LEFT_OUT = List.of("org.eclipse.osgi", "org.dormouse.ui.tests");

  private final Path folder;

  TestInstallation(Path folder) {
    this.folder = folder;
  }

  void layOut(BundleContext context) throws IOException {
    List<Bundle> bundles = Arrays.stream(context.getBundles())
        .filter(bundle -> !LEFT_OUT.contains(bundle.getSymbolicName()))
        .filter(bundle -> !bundle.getSymbolicName().startsWith("org.eclipse.tycho")).toList();
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    Path configuration = Files.createDirectories(folder.resolve("configuration"));
    Path framework = file(context.getBundle(0));
    Path launcher = bundles.stream().filter(bundle -> bundle.getSymbolicName().equals(LAUNCHER)).findFirst()
        .map(TestInstallation::file).orElseThrow(() -> new IOException("the test runs without " + LAUNCHER));
    link(plugins.resolve(LAUNCHER + "_1.0.0.jar"), launcher);
    link(plugins.resolve("org.eclipse.osgi_3.0.0.jar"), framework);
    Path list = Files.createDirectories(configuration.resolve(CONFIGURATOR)).resolve("bundles.info");
    Files.writeString(list, "#encoding=UTF-8\n#version=1\n"
        + bundles.stream().map(TestInstallation::line).collect(Collectors.joining("\n")) + "\n");
    Path configurator = bundles.stream().filter(bundle -> bundle.getSymbolicName().equals(CONFIGURATOR)).findFirst()
        .map(TestInstallation::file).orElseThrow(() -> new IOException("the test runs without " + CONFIGURATOR));
    Files.writeString(configuration.resolve("config.ini"), """
        osgi.bundles=reference\\:%s@1\\:start
        osgi.bundles.defaultStartLevel=4
        osgi.framework=%s
        org.eclipse.equinox.simpleconfigurator.configUrl=%s
        """.formatted(escaped(configurator), escaped(framework), escaped(list)));
  }

  private static String escaped(Path file) {
    return file.toUri().toString().replace(":", "\\:");
  }

  private static String line(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return String.join(",", name, bundle.getVersion().toString(), file(bundle).toUri().toString(),
        String.valueOf(STARTED.getOrDefault(name, 4)), String.valueOf(STARTED.containsKey(name)));
  }

  private static Path file(Bundle bundle) {
    return FileLocator.getBundleFileLocation(bundle).map(File::toPath)
        .orElseThrow(() -> new UncheckedIOException(new IOException("where is " + bundle + "?")));
  }

  private static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }
}
