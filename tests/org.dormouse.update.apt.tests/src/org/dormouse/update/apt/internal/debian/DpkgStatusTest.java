package org.dormouse.update.apt.internal.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DpkgStatusTest {

  private static DpkgStatus of(String text) throws IOException {
    return DpkgStatus.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void installedHeldRemovedAndBrokenAreToldApart() throws IOException {
    DpkgStatus status = of("""
        Package: dpkg
        Status: install ok installed
        Architecture: amd64
        Version: 1.21

        Package: kept
        Status: hold ok installed
        Architecture: all
        Version: 1:2-3

        Package: gone
        Status: deinstall ok config-files
        Architecture: amd64
        Version: 1

        Package: torn
        Status: install ok half-configured
        Architecture: amd64
        Version: 1

        Package: again
        Status: install reinstreq installed
        Architecture: amd64
        Version: 1
        """);
    assertEquals(List.of("dpkg", "kept", "again"), status.packages().stream().map(p -> p.name()).toList());
    assertTrue(status.packages().get(1).held());
    assertEquals(List.of("torn", "again"), status.broken());
    assertEquals("amd64", status.architecture());
  }

  @Test
  void aParagraphWithoutStatusIsRefusedNotSkipped() {
    assertThrows(IOException.class, () -> of("Package: a\nVersion: 1\nArchitecture: all\n"));
  }

  @Test
  void anInstalledPackageWithoutVersionIsRefused() {
    assertThrows(IOException.class, () -> of("Package: a\nStatus: install ok installed\nArchitecture: all\n"));
  }

  @Test
  void severalArchitecturesOfOnePackageAreKeptApart() throws IOException {
    DpkgStatus status = of("""
        Package: libc6
        Status: install ok installed
        Architecture: amd64
        Version: 2

        Package: libc6
        Status: install ok installed
        Architecture: i386
        Version: 2
        """);
    assertEquals(2, status.byName().get("libc6").size());
  }
}
