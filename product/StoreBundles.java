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
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes the bundles of a built product quick to load: their entries are stored, not compressed, which takes what they
 * say, and their signatures, as they are. The three that Java itself loads lose their signatures: it would verify each
 * of their entries at every start (Equinox does not, with its own loader), and keeps no class of a signed archive in an
 * archive of classes (JDK, {@code SystemDictionaryShared}). Run by the build: {@code java StoreBundles.java FOLDER}.
 */
final class StoreBundles {

  private static final List<String> LOADED_BY_JAVA =
      List.of("org.eclipse.equinox.launcher_", "org.eclipse.osgi_", "org.eclipse.osgi.compatibility.state_");

  private StoreBundles() {}

  public static void main(String[] arguments) throws IOException {
    List<Path> bundles;
    try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
      bundles = files.filter(file -> file.getParent().endsWith("plugins") && file.toString().endsWith(".jar")).toList();
    }
    if (bundles.isEmpty()) {
      throw new IOException("no bundles under " + arguments[0]);
    }
    for (Path bundle : bundles) {
      Path stored = bundle.resolveSibling(bundle.getFileName() + ".stored");
      store(bundle, stored, LOADED_BY_JAVA.stream().anyMatch(bundle.getFileName().toString()::startsWith));
      Files.setLastModifiedTime(stored, Files.getLastModifiedTime(bundle));
      Files.move(stored, bundle, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void store(Path bundle, Path stored, boolean unsigned) throws IOException {
    try (ZipFile from = new ZipFile(bundle.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(stored))) {
      to.setMethod(ZipOutputStream.STORED);
      for (ZipEntry entry : from.stream().toList()) {
        if (unsigned && isSignature(entry.getName())) {
          continue;
        }
        byte[] content = content(from, entry);
        if (unsigned && entry.getName().equals(JarFile.MANIFEST_NAME)) {
          content = withoutDigests(content);
        }
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        copy.setSize(content.length);
        copy.setCrc(checksum.getValue());
        to.putNextEntry(copy);
        to.write(content);
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
