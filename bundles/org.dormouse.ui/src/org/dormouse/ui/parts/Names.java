package org.dormouse.ui.parts;

import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.ToolItem;

/** Names for what has no label of its own, for those who hear the screen and for tests. UI thread only. */
public final class Names {

  private static final String GIVEN = "org.dormouse.ui.name";

  private Names() {}

  /** Names a control; the last name given counts. */
  public static <C extends Control> C give(C control, String name) {
    boolean first = control.getData(GIVEN) == null;
    control.setData(GIVEN, name);
    if (first) {
      control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
        @Override
        public void getName(AccessibleEvent event) {
          if (event.childID == ACC.CHILDID_SELF) {
            event.result = (String) control.getData(GIVEN);
          }
        }
      });
    }
    GtkNames.give(control, name);
    return control;
  }

  /**
   * Says of a control that it is not there while it is not: of those whose state a listener tells, links and labels with
   * an icon among them, the toolkit says that they are in sight unless a listener says otherwise.
   */
  public static <C extends Control> C onlyInSight(C control) {
    control.getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
      @Override
      public void getState(AccessibleControlEvent event) {
        if (event.childID == ACC.CHILDID_SELF && !control.isVisible()) {
          // less than nothing: nobody has said anything yet
          event.detail = Math.max(ACC.STATE_NORMAL, event.detail) | ACC.STATE_INVISIBLE | ACC.STATE_OFFSCREEN;
        }
      }
    });
    return control;
  }

  /** Whether somebody has named it. */
  public static boolean isGiven(Control control) {
    return control.getData(GIVEN) != null;
  }

  /** Names an item of a tool bar that shows an icon alone. Other platforms than GTK ask its bar. */
  public static void give(ToolItem item, String name) {
    GtkNames.give(item, name);
  }
}
