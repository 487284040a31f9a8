package org.dormouse.ui.inventory.internal.machines;

import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.swt.graphics.Image;

/** Icons of the states of virtual machines; shared, nobody disposes them. UI thread only. */
public final class StateIcons {

  private StateIcons() {}

  /** @param state the engine's word */
  public static Image of(String state) {
    return Icons.image(StateStyle.ofMachine(state).iconName());
  }
}
