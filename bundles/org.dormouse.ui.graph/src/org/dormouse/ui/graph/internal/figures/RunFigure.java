package org.dormouse.ui.graph.internal.figures;

import java.util.List;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;

/** Ground of the graph of a run: as large as all its lines together, with guides from top to bottom. */
public final class RunFigure extends Figure {

  private List<Integer> guides = List.of();
  private GraphColours colours = GraphColours.of(false);

  public RunFigure() {
    setOpaque(true);
  }

  /** @param guides pixels from the left at which there is a line */
  public void show(List<Integer> guides, GraphColours theme) {
    if (!guides.equals(this.guides) || theme != colours) {
      this.guides = List.copyOf(guides);
      colours = theme;
      repaint();
    }
  }

  @Override
  protected void paintFigure(Graphics graphics) {
    Rectangle clip = graphics.getClip(new Rectangle());
    graphics.setBackgroundColor(colours.background());
    graphics.fillRectangle(clip);
    graphics.setForegroundColor(colours.grid());
    for (int x : guides) {
      if (x > CellPlaces.NAME_WIDTH && x >= clip.x && x < clip.x + clip.width) {
        graphics.drawLine(x, clip.y, x, clip.y + clip.height);
      }
    }
  }
}
