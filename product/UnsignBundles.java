import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes the signatures off the three bundles of a built product that Java itself loads: it would verify each of their
 * entries at every start (Equinox does not, with its own loader), and keeps no class of a signed archive in an archive
 * of classes (JDK, {@code SystemDictionaryShared}). All else stays as it is. Run by the build: {@code java
 * UnsignBundles.java FOLDER}.
 */
final class UnsignBundles {

  private static final List<String> LOADED_BY_JAVA =
      List.of("org.eclipse.equinox.launcher_", "org.eclipse.osgi_", "org.eclipse.osgi.compatibility.state_");

  private UnsignBundles() {}

  public static void main(String[] arguments) throws IOException {
    List<Path> bundles;
    try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
      bundles = files.filter(file -> file.getParent().endsWith("plugins") && file.toString().endsWith(".jar")
          && LOADED_BY_JAVA.stream().anyMatch(file.getFileName().toString()::startsWith)).toList();
    }
    if (bundles.size() < LOADED_BY_JAVA.size()) {
      throw new IOException("not all of " + LOADED_BY_JAVA + " are under " + arguments[0] + " but only " + bundles);
    }
    for (Path bundle : bundles) {
      Path unsigned = bundle.resolveSibling(bundle.getFileName() + ".unsigned");
      copy(bundle, unsigned);
      Files.setLastModifiedTime(unsigned, Files.getLastModifiedTime(bundle));
      Files.move(unsigned, bundle, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void copy(Path bundle, Path unsigned) throws IOException {
    try (ZipFile from = new ZipFile(bundle.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(unsigned))) {
      for (ZipEntry entry : from.stream().toList()) {
        if (isSignature(entry.getName())) {
          continue;
        }
        byte[] content = content(from, entry);
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        to.putNextEntry(copy);
        to.write(entry.getName().equals(JarFile.MANIFEST_NAME) ? withoutDigests(content) : content);
      }
    }
  }

  private static byte[] content(ZipFile from, ZipEntry entry) throws IOException {
    try (InputStream in = from.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static boolean isSignature(String name) {
    return name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }

  /** The sections of entries hold nothing but what was signed. */
  private static byte[] withoutDigests(byte[] content) throws IOException {
    Manifest manifest = new Manifest(new ByteArrayInputStream(content));
    for (Attributes section : manifest.getEntries().values()) {
      section.keySet().removeIf(name -> name.toString().endsWith("-Digest"));
    }
    manifest.getEntries().values().removeIf(Attributes::isEmpty);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    manifest.write(out);
    return out.toByteArray();
  }
}
