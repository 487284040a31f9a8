package org.dormouse.ui.inventory.internal.wizards;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.definitions.AptSources;

/**
 * What a new definition begins with: what works on this machine. Looked for on disk, so not on the UI thread.
 *
 * @param documents by kind
 */
record Suggestions(Map<Kind, Map<String, Object>> documents) {

  private static final List<String> FOLDERS = List.of("VirtualMachines", "vms", "Virtual Machines");
  private static final Path LIBVIRT = Path.of("/var/lib/libvirt/images");

  /** Where a machine has its images, its hypervisor and its package sources. */
  static Suggestions ofThisMachine() {
    return new Suggestions(Map.of(
        Kind.LIBRARY, library(Path.of(System.getProperty("user.home"))),
        Kind.HOST, Map.of("name", "local", "type", "qemu"),
        Kind.SERVICE, service(AptSources.settings(AptSources.read(Path.of("/"))))));
  }

  private static Map<String, Object> library(Path home) {
    Optional<Path> folder = Stream.concat(FOLDERS.stream().map(home::resolve), Stream.of(LIBVIRT))
        .filter(Files::isDirectory).filter(Files::isReadable).findFirst();
    Map<String, Object> document = new LinkedHashMap<>(Map.of("name", "images", "type", "directory"));
    folder.ifPresent(path -> document.put("settings", Map.of("path", path.toString())));
    return document;
  }

  static Map<String, Object> service(Map<String, String> settings) {
    Map<String, Object> document = new LinkedHashMap<>(Map.of("name", "updates", "type", "apt"));
    if (!settings.isEmpty()) {
      document.put("name", settings.get("uri").contains("ubuntu") ? "ubuntu" : "debian");
      document.put("settings", new LinkedHashMap<>(settings));
    }
    return document;
  }

  /** With a name that is not taken. */
  Map<String, Object> of(Kind kind, Predicate<String> taken) {
    Map<String, Object> document = new LinkedHashMap<>(documents.getOrDefault(kind, Map.of()));
    String name = String.valueOf(document.getOrDefault("name", kind.id()));
    String free = name;
    for (int number = 2; taken.test(free); number++) {
      free = name + number;
    }
    document.put("name", free);
    return document;
  }
}
