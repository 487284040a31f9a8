package org.dormouse.ui.parts;

import java.util.List;
import org.eclipse.swt.widgets.Composite;

/**
 * Makes and draws once, where nobody sees it, what a part needs when it is opened for the first time: what is done for
 * the first time takes several times as long, and the window would stand still for it just when somebody waits. Comes
 * through the extension point {@code org.dormouse.ui.rehearsals}; nothing may depend on it.
 */
@FunctionalInterface
public interface Rehearsal {

  /**
   * What is to be done on the UI thread, one after the other, with room for everything else in between; each short. UI
   * thread.
   *
   * @param unseen of its own, in a shell that is never opened; disposed of after the last
   */
  List<Runnable> turns(Composite unseen);
}
