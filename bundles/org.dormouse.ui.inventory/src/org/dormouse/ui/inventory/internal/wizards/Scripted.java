package org.dormouse.ui.inventory.internal.wizards;

import java.util.Optional;
import org.dormouse.ui.parts.Draft;

/** A wizard whose equivalent commands can be seen. */
interface Scripted {

  /** What the commands would define now; empty as long as it is not valid. */
  Optional<Draft> scripted();
}
