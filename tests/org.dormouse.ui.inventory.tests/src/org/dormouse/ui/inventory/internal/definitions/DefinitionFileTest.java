package org.dormouse.ui.inventory.internal.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.inventory.internal.definitions.DefinitionFile.Entry;
import org.dormouse.ui.inventory.internal.definitions.DefinitionFile.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionFileTest {

  private static Definition definition(String kind, String name, Map<String, Object> document) {
    return new Definition(kind, name, 3, Instant.EPOCH, "somebody", document);
  }

  @Test
  void readsWhatItWroteWithWhatIsReferredToFirst() {
    String text = DefinitionFile.write(List.of(
        definition("job", "night", Map.of("name", "night", "updateService", "apt", "virtualMachines", List.of("a/*"))),
        definition("library", "a", Map.of("name", "a", "type", "directory", "settings", Map.of("path", "/x")))));
    Read read = DefinitionFile.read(text);
    assertEquals(List.of(), read.problems());
    assertEquals(List.of("a", "night"), read.entries().stream().map(Entry::name).toList());
    assertEquals(Map.of("name", "a", "type", "directory", "settings", Map.of("path", "/x")),
        read.entries().getFirst().document());
  }

  @Test
  void understandsASingleDocument() {
    Read read = DefinitionFile.read("{\"kind\": \"host\", \"name\": \"h\", \"type\": \"qemu\"}");
    assertEquals(List.of(), read.problems());
    assertEquals("host", read.entries().getFirst().kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "nonsense", "[]", "[null]", "[{}]", "[{\"kind\": \"vmx\", \"name\": \"a\"}]",
      "{\"kind\": \"host\"}", "{\"kind\": \"host\", \"name\": \"a b\", \"type\": \"qemu\"}", "[[]]", "3",
      "{\"kind\": \"host\", \"name\": \"h\", \"type\": \"qemu\", \"color\": 1}"})
  void saysWhatIsWrongWithAFile(String text) {
    Read read = DefinitionFile.read(text);
    assertTrue(!read.problems().isEmpty(), () -> read.toString());
  }
}
