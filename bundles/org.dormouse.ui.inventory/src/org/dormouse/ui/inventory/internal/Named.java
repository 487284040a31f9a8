package org.dormouse.ui.inventory.internal;

import org.dormouse.ui.parts.Names;
import org.eclipse.swt.widgets.Control;

/** Names controls that have no label beside them, while they are made. */
public final class Named {

  private Named() {}

  public static <C extends Control> C name(C control, String name) {
    control.getAccessible().addAccessibleListener(Names.of(name));
    return control;
  }
}
