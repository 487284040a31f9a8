package org.dormouse.ui.graph.internal.figures;

import org.dormouse.ui.style.StateStyle;

/**
 * How one step is drawn; equal looks are not drawn again.
 *
 * @param style gives colour and icon
 * @param label inside, where there is room; empty: none
 * @param badge at the right, e.g. {@code ×2}; empty: none
 * @param fraction how much of it is done, 0 to 1; negative: not known
 */
public record StepLook(StateStyle style, String label, String badge, double fraction, boolean selected) {

  public static final StepLook NONE = new StepLook(StateStyle.UNKNOWN, "", "", -1, false);
}
