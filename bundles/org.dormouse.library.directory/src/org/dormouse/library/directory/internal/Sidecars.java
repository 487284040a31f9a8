package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.library.directory.internal.YamlNode.Malformed;
import org.dormouse.spi.Finding;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;

/**
 * Reads the sidecars of a library. An image that a sidecar names is never taken for a VM of its own, not even when the
 * sidecar cannot be understood: half of a two-disk VM would be serviced.
 */
final class Sidecars {
  private static final String SUFFIX = ".vm.yaml";
  private static final String MISTAKEN = ".vm.yml";
  private final LibraryFolder library;
  private final Consumer<Finding> findings;
  private final Set<Path> taken = new HashSet<>();

  Sidecars(LibraryFolder library, Consumer<Finding> findings) {
    this.library = library;
    this.findings = findings;
  }

  static boolean is(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(SUFFIX) || name.endsWith(MISTAKEN);
  }

  private static String machine(Path sidecar) {
    String name = sidecar.getFileName().toString();
    return name.substring(0, name.lastIndexOf(".vm."));
  }

  Optional<Candidate> read(Path sidecar, List<Path> images) {
    String shown = Shown.of(library.relative(sidecar));
    byte[] head = new byte[0];
    try {
      Path real = real(sidecar, shown);
      try (var in = Files.newInputStream(real)) {
        head = in.readNBytes(Sidecar.LARGEST + 1);
      }
      return Optional.of(candidate(sidecar, real, text(head)));
    } catch (Malformed e) {
      refuse("sidecar-malformed", shown, (e.line() > 0 ? "line " + e.line() + ": " : "") + e.getMessage());
    } catch (Refusal e) {
      findings.accept(Finding.block(e.trouble().code(), shown, "Sidecar " + shown + ": " + e.trouble().message(),
          e.trouble().remedy()));
    } catch (IOException e) {
      findings.accept(Finding.block("sidecar-unreadable", shown, "Sidecar " + shown + " cannot be read: "
          + LibraryFolder.reason(e) + ".", "Make it readable for the user that runs Dormouse."));
    }
    holdBack(sidecar, new String(head, StandardCharsets.UTF_8), images);
    return Optional.empty();
  }

  private Path real(Path sidecar, String shown) throws IOException, Refusal {
    Path real = sidecar.toRealPath();
    if (!library.holds(real) || !Files.isRegularFile(real)) {
      throw Refusal.lasting("sidecar-outside-library", shown + " is a link that leads out of the library.",
          "Put the file itself there.");
    }
    if (sidecar.getFileName().toString().endsWith(MISTAKEN)) {
      throw Refusal.lasting("bad-name", "a sidecar's name has to end with " + SUFFIX + ".", "Rename it.");
    }
    if (!LibraryFolder.isMachineName(machine(sidecar))) {
      throw Refusal.lasting("bad-name", shown + " is no name for a VM.",
          "Use letters, digits, dots, dashes and underscores, at most 100.");
    }
    return real;
  }

  private static String text(byte[] bytes) throws Malformed {
    if (bytes.length > Sidecar.LARGEST) {
      throw new Malformed(0, "it is larger than " + Sidecar.LARGEST / 1024 + " KiB");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed(0, "it is not UTF-8 text");
    }
  }

  private Candidate candidate(Path sidecar, Path real, String text) throws Malformed, Refusal {
    Sidecar parsed = Sidecar.parse(text);
    var disks = new ArrayList<MachineDisk>();
    for (var disk : parsed.disks()) {
      Path image = ImageFile.resolve(library, sidecar.getParent().resolve(disk.file()).normalize());
      disks.add(new MachineDisk(disks.size(), image, disk.format(), disk.bus()));
    }
    disks.forEach(disk -> taken.add(disk.image()));
    return new Candidate(new StoredMachine(library.name(), machine(sidecar), parsed.hardware(), disks, parsed.cards(),
        Optional.of(real)), sidecar);
  }

  private void refuse(String code, String shown, String why) {
    findings.accept(Finding.block(code, shown, "Sidecar " + shown + " is not understood: " + why + ".",
        "Correct the file; until then neither this VM nor the images it names are serviced."));
  }

  /** Images that the text of a broken sidecar mentions, or whose names begin as the sidecar's. */
  private void holdBack(Path sidecar, String text, List<Path> images) {
    for (Path image : images) {
      String name = image.getFileName().toString();
      String rest = name.startsWith(machine(sidecar)) ? name.substring(machine(sidecar).length()) : "x";
      boolean named = text.contains(name) || !Character.isLetterOrDigit(rest.charAt(0));
      if (image.startsWith(sidecar.getParent()) && named && taken.add(image)) {
        String shown = Shown.of(library.relative(image));
        findings.accept(Finding.warn("held-back", shown, "The image " + shown + " is not taken for a VM of its own, "
            + "because it may belong to " + Shown.of(library.relative(sidecar)) + ", which is not understood.",
            "Correct that sidecar."));
      }
    }
  }

  /** Real paths of images that belong to a sidecar. */
  Set<Path> taken() {
    return taken;
  }
}
