package org.dormouse.ui.parts;

import java.util.List;
import org.dormouse.api.Authoring.ScriptOf;

/** A wizard whose equivalent commands can be seen. */
public interface Scripted {

  /** What the commands would define now, in order; empty as long as it is not valid. */
  List<Draft> scripted();

  /** {@link #scripted}, and what is done with that at the end. */
  default ScriptOf script() {
    return ScriptOf.defining(scripted().stream().map(Draft::put).toList());
  }
}
