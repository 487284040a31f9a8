package org.dormouse.model.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.model.VmGroup;
import org.dormouse.model.document.DocumentCodec.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupRulesTest {

  private static Map<String, Object> group(Map<String, Object> rule) {
    return Map.of("name", "stale", "rule", rule);
  }

  private static String problems(Map<String, Object> document) {
    Decoded decoded = DocumentCodec.decode("group", document);
    return decoded instanceof Decoded.Invalid(List<Problem> problems) ? Problem.sentences(problems) : "";
  }

  @Test
  void aGroupComesBackWithEverythingItsRuleSays() {
    Map<String, Object> document = Map.of("name", "stale", "virtualMachines", List.of("lab/web01", "*/db*"), "rule",
        Map.of("libraries", List.of("lab"), "names", List.of("web*"), "tags", List.of("north wing"),
            "systems", List.of("Debian GNU/Linux 12*"), "states", List.of("stale", "failed"),
            "lastResults", List.of("never"), "minSizeMiB", 1, "maxSizeMiB", 9, "staleDays", 7));
    Decoded.Valid valid = assertInstanceOf(Decoded.Valid.class, DocumentCodec.decode("group", document));
    assertEquals(7, ((VmGroup) valid.object()).getRule().getStaleDays());
    assertEquals(document, DocumentCodec.encode(valid.object()));
  }

  @Test
  void aGroupMayBeEmptyForTheTimeBeing() {
    assertEquals("", problems(Map.of("name", "later")));
  }

  @Test
  void aRuleThatSaysNothingIsRefusedBecauseItWouldFitEveryMachine() {
    assertTrue(problems(group(Map.of())).contains("needs at least one condition"), problems(group(Map.of())));
    assertTrue(problems(group(Map.of("staleDays", 0))).contains("needs at least one condition"));
    assertTrue(problems(group(Map.of("tags", List.of()))).contains("needs at least one condition"));
    assertFalse(problems(group(Map.of("states", List.of("stal")))).contains("needs at least one condition"));
  }

  @Test
  void theGreatestSizeIsNotBelowTheLeast() {
    String problems = problems(group(Map.of("minSizeMiB", 10, "maxSizeMiB", 9)));
    assertTrue(problems.contains("rule.maxSizeMiB"), problems);
    assertEquals("", problems(group(Map.of("minSizeMiB", 10, "maxSizeMiB", 0))));
    assertEquals("", problems(group(Map.of("minSizeMiB", 10, "maxSizeMiB", 10))));
  }

  @ParameterizedTest
  @CsvSource({
    "states, stall, stale",
    "lastResults, success, succeeded",
    "libraries, a/b, rule.libraries",
    "libraries, lab*, rule.libraries",
    "names, lab/web*, without its library",
    "tags, ' padded', one line",
    "systems, '', one line",
  })
  void aWrongWordIsNamedWithWhatWouldBeRight(String attribute, String value, String said) {
    String problems = problems(group(Map.of(attribute, List.of(value))));
    assertTrue(problems.contains(said), problems);
  }
}
