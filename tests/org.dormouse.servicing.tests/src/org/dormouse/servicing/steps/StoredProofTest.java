package org.dormouse.servicing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Machines;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.Test;

class StoredProofTest {

  private static final StoredMachine PRESENT = Machines.machine("web01", 512, 1, Path.of("/library/web01.qcow2"));
  private static final StoredMachine FRESH = Machines.machine("web01", 512, 1, Path.of("/library/new/0.qcow2"));

  private final List<List<Path>> places = new ArrayList<>();

  private Result<List<String>> prove(Set<Path> readable) {
    DiskReader reader = new DiskReader() {
      @Override
      public Result<GuestFiles> open(StoredMachine machine) {
        return readable.contains(machine.bootDisk().image())
            ? Result.ok(stub(GuestFiles.class)) : Result.failed(Trouble.lasting("not-readable", "It cannot.", ""));
      }

      @Override
      public Result<GuestFiles> open(StoredMachine machine, List<Path> there) {
        places.add(there);
        return open(machine);
      }
    };
    var backends = (Backends) Proxy.newProxyInstance(Backends.class.getClassLoader(), new Class<?>[] {Backends.class},
        (proxy, method, arguments) -> List.of(reader));
    return new StoredProof(backends).prove(PRESENT, FRESH, new BackendSpec("repo", "apt", Map.of()), List.of());
  }

  /** Closed, but not asked. */
  private static <T> T stub(Class<T> type) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
        (proxy, method, arguments) -> null));
  }

  @Test
  void aNewGenerationThatCannotBeReadAlthoughTheOldOneCanIsNotProven() {
    var proof = prove(Set.of(PRESENT.bootDisk().image()));
    assertEquals("stored-image-unreadable", proof.failure().orElseThrow().code());
  }

  @Test
  void whereNoReaderUnderstandsTheGuestTheProofSaysSo() {
    assertTrue(prove(Set.of()).orThrow().getFirst().contains("could not be read a second way"));
  }

  @Test
  void theNewImagesAreReadAsIfTheyLayInTheirPlaces() {
    prove(Set.of());
    assertEquals(List.of(PRESENT.bootDisk().image()), places.getFirst());
  }
}
