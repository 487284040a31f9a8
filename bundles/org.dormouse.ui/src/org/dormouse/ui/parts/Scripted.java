package org.dormouse.ui.parts;

import java.util.List;

/** A wizard whose equivalent commands can be seen. */
public interface Scripted {

  /** What the commands would define now, in order; empty as long as it is not valid. */
  List<Draft> scripted();
}
