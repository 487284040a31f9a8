package org.dormouse.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The checked-out tree under test. The build passes its folder as the system property {@code dormouse.root}. */
final class SourceTree {
  private SourceTree() {
  }

  static List<BundleManifest> bundles() {
    return bundleFolders().stream().map(SourceTree::manifest).toList();
  }

  /** Folders of compiled classes; every bundle that has sources must have been compiled before these tests run. */
  static List<Path> classFolders() {
    return bundleFolders().stream().filter(bundle -> Files.isDirectory(bundle.resolve("src")))
        .map(bundle -> bundle.resolve("target/classes")).toList();
  }

  private static List<Path> bundleFolders() {
    try (Stream<Path> children = Files.list(root().resolve("bundles"))) {
      return children.filter(child -> Files.exists(child.resolve("META-INF/MANIFEST.MF"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BundleManifest manifest(Path bundle) {
    try (InputStream stream = Files.newInputStream(bundle.resolve("META-INF/MANIFEST.MF"))) {
      return BundleManifest.of(new Manifest(stream));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the manifest of " + bundle, e);
    }
  }

  private static Path root() {
    String root = System.getProperty("dormouse.root");
    if (root == null) {
      throw new IllegalStateException("set -Ddormouse.root to the folder of the checked-out tree");
    }
    return Path.of(root);
  }
}
