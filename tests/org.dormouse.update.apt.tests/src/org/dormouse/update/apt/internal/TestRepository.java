package org.dormouse.update.apt.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.dormouse.spi.BackendSpec;
import org.dormouse.update.apt.internal.index.Hashes;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A signed repository in a folder, one suite {@code stable}, one component {@code main}; written with publish. */
public final class TestRepository {
  /** When all test repositories were made. */
  public static final Instant MADE = Instant.parse("2024-05-01T12:00:00Z");
  /** When tests look at them. */
  public static final Instant NOW = MADE.plus(Duration.ofDays(1));
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.US).withZone(ZoneOffset.UTC);
  public final Path root;
  public final TestKey key = new TestKey(MADE.minus(Duration.ofDays(100)), Duration.ZERO);
  public final Map<String, String> fields = new HashMap<>(Map.of("Origin", "Test", "Suite", "stable", "Codename",
      "stable", "Date", DATE.format(MADE), "Valid-Until", DATE.format(MADE.plus(Duration.ofDays(7)))));
  private final StringBuilder packages = new StringBuilder();

  public TestRepository(Path root) {
    this.root = root;
  }

  public static String date(Instant instant) {
    return DATE.format(instant);
  }

  /** Adds a package with content, at the path a real one would have. */
  public TestRepository add(String name, String version, String architecture, String more) {
    byte[] content = ("deb of " + name + " " + version).getBytes(StandardCharsets.UTF_8);
    String path = "pool/main/" + name + "_" + version.replaceFirst("^\\d+:", "") + "_" + architecture + ".deb";
    try {
      Files.createDirectories(root.resolve(path).getParent());
      Files.write(root.resolve(path), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return addRaw("Package: " + name + "\nVersion: " + version + "\nArchitecture: " + architecture + "\n" + more
        + "Installed-Size: 100\nFilename: " + path + "\nSize: " + content.length + "\nSHA256: " + Hashes.of(content)
        + "\n");
  }

  public TestRepository addRaw(String stanza) {
    packages.append(stanza).append('\n');
    return this;
  }

  public Path index(String suffix) {
    return root.resolve("dists/stable/main/binary-amd64/Packages" + suffix);
  }

  public Path inRelease() {
    return root.resolve("dists/stable/InRelease");
  }

  /** Writes index and signature. */
  public TestRepository publish() throws IOException {
    byte[] plain = packages.toString().getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(index("").getParent());
    Files.write(index(".xz"), xz(plain));
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(plain);
    }
    Files.write(index(".gz"), gzip.toByteArray());
    StringBuilder sums = new StringBuilder("SHA256:\n");
    line(sums, plain, "");
    line(sums, Files.readAllBytes(index(".xz")), ".xz");
    line(sums, gzip.toByteArray(), ".gz");
    sign(sums.toString());
    return this;
  }

  public static byte[] xz(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(bytes, new LZMA2Options())) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  public static void line(StringBuilder sums, byte[] content, String suffix) {
    sums.append(' ').append(Hashes.of(content)).append(' ').append(content.length)
        .append(" main/binary-amd64/Packages").append(suffix).append('\n');
  }

  /** Writes a signed InRelease with these sums. */
  public void sign(String sums) throws IOException {
    Files.createDirectories(inRelease().getParent());
    Files.writeString(inRelease(), key.clearSign(release(sums), MADE));
  }

  public String release(String sums) {
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text + sums;
  }

  /** A service on this repository; {@code more} are further settings, name and value in turn. */
  public BackendSpec service(String... more) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("uri", root.toUri().toString());
    settings.put("suites", "stable");
    settings.put("keyring", key.writeTo(root.resolve("key.gpg")).toString());
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return new BackendSpec("test", "apt", settings);
  }
}
