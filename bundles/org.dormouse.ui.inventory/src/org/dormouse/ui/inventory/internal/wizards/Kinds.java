package org.dormouse.ui.inventory.internal.wizards;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.DefinitionWords;

/** Kinds of definitions within a sentence. */
final class Kinds {

  private Kinds() {}

  static String word(Kind kind) {
    String word = DefinitionWords.kind(kind.id());
    return word.startsWith("VM") ? word : word.toLowerCase(Locale.ROOT);
  }

  /** {@code Add maintenance host} becomes {@code Add Maintenance Host}: windows are titled so. */
  static String windowTitle(String title) {
    return Stream.of(title.split(" ")).map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining(" "));
  }
}
