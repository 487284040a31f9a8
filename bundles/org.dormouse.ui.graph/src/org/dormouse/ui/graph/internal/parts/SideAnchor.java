package org.dormouse.ui.graph.internal.parts;

import org.eclipse.draw2d.AbstractConnectionAnchor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;

/** The middle of the left or right side of a figure. */
final class SideAnchor extends AbstractConnectionAnchor {

  private final boolean left;

  SideAnchor(IFigure owner, boolean left) {
    super(owner);
    this.left = left;
  }

  @Override
  public Point getLocation(Point reference) {
    Rectangle bounds = getOwner().getBounds();
    Point point = new Point(left ? bounds.x + 2 : bounds.x + bounds.width - 3, bounds.y + bounds.height / 2);
    getOwner().translateToAbsolute(point);
    return point;
  }
}
