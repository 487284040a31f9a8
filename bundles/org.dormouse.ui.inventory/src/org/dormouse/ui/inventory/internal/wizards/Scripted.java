package org.dormouse.ui.inventory.internal.wizards;

import java.util.List;
import org.dormouse.ui.parts.Draft;

/** A wizard whose equivalent commands can be seen. */
interface Scripted {

  /** What the commands would define now, in order; empty as long as it is not valid. */
  List<Draft> scripted();
}
