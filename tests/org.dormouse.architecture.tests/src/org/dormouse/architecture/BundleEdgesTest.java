package org.dormouse.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edges between bundles are the ones of {@code bundle-edges.txt}, and the check notices others. */
class BundleEdgesTest {
  @Test
  void everyEdgeOfTheTreeIsAllowed() throws IOException {
    List<BundleManifest> bundles = SourceTree.bundles();
    assertFalse(bundles.isEmpty());
    assertEquals(List.of(), BundleRules.load().violations(bundles));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "org.dormouse.engine | Require-Bundle: org.dormouse.spi",
      "org.dormouse.engine | Require-Bundle: org.dormouse.json",
      "org.dormouse.engine | Require-Bundle: org.eclipse.emf.ecore",
      "org.dormouse.engine | Import-Package: org.slf4j",
      "org.dormouse.spi | Import-Package: org.eclipse.swt.widgets",
      "org.dormouse.server | Require-Bundle: org.dormouse.store.derby",
      "org.dormouse.servicing | Require-Bundle: org.dormouse.hypervisor.qemu",
      "org.dormouse.cli | Import-Package: org.dormouse.other.exported",
      "org.dormouse.ui | Require-Bundle: derby",
      "org.dormouse.unheard.of | Require-Bundle: org.dormouse.spi",
      "org.dormouse.spi | Export-Package: org.dormouse.spi;x-friends:=\"org.dormouse.engine\"",
  })
  void aForbiddenEdgeIsReported(String bundle, String header) throws IOException {
    BundleManifest other = manifest("org.dormouse.report", "Export-Package: org.dormouse.other.exported");
    List<String> violations = BundleRules.load().violations(List.of(other, manifest(bundle, header)));
    assertEquals(1, violations.size(), violations::toString);
  }

  @Test
  void commasInsideQuotesDoNotSplitAClause() throws IOException {
    BundleManifest bundle = manifest("org.dormouse.cli",
        "Import-Package: picocli;version=\"[4.0,5)\",com.google.gson;version=\"[2,3)\"");
    assertEquals(List.of("picocli", "com.google.gson"), bundle.importedPackages());
  }

  private static BundleManifest manifest(String name, String header) throws IOException {
    String text = "Manifest-Version: 1.0\nBundle-SymbolicName: " + name + ";singleton:=true\n" + header + "\n";
    return BundleManifest.of(new Manifest(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }
}
