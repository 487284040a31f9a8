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

  /** Hand-written Java files of the product, its tests and its tools. */
  static List<Path> javaFiles() {
    return Stream.of("bundles", "tests", "releng").map(root()::resolve)
        .flatMap(folder -> filesBelow(folder, ".java"))
        .filter(file -> !file.toString().contains("/src-gen/") && !file.toString().contains("/target/"))
        .toList();
  }

  static List<Path> features() {
    return filesBelow(root().resolve("features"), "/feature.xml")
        .filter(file -> !file.toString().contains("/target/")).toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Stream<Path> filesBelow(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  static Path root() {
    String root = System.getProperty("dormouse.root");
    if (root == null) {
      throw new IllegalStateException("set -Ddormouse.root to the folder of the checked-out tree");
    }
    return Path.of(root);
  }
}
