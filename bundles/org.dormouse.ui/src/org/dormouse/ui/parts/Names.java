package org.dormouse.ui.parts;

import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.accessibility.AccessibleListener;

/** Names for controls that have no label of their own, for those who hear the screen and for tests. */
public final class Names {

  private Names() {}

  /** For {@code control.getAccessible().addAccessibleListener}. */
  public static AccessibleListener of(String name) {
    return new AccessibleAdapter() {
      @Override
      public void getName(AccessibleEvent event) {
        event.result = name;
      }
    };
  }
}
