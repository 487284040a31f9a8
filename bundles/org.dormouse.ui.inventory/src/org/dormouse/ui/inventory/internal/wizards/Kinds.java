package org.dormouse.ui.inventory.internal.wizards;

import java.util.Locale;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.details.DefinitionFacts;

/** Kinds of definitions within a sentence. */
final class Kinds {

  private Kinds() {}

  static String word(Kind kind) {
    String word = DefinitionFacts.kind(kind.id());
    return word.startsWith("VM") ? word : word.toLowerCase(Locale.ROOT);
  }
}
