package org.dormouse.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Nothing requires a bundle that is wired by declarative services alone, so one that no feature names is missing from
 * the product without any message.
 */
class ProductContentTest {
  private static final Pattern PLUGIN = Pattern.compile("<plugin\\s+id=\"([^\"]+)\"");

  @Test
  void everyBundleIsInAFeature() {
    Set<String> shipped = shipped();
    List<String> forgotten = SourceTree.bundles().stream().map(BundleManifest::name)
        .filter(name -> !shipped.contains(name)).toList();
    assertEquals(List.of(), forgotten, "bundles that no feature names");
  }

  @Test
  void theHighestStartLevelOfTheProductIsTheOneThatIsGoneTo() {
    int highest = numbers("product/dormouse.product", "startLevel=\"(\\d+)\"").max().orElseThrow();
    assertEquals(List.of(highest), numbers("bundles/org.dormouse.api/src/org/dormouse/api/client/EngineCommand.java",
        "HIGHEST_START_LEVEL = (\\d+);").boxed().toList());
  }

  private static IntStream numbers(String file, String pattern) {
    return Pattern.compile(pattern).matcher(SourceTree.text(SourceTree.root().resolve(file))).results()
        .mapToInt(found -> Integer.parseInt(found.group(1)));
  }

  private static Set<String> shipped() {
    return SourceTree.features().stream()
        .flatMap(feature -> PLUGIN.matcher(SourceTree.text(feature)).results())
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }
}
