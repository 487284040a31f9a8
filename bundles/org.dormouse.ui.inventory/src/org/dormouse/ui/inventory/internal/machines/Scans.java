package org.dormouse.ui.inventory.internal.machines;

import java.util.List;
import java.util.Set;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.Failed;

/** Looks into libraries for what has come and gone. UI thread only. */
public final class Scans {

  private Scans() {}

  public static void start(Desk desk, List<Definition> libraries) {
    for (Definition library : libraries) {
      String what = "Look into the library " + library.name();
      desk.link().ask(what, engine -> engine.scanLibrary(new Named("library", library.name())),
          scan -> desk.data().refresh(Set.of(Kind.VM)), error -> Failed.tell(what, error));
    }
  }
}
