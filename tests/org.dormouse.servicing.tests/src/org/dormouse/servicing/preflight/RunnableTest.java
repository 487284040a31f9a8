package org.dormouse.servicing.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Machines;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.Test;

/** What every kind of host would refuse to deploy is said before anything is touched. */
class RunnableTest {

  private static final BackendSpec LAB = new BackendSpec("lab", "directory", Map.of());
  private static final Map<String, List<Finding>> AGAINST = Map.of("any", List.of(),
      "old", List.of(Finding.block("firmware-not-supported", "lab/web01", "It has UEFI firmware.", "")),
      "picky", List.of(Finding.warn("slow", "lab/web01", "It is slow.", "")));

  private static List<String> blocks(String... hostTypes) {
    Backends backends = (Backends) Proxy.newProxyInstance(Backends.class.getClassLoader(),
        new Class<?>[] {Backends.class}, (proxy, method, arguments) -> switch (method.getName()) {
          case "hypervisor" -> AGAINST.containsKey(arguments[0]) ? Result.ok(hypervisor(AGAINST.get(arguments[0])))
              : Result.failed(Trouble.lasting("back-end-unknown", "There is none.", ""));
          case "library" -> Result.failed(Trouble.lasting("no-library", "There is none.", ""));
          default -> List.of();
        });
    var overviews = new LibraryOverviews(backends, InstantSource.fixed(Instant.EPOCH));
    return new Preflight(backends, overviews, new Around(new TreeSet<>(Set.of(hostTypes)), List.of()))
        .examine(Machines.machine("web01", 512, 1), LAB, false).stream().map(Finding::code)
        .filter(code -> !code.equals("no-library")).toList();
  }

  private static Hypervisor hypervisor(List<Finding> against) {
    return (Hypervisor) Proxy.newProxyInstance(Hypervisor.class.getClassLoader(), new Class<?>[] {Hypervisor.class},
        (proxy, method, arguments) -> against);
  }

  @Test
  void aVmThatNoKindOfHostCanRunIsBlocked() {
    assertEquals(List.of("firmware-not-supported"), blocks("old"));
  }

  @Test
  void oneKindThatCanRunItIsEnough() {
    assertEquals(List.of(), blocks("old", "any"));
    assertEquals(List.of(), blocks("old", "picky"));
  }

  @Test
  void nothingIsSaidWhereNoHostIsDefinedOrItsBackEndIsMissing() {
    assertEquals(List.of(), blocks());
    assertEquals(List.of(), blocks("old", "gone"));
  }
}
