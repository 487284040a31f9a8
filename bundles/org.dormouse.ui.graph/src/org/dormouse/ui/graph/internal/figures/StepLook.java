package org.dormouse.ui.graph.internal.figures;

import java.util.Optional;
import org.dormouse.ui.style.StateStyle;

/**
 * How one step is drawn; equal looks are not drawn again.
 *
 * @param style of its state, which gives the colour; empty: it is not about a state
 * @param icon name of it; empty: none
 * @param label inside, where there is room; empty: none
 * @param badge at the right, e.g. {@code ×2}; empty: none
 * @param fraction how much of it is done, 0 to 1; negative: not known
 * @param wrong something about it has to be corrected
 * @param off it is there but not carried out
 */
public record StepLook(Optional<StateStyle> style, String icon, String label, String badge, double fraction,
    boolean selected, boolean wrong, boolean off) {

  public static final StepLook NONE = new StepLook(Optional.empty(), "", "", "", -1, false, false, false);

  /** One that shows how it stands with a step. */
  public static StepLook of(StateStyle style, String label, String badge, double fraction, boolean selected) {
    return new StepLook(Optional.of(style), style.iconName(), label, badge, fraction, selected, false, false);
  }
}
