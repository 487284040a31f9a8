package org.dormouse.ui.inventory.internal.definitions;

import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;

/**
 * What a person has said of how a virtual machine is serviced.
 *
 * @param excluded whether it is never serviced
 * @param credential name of the credential of its guest
 */
public record Declared(boolean excluded, Optional<String> credential) {

  public static final String EXCLUDED = "excluded";
  public static final String CREDENTIAL = "credential";

  /** Of a machine of which nobody has said anything. */
  public static final Declared NOTHING = new Declared(false, Optional.empty());

  /** @param id {@code library/name} */
  public static Declared of(InventoryData data, String id) {
    return data.definition(Kind.VM, id).map(Definition::document).map(Declared::of).orElse(NOTHING);
  }

  static Declared of(Map<String, Object> document) {
    return new Declared(Boolean.TRUE.equals(document.get(EXCLUDED)),
        document.get(CREDENTIAL) instanceof String name && !name.isEmpty() ? Optional.of(name) : Optional.empty());
  }
}
