package org.dormouse.servicing.preflight;

import static org.dormouse.servicing.preflight.Overviews.on;
import static org.dormouse.servicing.preflight.Overviews.sound;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Machines;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.LibraryBackend.LibraryScan;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.Test;

/** Whether other files may be put in the place of a VM's, as when it is rolled back. */
class ReplaceableTest {

  private static final BackendSpec LAB = new BackendSpec("lab", "directory", Map.of());
  private static final BackendSpec OTHER = new BackendSpec("other", "directory", Map.of());
  private static final StoredMachine BASE = Machines.machine("base", 512, 1);

  private final Map<String, List<StoredMachine>> libraries = new HashMap<>(Map.of("lab", List.of(BASE), "other", List.of()));
  private final Map<Path, ImageFacts> images = new HashMap<>();
  private final Backends backends = stub(Backends.class, Map.of(
      "library", Result.ok(library()), "imageInspectors", List.of(inspector())));
  private final LibraryOverviews overviews = new LibraryOverviews(backends, InstantSource.fixed(Instant.EPOCH));
  private final Preflight preflight = new Preflight(backends, overviews, new Around(Set.of(), List.of(LAB, OTHER)));

  private static <T> T stub(Class<T> type, Map<String, Object> answers) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
        (proxy, method, arguments) -> answers.get(method.getName())));
  }

  private LibraryBackend library() {
    return (LibraryBackend) Proxy.newProxyInstance(LibraryBackend.class.getClassLoader(),
        new Class<?>[] {LibraryBackend.class}, (proxy, method, arguments) ->
            Result.ok(new LibraryScan(libraries.get(((BackendSpec) arguments[0]).name()), List.of())));
  }

  private ImageInspector inspector() {
    return (ImageInspector) Proxy.newProxyInstance(ImageInspector.class.getClassLoader(),
        new Class<?>[] {ImageInspector.class}, (proxy, method, arguments) ->
            Result.ok(images.getOrDefault((Path) arguments[0], sound())));
  }

  private static StoredMachine child(String library) {
    var disk = new MachineDisk(0, Path.of("/" + library + "/web01.qcow2"), DiskFormat.QCOW2, MachineDisk.Bus.VIRTIO);
    return new StoredMachine(library, "web01", new Hardware(512, 1, "q35", Hardware.Firmware.BIOS), List.of(disk),
        List.of(), Optional.empty());
  }

  private String trouble() {
    return preflight.replaceable(BASE, LAB).failure().map(Trouble::code)
        .orElse("none");
  }

  @Test
  void anImageOnItsOwnMayBeReplaced() {
    assertEquals("none", trouble());
  }

  @Test
  void aParentIsNeverReplacedUnderItsChildren() {
    var web = child("lab");
    libraries.put("lab", List.of(BASE, web));
    images.put(web.bootDisk().image(), on(BASE.bootDisk().image().toString()));
    assertEquals("parent-has-children", trouble());
  }

  @Test
  void childrenInAnotherLibraryAreSeenToo() {
    var web = child("other");
    libraries.put("other", List.of(web));
    images.put(web.bootDisk().image(), on(BASE.bootDisk().image().toString()));
    assertEquals("parent-has-children", trouble());
  }

  @Test
  void childrenMadeSinceTheLastLookAreSeenWhereverTheyAre() {
    for (String where : List.of("lab", "other")) {
      assertEquals("none", trouble());
      preflight.others(LAB);
      var web = child(where);
      images.put(web.bootDisk().image(), on(BASE.bootDisk().image().toString()));
      libraries.put(where, where.equals("lab") ? List.of(BASE, web) : List.of(web));
      assertEquals("parent-has-children", trouble());
      libraries.put(where, where.equals("lab") ? List.of(BASE) : List.of());
    }
  }

  @Test
  void aFindingNamesTheChildInTheOtherLibrary() {
    var web = child("other");
    libraries.put("other", List.of(web));
    images.put(web.bootDisk().image(), on(BASE.bootDisk().image().toString()));
    assertTrue(preflight.outside(BASE, overviews.of(LAB).orThrow(), preflight.others(LAB)).stream()
        .anyMatch(finding -> finding.message().contains("other/web01")));
  }
}
