package org.dormouse.ui.graph.internal.policies;

import org.dormouse.ui.graph.internal.figures.GraphColours;
import org.dormouse.ui.graph.internal.figures.Tooltip;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;

/** Says beside the pointer why something cannot be dropped there: the platform shows no tooltips while one drags. */
final class DropReason {

  private Tooltip shown;
  private String text = "";

  /** @param layer of feedback; {@code at} the pointer, in the layer's coordinates */
  void show(IFigure layer, String reason, Point at, GraphColours colours) {
    if (!reason.equals(text)) {
      erase(layer);
      text = reason;
      shown = new Tooltip("Not possible here\n" + reason, colours);
      layer.add(shown);
    }
    if (shown != null) {
      shown.setBounds(new Rectangle(at.getTranslated(16, 18), shown.getPreferredSize()));
    }
  }

  void erase(IFigure layer) {
    if (shown != null && shown.getParent() == layer) {
      layer.remove(shown);
    }
    shown = null;
    text = "";
  }
}
