package org.dormouse.update.apt.internal.debian;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What dpkg's database (/var/lib/dpkg/status) says of the packages that are on a machine; those of which only
 * configuration files are left, or nothing, do not count. Immutable.
 *
 * @param packages in the order of the file
 * @param broken names of packages that are neither installed nor gone: half-configured, unpacked and the like
 * @param architecture of dpkg itself, empty if dpkg is not among the packages
 */
public record DpkgStatus(List<Package> packages, List<String> broken, String architecture) {
  private static final byte[] PACKAGE = "Package".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] STATUS = "Status".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VERSION = "Version".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ARCHITECTURE = "Architecture".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PROVIDES = "Provides".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RECOMMENDS = "Recommends".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_PACKAGES = 200_000;

  /**
   * @param held the administrator has put it on hold
   * @param provides the field as it stands
   */
  public record Package(String name, String architecture, String version, boolean held, String provides,
      String recommends) {}

  public DpkgStatus {
    packages = List.copyOf(packages);
    broken = List.copyOf(broken);
  }

  /** Fails with an {@link IOException} that says what is wrong with the file. */
  public static DpkgStatus parse(byte[] content) throws IOException {
    StanzaReader reader = new StanzaReader(new ByteArrayInputStream(content), content.length);
    List<Package> packages = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    String architecture = "";
    while (reader.next()) {
      String name = text(reader, PACKAGE);
      String status = text(reader, STATUS);
      String[] words = status.split(" ");
      if (name.isEmpty() || words.length != 3) {
        throw new IOException("the paragraph at byte " + reader.offset() + " has no package name or no status");
      }
      if (packages.size() >= MAX_PACKAGES) {
        throw new IOException("more than " + MAX_PACKAGES + " packages");
      }
      switch (words[2]) {
        case "not-installed", "config-files" -> { }
        case "installed", "triggers-pending", "triggers-awaited" -> {
          Package found = installed(reader, name, words[0].equals("hold"));
          packages.add(found);
          if (name.equals("dpkg")) {
            architecture = found.architecture;
          }
          if (!words[1].equals("ok")) {
            broken.add(name);
          }
        }
        default -> broken.add(name);
      }
    }
    return new DpkgStatus(packages, broken, architecture);
  }

  private static Package installed(StanzaReader reader, String name, boolean held) throws IOException {
    String version = text(reader, VERSION);
    String architecture = text(reader, ARCHITECTURE).intern();
    if (version.isEmpty() || architecture.isEmpty()) {
      throw new IOException("package " + name + " is installed but has no version or no architecture");
    }
    return new Package(name, architecture, version, held, text(reader, PROVIDES), text(reader, RECOMMENDS));
  }

  private static String text(StanzaReader reader, byte[] field) {
    long found = reader.field(field);
    int from = (int) (found >>> 32);
    return found < 0 ? "" : new String(reader.bytes(), from, (int) found - from, StandardCharsets.UTF_8);
  }

  /** The packages by name; more than one where several architectures of it are installed. */
  public Map<String, List<Package>> byName() {
    Map<String, List<Package>> result = HashMap.newHashMap(packages.size());
    for (Package found : packages) {
      result.merge(found.name, List.of(found), (a, b) -> {
        List<Package> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
      });
    }
    return result;
  }
}
