package org.dormouse.ui.graph.internal.figures;

import java.util.Optional;
import org.dormouse.ui.style.StateStyle;

/**
 * How the line of a VM, or of many folded ones, is drawn apart from its steps.
 *
 * @param status at the right of the name, e.g. how long it has been under way
 * @param match found by a search
 * @param fold stands for many
 */
public record LaneLook(Optional<StateStyle> style, String name, String status, boolean selected, boolean match,
    boolean fold) {

  public static final LaneLook NONE = new LaneLook(Optional.empty(), "", "", false, false, false);
}
